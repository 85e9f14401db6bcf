using Lantai.Papers;

namespace Lantai.AnnualReports.Sites;

/// <summary>Where a field's content comes from.</summary>
public enum SiteSource { Typed, Register, Nothing }

/// <param name="Known">What the register or the patrols have beside what stands here; null where they have nothing or agree.</param>
public sealed record SiteValue(SiteField Field, AnnualCell Cell, SiteSource Source, string? Known);

/// <summary>What a look at the table says.</summary>
/// <param name="IsError">Wrong; otherwise it cannot be checked.</param>
public sealed record SiteRemark(string Field, bool IsError, string Sentence);

/// <summary>A website's yearly table.</summary>
public sealed record SiteYear(SiteForm Form, string Site, int Year, IReadOnlyList<SiteValue> Values)
{
    /// <summary>What was typed, as a form sends it back: <see cref="SiteFigure.StampOf"/>.</summary>
    public string Typed { get; init; } = "";

    public string Title => $"{Form.Name}（{Year}年度）";

    public int Blank => Values.Count(value => value.Cell.State == CellState.Blank);

    /// <summary>A blank is named, never taken for 0; "/" says that the field does not apply.</summary>
    public IReadOnlyList<SiteRemark> Remarks =>
    [
        .. Values.Select(Read).OfType<SiteRemark>(),
        .. from check in Form.Checks
           let part = Of(check.Part)
           let whole = Of(check.Whole)
           where part.Cell.Number > whole.Cell.Number
           select new SiteRemark(part.Field.Key, true,
               $"“{part.Field.Group}”的“{part.Field.Title}”为{part.Cell.Written}，大于“{whole.Field.Title}”的{whole.Cell.Written}，请核对（{check.Basis.Text}）。"),
    ];

    public Paper Paper() => new(TitleLines.Break(Title, PaperLayout.Standard.TitleEms, PaperLayout.Standard.Words))
    {
        Body =
        [
            new PaperTable(Form.Name, [ColumnAlign.Left, ColumnAlign.Left, ColumnAlign.Left], [["分组", "项目", SiteFile.Content]],
                [.. Values.GroupBy(value => value.Field.Group).SelectMany(Rows)])
            { RowHeader = 1 },
        ],
    };

    /// <summary>The group's name reaches down over its fields.</summary>
    private static IEnumerable<IReadOnlyList<PaperCell>> Rows(IGrouping<string, SiteValue> group) =>
        group.Select((value, at) => (IReadOnlyList<PaperCell>)(at == 0
            ? [new PaperCell(group.Key, 1, group.Count()), value.Field.Label, value.Cell.Written]
            : [value.Field.Label, value.Cell.Written]));

    /// <summary>The file that can be filled and read back.</summary>
    public Sheet Sheet() => new("年度报表", [new("分组"), new("项目"), new(SiteFile.Content), new("来源"), new(SiteFile.Code)],
        [.. Values.Select(value => (IReadOnlyList<SheetCell>)[value.Field.Group, value.Field.Label, value.Cell.Written, value.Source.Title, value.Field.Key])])
    { Title = $"{Site} {Title}" };

    private SiteValue Of(string key) => Values.First(value => value.Field.Key == key);

    private static SiteRemark? Read(SiteValue value)
    {
        var (field, cell, place) = (value.Field, value.Cell, $"“{value.Field.Group}”的“{value.Field.Title}”");
        if (cell.State == CellState.Blank) return new(field.Key, false, $"{place}没有填；没有的填0，不适用的填/。");
        if (field.IsFigure && cell.State == CellState.Text) return new(field.Key, true, $"{place}写的是“{cell.Written}”，应当是数。");
        var isAnswer = field.Kind != SiteFieldKind.YesNo || cell.State == CellState.Stroke || cell.Written is "是" or "否";
        return isAnswer ? null : new(field.Key, true, $"{place}写的是“{cell.Written}”，应当写“是”或“否”。");
    }
}

internal static class SiteSources
{
    extension(SiteSource source)
    {
        public string Title => source switch
        {
            SiteSource.Typed => "填报",
            SiteSource.Register => "网站登记",
            SiteSource.Nothing => "未填",
        };
    }
}
