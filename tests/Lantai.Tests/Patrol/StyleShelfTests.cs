using System.Text;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>What style sheets take out of sight, whatever comes first and however much there is of it.</summary>
public sealed class StyleShelfTests
{
    private static readonly PatrolRules Rules = PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));
    private static readonly WebAddress Home = WebAddress.Parse("http://a.example/")!;

    [Fact]
    public void A_sheet_that_comes_in_while_a_page_is_read_counts_for_it()
    {
        var finding = Assert.Single(Read(
            "<link rel=stylesheet href=s.css><div class=k>百家乐 老虎机</div>",
            run => run.Styles.Put(run.Map.Enter(WebAddress.Parse("http://a.example/s.css")!, TargetSort.Resource, true, 0), ".k{display:none}"u8)));
        Assert.Equal(("hidden-text", "百家乐"), (finding.Check, finding.Stated));
    }

    [Fact]
    public void One_sheet_under_many_addresses_is_taken_in_once()
    {
        var shelf = new StyleShelf(new SiteMap());
        shelf.Put(0, ".k{display:none}"u8);
        var all = shelf.All;
        for (var number = 1; number < 1_000; number++) shelf.Put(number, ".k{display:none}"u8);
        Assert.Same(all, shelf.All);
        Assert.True(shelf.Of([999]).HasClass("k"u8));
        shelf.Put(1_000, "#j{display:none}"u8);
        Assert.True(shelf.All.HasClass("k"u8) && shelf.All.HasId("j"u8));
        Assert.False(shelf.Of([999]).HasId("j"u8));
    }

    [Fact]
    public void A_page_of_one_line_that_is_full_of_concealed_words_is_read_to_the_most_of_a_check()
    {
        const int Most = 40_000;
        const string Part = "<p class=k>百家乐 老虎机<a href=http://b.example/>赌场</a></p>";
        var findings = Read("<style>.k{display:none}</style>" + string.Concat(Enumerable.Repeat(Part, Most)));
        Assert.Equal(2 * FindingSink.MostOfOneCheck, findings.Count);
    }

    /// <param name="meanwhile">What happens between the reading of the page and its end.</param>
    private static IReadOnlyList<Finding> Read(string page, Action<RunParts>? meanwhile = null)
    {
        var (sink, scope) = (new FindingSink(Rules, new HashSet<string> { "hidden-text", "hidden-link" }), new SiteScope());
        scope.Add(Home);
        using var fetcher = new Fetcher(new FetchOptions(), TimeProvider.System, scope.Hosts);
        RunParts? run = null;
        run = new RunParts(new PatrolOptions { Starts = [Home] }, Rules, sink, new SiteMap(), scope, fetcher, new DateOnly(2026, 3, 2))
        {
            PageChecks = [_ => meanwhile?.Invoke(run!)],
            FileChecks = [],
            ForeignChecks = [],
        };
        var answer = new Answered(Home, [], 200, Encoding.UTF8.GetBytes(page), TimeSpan.Zero) { ContentType = "text/html; charset=utf-8" };
        new PageDesk(run).Read(answer, run.Map.Enter(Home, TargetSort.Page, true, 0), 0, isHome: true);
        return sink.All();
    }
}
