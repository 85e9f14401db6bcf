using Lantai.Ui;
using Microsoft.Extensions.Primitives;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class GridFormTests
{
    private static readonly GridColumn[] Columns = [new("service", "公共服务", 5) { Step = 0.5m }, new("minus", "扣分", 0) { Least = -10, IsCounted = false }];
    private static readonly GridRow[] Rows = [new("u1", "民政局", ["4", ""]), new("u2", "统计局", ["3.5", "-2"])];

    [Fact]
    public void Every_cell_is_read_with_its_row_and_column()
    {
        var check = new FormCheck();
        var cells = GridForm.Read(Form(("cell[u1][service]", "４.5"), ("cell[u2][minus]", "-2"), ("other", "x")), Rows, Columns, check);
        Assert.False(check.Failed);
        Assert.Equal([("民政局", "公共服务", 4.5m), ("民政局", "扣分", null), ("统计局", "公共服务", null), ("统计局", "扣分", -2m)],
            cells.Select(c => (c.Row.Title, c.Column.Title, c.Figure)));
    }

    [Theory]
    [InlineData("5.5", "“民政局·公共服务”应在 0 至 5 之间，现为 5.5。")]
    [InlineData("4.2", "“民政局·公共服务”应为 0.5 的整倍数，现为 4.2。")]
    [InlineData("四", "“民政局·公共服务”应填数字，现为“四”。")]
    public async Task A_wrong_cell_is_told_marked_and_kept_as_typed(string typed, string sentence)
    {
        var check = new FormCheck();
        var cell = GridForm.Read(Form(("cell[u1][service]", typed)), Rows, Columns, check)[0];
        Assert.Equal((typed, null), (cell.Text, cell.Figure));
        Assert.Equal(sentence, Assert.Single(check.Errors).Sentence);

        var grid = await Rendering.Of<InputGrid>(("Id", "g"), ("Caption", "得分"), ("Columns", Columns), ("Rows", Rows), ("Check", check));
        Assert.Equal("民政局·公共服务", Assert.Single(grid.QuerySelectorAll("[aria-invalid]")).GetAttribute("aria-label"));
    }

    [Fact]
    public async Task The_total_counts_what_counts_and_is_exact()
    {
        GridRow[] rows = [new("u1", "民政局", ["0.1", "-1"]), new("u2", "统计局", ["abc", ""])];
        var grid = await Rendering.Of<InputGrid>(("Id", "g"), ("Caption", "得分"), ("Columns", Columns), ("Rows", rows));
        Assert.Equal(["0.1", "—"], grid.QuerySelectorAll("[data-total]").Select(t => t.TextContent));
    }

    private static Dictionary<string, StringValues> Form(params (string Name, string Value)[] fields) =>
        fields.ToDictionary(f => f.Name, f => new StringValues(f.Value));
}
