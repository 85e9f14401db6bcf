using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Units;

/// <summary>A region (地区) whose office works here; one installation may hold several.</summary>
public sealed class Region
{
    public long Id { get; init; }

    /// <summary>The word in addresses: <c>yanshi</c>. Lower-case letters, digits and hyphens.</summary>
    public required string Key { get; init; }

    /// <summary>偃师区.</summary>
    public required string Name { get; set; }

    /// <summary>The office that issues: 偃师区人民政府办公室.</summary>
    public required string OfficeName { get; set; }

    /// <summary>The portal's name: 偃师区人民政府.</summary>
    public required string SiteName { get; set; }

    public string? SiteAddress { get; set; }

    /// <summary>政府网站标识码, 10 characters.</summary>
    public string? SiteCode { get; set; }

    public string? IcpNumber { get; set; }

    public string? PoliceNumber { get; set; }

    /// <summary>How the public reaches the office.</summary>
    public required string Contact { get; set; }

    /// <summary>承办单位; optional.</summary>
    public string? Undertaker { get; set; }

    /// <summary>The page of 党政机关网站标识 at bszs.conac.cn for this site.</summary>
    public string? OfficialMarkAddress { get; set; }

    /// <summary>The entry of 我为政府网站找错 with this site's code.</summary>
    public string? ReportErrorAddress { get; set; }

    public bool SupportsIpv6 { get; set; }

    public int DisplayOrder { get; set; }

    /// <summary>Changes with every save.</summary>
    public uint Version { get; init; }

    /// <summary>The marks of this region's portal; what the region has not given is taken from the settings.</summary>
    public SiteMarks MarksOver(SiteMarks settings) => settings with
    {
        Name = SiteName,
        Domain = SiteAddress is null ? settings.Domain : new Uri(SiteAddress).Host,
        IdCode = SiteCode ?? settings.IdCode,
        Organiser = OfficeName,
        Contact = Contact,
        IcpNumber = IcpNumber ?? settings.IcpNumber,
        PoliceNumber = PoliceNumber ?? settings.PoliceNumber,
        Undertaker = Undertaker ?? settings.Undertaker,
        OfficialMarkHref = OfficialMarkAddress ?? settings.OfficialMarkHref,
        ReportErrorHref = ReportErrorAddress ?? settings.ReportErrorHref,
        SupportsIpv6 = SupportsIpv6 || settings.SupportsIpv6,
    };

    /// <summary>
    /// The marks of the pages that all regions of this site share (首页, 网站地图): those of the settings; what the settings do
    /// not give, as the first region has it, for head and foot of every page must bear them.
    /// </summary>
    public SiteMarks MarksUnder(SiteMarks settings)
    {
        var own = MarksOver(new SiteMarks());
        return settings with
        {
            Domain = settings.Domain ?? own.Domain,
            IdCode = settings.IdCode ?? own.IdCode,
            Organiser = settings.Organiser ?? own.Organiser,
            Contact = settings.Contact ?? own.Contact,
            IcpNumber = settings.IcpNumber ?? own.IcpNumber,
            PoliceNumber = settings.PoliceNumber ?? own.PoliceNumber,
            Undertaker = settings.Undertaker ?? own.Undertaker,
            OfficialMarkHref = settings.OfficialMarkHref ?? own.OfficialMarkHref,
            ReportErrorHref = settings.ReportErrorHref ?? own.ReportErrorHref,
            SupportsIpv6 = settings.SupportsIpv6 || own.SupportsIpv6,
        };
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Region>
    {
        public void Configure(EntityTypeBuilder<Region> builder)
        {
            builder.HasIndex(region => region.Key).IsUnique();
            builder.Property(region => region.Version).IsRowVersion();
        }
    }
}

/// <summary>What the units of a group are: departments and towns, or the governments of counties or cities.</summary>
public enum GroupLevel { Unit, County, City }

public static class GroupLevels
{
    public static IReadOnlyList<GroupLevel> All { get; } = Enum.GetValues<GroupLevel>();

    extension(GroupLevel level)
    {
        public string Title => level switch
        {
            GroupLevel.Unit => "部门和乡镇（街道）",
            GroupLevel.County => "县级政府",
            GroupLevel.City => "设区的市级政府",
        };
    }
}

/// <summary>Units that are ranked together: 区直单位, 镇（街道）.</summary>
public sealed class UnitGroup
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public required string Name { get; set; }

    public int DisplayOrder { get; set; }

    /// <summary>The office says it: governments below the region's own have other days than its departments.</summary>
    public GroupLevel Level { get; set; }

    internal sealed class Mapping : IEntityTypeConfiguration<UnitGroup>
    {
        public void Configure(EntityTypeBuilder<UnitGroup> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(group => group.RegionId);
            builder.HasIndex(group => new { group.RegionId, group.Name }).IsUnique();
        }
    }
}

public static class UnitSets
{
    extension(LantaiDb db)
    {
        public DbSet<Region> Regions => db.Set<Region>();

        public DbSet<UnitGroup> UnitGroups => db.Set<UnitGroup>();

        public DbSet<Unit> Units => db.Set<Unit>();

        public DbSet<UnitName> UnitNames => db.Set<UnitName>();

        public DbSet<UnitUpload> UnitUploads => db.Set<UnitUpload>();
    }
}
