using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Probes;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>What is said of a site that is reached in one way and not in another: never more than was tried.</summary>
public sealed class ReachTests
{
    /// <summary>Nobody listens there.</summary>
    private static readonly WebAddress Nobody = WebAddress.Parse("http://127.0.0.1:1/")!;

    private static readonly FetchOptions Inside = new() { AllowPrivate = true, Rate = 0, Limit = TimeSpan.FromSeconds(5) };

    [Fact]
    public async Task Of_a_host_without_a_page_nothing_is_told_over_IPv6()
    {
        using var fetcher = new Fetcher(Inside, TimeProvider.System, new HashSet<string>());
        var fact = await Ipv6Probe.AskAsync("www.example.gov.cn", [], 5, fetcher, TestContext.Current.CancellationToken);
        Assert.Null(fact.Reached);
        Assert.Empty(fact.Levels);
    }

    [Theory, InlineData(200, true), InlineData(404, false), InlineData(403, null)]
    public async Task A_home_page_is_reached_over_IPv6_unless_it_is_closed_there_or_turns_us_away(int status, bool? reached)
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>首页</title>", status);
        using var fetcher = new Fetcher(Inside, TimeProvider.System, new HashSet<string>());
        Assert.Equal(reached, (await Ipv6Probe.AskAsync("127.0.0.1", [Note(village, "/", 0)], 5, fetcher, TestContext.Current.CancellationToken)).Reached);
    }

    [Fact]
    public async Task A_page_that_answers_no_HEAD_is_asked_with_GET_and_one_that_turns_us_away_is_not_counted()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "<title>首页</title>").Page("/away.html", "", 403).Page("/gone.html", "", 404).On("/get.html", context =>
        {
            context.Response.StatusCode = context.Request.Method == "HEAD" ? 405 : 200;
            return Task.CompletedTask;
        });
        using var fetcher = new Fetcher(Inside, TimeProvider.System, new HashSet<string>());
        IReadOnlyList<PageNote> pages = [Note(village, "/", 0), Note(village, "/away.html", 1), Note(village, "/gone.html", 1), Note(village, "/get.html", 1)];
        var fact = await Ipv6Probe.AskAsync("127.0.0.1", pages, 5, fetcher, TestContext.Current.CancellationToken);
        Assert.Equal(new Ipv6Level(2, 1, 2), fact.Levels[0]);
    }

    [Fact]
    public async Task A_silent_site_is_closed_only_while_something_else_answers()
    {
        await using var village = await VillageSite.OpenAsync();
        var control = WebAddress.Parse(village.Root)!;
        Assert.False(await OpenedAsync([]));
        Assert.False(await OpenedAsync([Nobody, control]));
        Assert.Null(await OpenedAsync([Nobody]));

        static async Task<bool?> OpenedAsync(IReadOnlyList<WebAddress> controls) =>
            (await SiteKnock.AskAsync(Nobody, true, TimeSpan.FromSeconds(5), controls, TimeProvider.System, TestContext.Current.CancellationToken)).Opened;
    }

    [Fact]
    public async Task A_site_that_answers_with_an_error_is_closed_whatever_else_answers()
    {
        await using var village = await VillageSite.OpenAsync();
        village.Page("/", "", 500);
        var (opened, _, fate) = await SiteKnock.AskAsync(
            WebAddress.Parse(village.Root)!, true, TimeSpan.FromSeconds(5), [Nobody], TimeProvider.System, TestContext.Current.CancellationToken);
        Assert.Equal((false, "HTTP 500"), (opened, fate));
    }

    [Fact]
    public async Task HTTPS_is_served_when_it_answers_and_not_when_it_leads_back()
    {
        await using var village = await VillageSite.OpenAsync();
        var home = WebAddress.Parse("http://www.example.gov.cn/")!;
        Assert.False((await HttpsProbe.AskAsync(Inside, home, WebAddress.Parse("https://127.0.0.1:1/")!, TestContext.Current.CancellationToken)).IsServed);
        Assert.False((await HttpsProbe.AskAsync(Inside, home, WebAddress.Parse(village.Root)!, TestContext.Current.CancellationToken)).IsServed);
        // A server that speaks no TLS there fails the handshake: nothing is told.
        Assert.Null((await HttpsProbe.AskAsync(Inside, home, WebAddress.Parse(village.Root.Replace("http:", "https:", StringComparison.Ordinal))!, TestContext.Current.CancellationToken)).IsServed);
    }

    [Theory, InlineData(503, 200, 2, "转回"), InlineData(503, 503, 2, "HTTP 503"), InlineData(404, 200, 1, "HTTP 404")]
    public async Task What_fails_for_the_moment_is_asked_twice_before_anything_is_said_of_HTTPS(int first, int second, int asked, string detail)
    {
        await using var village = await VillageSite.OpenAsync();
        var count = Failing(village, first, second);
        var fact = await HttpsProbe.AskAsync(Inside, WebAddress.Parse("http://www.example.gov.cn/")!, WebAddress.Parse(village.Root)!, TestContext.Current.CancellationToken);
        Assert.Equal(asked, count());
        Assert.Contains(detail, fact.Detail, StringComparison.Ordinal);
    }

    [Theory, InlineData(200, true), InlineData(503, false)]
    public async Task A_home_page_that_fails_once_over_IPv6_is_asked_again(int second, bool reached)
    {
        await using var village = await VillageSite.OpenAsync();
        var count = Failing(village, 503, second);
        using var fetcher = new Fetcher(Inside, TimeProvider.System, new HashSet<string>());
        Assert.Equal(reached, (await Ipv6Probe.AskAsync("127.0.0.1", [Note(village, "/", 0)], 5, fetcher, TestContext.Current.CancellationToken)).Reached);
        Assert.Equal(2, count());
    }

    /// <summary>The home page answers the first time so, and so from then on; the function tells how often it was asked.</summary>
    private static Func<int> Failing(VillageSite village, int first, int later)
    {
        var count = 0;
        village.On("/", context =>
        {
            context.Response.StatusCode = Interlocked.Increment(ref count) == 1 ? first : later;
            return Task.CompletedTask;
        });
        return () => count;
    }

    private static PageNote Note(VillageSite village, string path, byte depth) => new(depth, WebAddress.Parse(village.Root + path)!, PageKind.Other, depth) { Title = "页" };
}
