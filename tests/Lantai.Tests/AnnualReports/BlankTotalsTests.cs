using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Sums are worked out for whoever fills in, and looked at before they are saved.</summary>
public sealed class BlankTotalsTests(TestPostgres postgres)
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void What_is_worked_out_is_what_a_right_report_says(int seed)
    {
        var right = new SampleReports(seed).Report().Figures;
        var parents = right.Format.Rows.Select(row => row.PartOf).OfType<string>().ToHashSet();
        bool IsSum(AnnualRow row, AnnualColumn column) => (row.Total is not null && column.Key == AnnualFormat.TotalColumn) || parents.Contains(row.Key);
        var bare = new AnnualFigures(right.Format, right.All.Where(cell => !IsSum(cell.Row, cell.Column))
            .ToDictionary(cell => new CellAt(cell.Row.Key, cell.Column.Key), cell => cell.Cell));
        var sums = BlankTotals.In(bare);
        var wanted = right.All.Where(cell => IsSum(cell.Row, cell.Column)).ToList();
        Assert.NotEmpty(wanted);
        Assert.All(wanted, cell => Assert.Equal(cell.Cell.Number, sums[new CellAt(cell.Row.Key, cell.Column.Key)]));
        Assert.Equal(wanted.Count, sums.Count);
        Assert.Empty(BlankTotals.In(right));
    }

    [Fact]
    public async Task They_stand_in_the_form_and_nothing_is_saved_and_a_blank_part_leaves_its_sum_blank()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var figures = $"{await place.ReportAsync()}/figures";
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        var row = Lantai.AnnualReports.AnnualFormats.Shipped.Of(2025)!.Remedies.Rows[0];
        var parts = row.Parts.Select(column => $"cell[{row.Key}][{column.Key}]").ToList();
        var total = $"[name='cell[{row.Key}][{AnnualFormat.TotalColumn}]']";
        var some = await liaison.SubmitAsync(figures, "figures", new() { ["Input.Sum"] = "true", [parts[0]] = "2" });
        Assert.Contains("没有可以算的合计", some.Text, StringComparison.Ordinal);
        var form = parts.ToDictionary(part => part, _ => "2");
        var all = await liaison.SubmitAsync(figures, "figures", new(form) { ["Input.Sum"] = "true" });
        Assert.Contains("已算出1格合计，还没有保存", all.Text, StringComparison.Ordinal);
        Assert.Equal($"{2 * parts.Count}", all.Page.QuerySelector(total)!.GetAttribute("value"));
        Assert.Null((await liaison.OpenAsync(figures)).Page.QuerySelector(total)!.GetAttribute("value") is { Length: > 0 } kept ? kept : null);
    }
}
