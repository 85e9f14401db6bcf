using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed class PaperHtmlTests
{
    private static readonly IHtmlDocument Page = new HtmlParser().ParseDocument(PaperHtml.Render(SamplePapers.RedHeaded));

    [Fact]
    public void The_page_has_one_title_and_headings_that_follow_its_levels()
    {
        Assert.Equal("开封市人民政府办公室关于2022年度政务公开工作考核情况的通报", Page.Title);
        Assert.Single(Page.QuerySelectorAll("h1"));
        Assert.Equal(["H1", "H2", "H3", "H2", "H2"], Page.QuerySelectorAll("h1, h2, h3").Select(h => h.TagName));
    }

    [Fact]
    public void Tables_have_a_caption_and_heading_cells_with_their_scope()
    {
        var table = Page.QuerySelector("table")!;
        Assert.Equal("得分情况", table.QuerySelector("caption")!.TextContent);
        Assert.All(table.QuerySelectorAll("thead th"), th => Assert.Equal("col", th.GetAttribute("scope")));
        Assert.All(table.QuerySelectorAll("tbody tr"), tr => Assert.Equal("row", tr.QuerySelector("th")!.GetAttribute("scope")));
    }

    [Fact]
    public void There_is_nothing_to_run_and_nothing_to_fetch()
    {
        Assert.Empty(Page.QuerySelectorAll("script, link, img, iframe, [style], [onclick]"));
        Assert.DoesNotContain("url(", PaperCss.For(), StringComparison.Ordinal);
        Assert.DoesNotContain("http", PaperCss.For(), StringComparison.Ordinal);
    }

    [Fact]
    public void Text_is_never_taken_for_markup() =>
        Assert.Contains("各单位<明确>了责任 & 分工。", Page.QuerySelector(".paper-clause")!.TextContent, StringComparison.Ordinal);

    [Fact]
    public void Only_the_desk_shows_where_a_figure_comes_from()
    {
        Assert.Empty(Page.QuerySelectorAll(".paper-bound"));
        var desk = new HtmlParser().ParseDocument(PaperHtml.Article(SamplePapers.RedHeaded, showsOrigins: true));
        var figure = desk.QuerySelectorAll(".paper-bound").Single();
        Assert.Equal(("83.41", "县区10个单位“总分”的平均数", "{{average:县区}}"), (figure.TextContent, figure.GetAttribute("title"), figure.GetAttribute("data-from")));
    }

    [Fact]
    public void Every_class_of_the_article_is_in_the_style_sheet()
    {
        var css = PaperCss.For();
        var classes = Page.QuerySelectorAll("[class]").SelectMany(element => element.ClassList).Distinct()
            .Where(name => !css.Contains("." + name, StringComparison.Ordinal));
        Assert.Empty(classes);
    }

    [Fact]
    public void The_style_sheet_is_as_approved() => Approved.Matches("paper", "css", PaperCss.For());
}
