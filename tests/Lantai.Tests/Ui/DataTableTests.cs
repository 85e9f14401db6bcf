using Lantai.Ui;
using Microsoft.AspNetCore.Components;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class DataTableTests
{
    private sealed record Row(string Unit, decimal? Points, string Contact);

    private static readonly Column<Row>[] Columns =
    [
        Column.Link<Row>("unit", "单位", r => r.Unit, r => "/desk/units/" + r.Unit) with { CanSort = true },
        Column.Number<Row>("points", "得分", r => r.Points, 1) with { CanSort = true },
        Column.Text<Row>("contact", "联系人", r => r.Contact) with { IsExtra = true },
    ];

    private static readonly Row[] Rows = [new("教育局", 95.25m, "李某"), new("首阳山街道", null, "王某")];

    [Fact]
    public async Task A_table_has_a_caption_head_cells_and_figures_of_one_precision()
    {
        var table = await Show("/desk/units");
        Assert.StartsWith("单位", table.QuerySelector("caption")!.TextContent, StringComparison.Ordinal);
        Assert.All(table.QuerySelectorAll("thead th"), th => Assert.Equal("col", th.GetAttribute("scope")));
        Assert.All(table.QuerySelectorAll("tbody th"), th => Assert.Equal("row", th.GetAttribute("scope")));
        Assert.Equal(["95.3", "—"], table.QuerySelectorAll("td.number").Select(td => td.TextContent));
    }

    [Fact]
    public async Task Sorting_is_a_link_that_keeps_the_filter_and_leaves_the_page()
    {
        var table = await Show("/desk/units?q=局&sort=points&dir=asc&page=3");
        var head = table.QuerySelector("th[aria-sort]")!;
        Assert.Equal("ascending", head.GetAttribute("aria-sort"));
        var address = new Uri("http://lantai.test" + head.QuerySelector("a")!.GetAttribute("href"));
        var next = TableQuery.Of(address);
        Assert.Equal(("points", true, 1, "局"), (next.Sort, next.IsDescending, next.Page, next.Search));
    }

    [Fact]
    public async Task A_column_can_be_chosen_and_the_one_that_names_the_row_always_stays()
    {
        Assert.DoesNotContain("联系人", Heads(await Show("/desk/units")));
        Assert.Equal(["单位", "联系人"], Heads(await Show("/desk/units?col=contact")));
    }

    [Fact]
    public async Task The_export_keeps_filter_and_columns_but_gives_all_pages()
    {
        var table = await Show("/desk/units?q=局&page=2&col=contact");
        var export = table.QuerySelectorAll("a").Single(a => a.TextContent == "导出 CSV").GetAttribute("href")!;
        Assert.Equal("/desk/units.csv?q=%E5%B1%80&col=contact", export);
    }

    [Fact]
    public async Task An_empty_list_says_what_to_do_instead_of_showing_a_bare_head()
    {
        RenderFragment empty = builder => builder.AddContent(0, "还没有单位，请导入。");
        var table = await Rendering.Of<DataTable<Row>>(("Caption", "单位"), ("Rows", Array.Empty<Row>()), ("Columns", Columns), ("Empty", empty));
        Assert.Null(table.QuerySelector("table"));
        Assert.Contains("请导入", table.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_long_list_can_be_paged_through()
    {
        var table = await Show("/desk/units?page=4", total: 480);
        var pager = table.QuerySelector("nav[aria-label=翻页]")!;
        Assert.Contains("第 4 / 10 页", pager.TextContent, StringComparison.Ordinal);
        Assert.Equal(["1", "2", "3", "4", "5", "6", "10"], pager.Children.Select(c => c.TextContent).Where(t => int.TryParse(t, out _)));
        Assert.Equal("4", pager.QuerySelector("[aria-current]")!.TextContent);
    }

    [Fact]
    public async Task A_page_behind_the_last_one_says_so_and_not_that_the_list_is_empty()
    {
        var table = await Show("/desk/units?q=局&page=2", total: 50, rows: []);
        Assert.Contains("这一页没有内容", table.TextContent, StringComparison.Ordinal);
        Assert.Contains("一共 50 条", table.TextContent, StringComparison.Ordinal);
        Assert.Equal("/desk/units?q=%E5%B1%80&page=1", table.QuerySelector(".empty a")!.GetAttribute("href"));
        Assert.Null(table.QuerySelector("table"));
    }

    private static async Task<AngleSharp.Dom.IElement> Show(string address, int total = 2, Row[]? rows = null) =>
        Rendering.Parse(await Rendering.HtmlOf<DataTable<Row>>(address,
            ("Caption", "单位"), ("Rows", rows ?? Rows), ("Columns", Columns), ("Query", TableQuery.Of(new Uri("http://lantai.test" + address))),
            ("Total", total), ("IsSearchable", true), ("Exports", new Crumb[] { new("CSV", "/desk/units.csv") })));

    private static IEnumerable<string> Heads(AngleSharp.Dom.IElement table) => table.QuerySelectorAll("thead th").Select(th => th.TextContent.Trim());

    [Theory]
    [InlineData("?page=3", 3)]
    [InlineData("?page=-3", 1)]
    [InlineData("?page=200000000", 1_000_000)]
    [InlineData("?page=20000000000", 1)]
    public void No_page_lies_so_far_that_the_rows_before_it_cannot_be_counted(string address, int page) =>
        Assert.Equal(page, TableQuery.Of(new Uri("http://lantai.test/" + address)).Page);
}
