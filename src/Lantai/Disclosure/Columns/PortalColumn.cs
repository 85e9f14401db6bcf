using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Disclosure;

/// <summary>
/// What another module shows in the columns of a kind, such as the published annual reports; a component that takes the region as
/// its parameter <c>Region</c> and opens its own LantaiDb from the factory.
/// </summary>
public sealed record ColumnPart(ColumnKind Kind, Type Component);

/// <summary>What a column is for; the first four are the fixed blocks of 国办公开办函〔2019〕61号.</summary>
public enum ColumnKind { Guide, Rules, Statutory, AnnualReport, Policy, Interpretation, Notice, News }

/// <summary>
/// The looks that a paper gets before the public sees it, in their order: the editor's, the section's, the disclosure
/// attribute (公文公开属性), secrets, the leader's.
/// </summary>
public enum ReviewKind { Editor, Section, Attribute, Secrecy, Leader }

/// <summary>A column (栏目) of a region's portal.</summary>
public sealed class PortalColumn
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    /// <summary>The word in addresses: <c>policies</c>.</summary>
    public required string Key { get; init; }

    public required string Name { get; set; }

    public ColumnKind Kind { get; init; }

    public required string Description { get; set; }

    /// <summary>For the page's tags, separated by commas.</summary>
    public required string Keywords { get; set; }

    /// <summary>The document and clause for which the column is there.</summary>
    public required string Basis { get; set; }

    /// <summary>How long at most until there must be something new; null where nothing says so.</summary>
    public Cycle? Cycle { get; set; }

    /// <summary>What each paper needs before it is published; the database refuses less than editor, secrecy and leader.</summary>
    public List<ReviewKind> Reviews { get; set; } = [];

    public int DisplayOrder { get; set; }

    /// <summary>The day from which nothing new is published here; what there is stays.</summary>
    public DateOnly? ClosedOn { get; set; }

    public bool IsClosedOn(DateOnly day) => ClosedOn <= day;

    /// <summary>The column's tags (47号 附件 网页设计规范).</summary>
    public ColumnMarks Marks => new(Name, Description, Keywords, Kind.Title);

    internal sealed class Mapping : IEntityTypeConfiguration<PortalColumn>
    {
        public void Configure(EntityTypeBuilder<PortalColumn> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(column => column.RegionId);
            builder.HasIndex(column => new { column.RegionId, column.Key }).IsUnique();
            builder.Property(column => column.Cycle).HasConversion(cycle => cycle!.ToString(), text => Cycle.Parse(text));
            builder.PrimitiveCollection(column => column.Reviews).ElementType().HasConversion<string>();
            builder.Ignore(column => column.Marks);
        }
    }
}

public static class ColumnTitles
{
    extension(ColumnKind kind)
    {
        /// <summary>The class of the column as the public and 47号 call it.</summary>
        public string Title => kind switch
        {
            ColumnKind.Guide => "政府信息公开指南",
            ColumnKind.Rules => "政府信息公开制度",
            ColumnKind.Statutory => "法定主动公开内容",
            ColumnKind.AnnualReport => "政府信息公开年报",
            ColumnKind.Policy => "政策文件",
            ColumnKind.Interpretation => "政策解读",
            ColumnKind.Notice => "通知公告",
            ColumnKind.News => "工作动态",
        };
    }

    extension(ReviewKind kind)
    {
        public string Title => kind switch
        {
            ReviewKind.Editor => "初审",
            ReviewKind.Section => "复审",
            ReviewKind.Attribute => "公开属性审查",
            ReviewKind.Secrecy => "保密审查",
            ReviewKind.Leader => "终审",
        };
    }
}

public static class ColumnSets
{
    extension(LantaiDb db)
    {
        public DbSet<PortalColumn> PortalColumns => db.Set<PortalColumn>();

        /// <summary>The region's columns in their order.</summary>
        public IQueryable<PortalColumn> ColumnsOf(long regionId) => db.PortalColumns.Where(column => column.RegionId == regionId).InOrder();
    }

    internal static IQueryable<PortalColumn> InOrder(this IQueryable<PortalColumn> columns) =>
        columns.OrderBy(column => column.DisplayOrder).ThenBy(column => column.Id);
}
