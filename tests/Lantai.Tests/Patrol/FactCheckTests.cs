using System.Globalization;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Probes;
using Lantai.Tests.Support;
using Lantai.Wording;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Checks of what no page on the loopback can show, on facts from the tables of specs/checks.</summary>
public sealed class FactCheckTests
{
    private static readonly PatrolRules Rules = PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));
    private static readonly DateOnly Today = new(2026, 3, 2);

    public static TheoryData<string[]> Of(string check) =>
        [.. File.ReadAllLines(Repository.Spec($"checks/{check}.csv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(','))];

    [Theory, MemberData(nameof(Of), Availability.Id)]
    public void A_week_with_too_many_closed_doors_is_a_finding(string[] row)
    {
        var (daily, days, closed, slow) = (Number(row[1]), Number(row[2]), Number(row[3]), Number(row[4]));
        var moments = Enumerable.Range(0, days).SelectMany(ago => ProbeTimetable.Of("http://www.example.gov.cn/", Today.AddDays(-1 - ago), "兰台", daily));
        var probes = moments.Select((at, i) => new Probe(at, i >= closed, TimeSpan.FromSeconds(i >= closed && i < closed + slow ? 15 : 1), "HTTP 200")).ToList();
        var found = Look(Availability.Id, Availability.Look, Home("http://www.example.gov.cn/"), new(PastLooks.None, probes));
        Assert.Equal(Number(row[5]), found.Count);
    }

    [Theory, MemberData(nameof(Of), Backdated.Id)]
    public void A_day_before_a_patrol_that_did_not_find_the_article_is_a_finding(string[] row)
    {
        DateOnly? Cell(int column) => row[column].Length > 0 ? Day(row[column]) : null;
        // Met over http, looked at over https: the same article, in the same list.
        var article = Home("https://www.example.gov.cn/a.html") with { Kind = PageKind.Article, ShownDay = Day(row[1]) };
        var list = new PageNote(1, WebAddress.Parse("https://www.example.gov.cn/list/")!, PageKind.Column, 1) { Title = "动态", Items = [(0, Day(row[1]))] };
        var seen = Cell(2) is { } on ? new Dictionary<string, FirstSight> { ["//www.example.gov.cn/a.html"] = new(on, Cell(3)) } : [];
        var read = Cell(4) is { } listed ? new Dictionary<string, DateOnly> { ["//www.example.gov.cn/list/"] = listed } : [];
        var history = new PatrolHistory(new PastLooks(Cell(5), read), []);
        Assert.Equal(Number(row[6]), Look(Backdated.Id, Backdated.Look, article, history, site => site with { Pages = [article, list], Seen = seen }).Count);
    }

    [Fact]
    public void What_stands_in_two_lists_would_have_been_seen_when_both_were_read()
    {
        var (first, second) = (new DateOnly(2026, 2, 10), new DateOnly(2026, 2, 12));
        var looks = new PastLooks(null, new Dictionary<string, DateOnly> { ["//a/"] = first, ["//b/"] = second });
        Assert.Equal([first, second, null, null], new[] { looks.Before(["http://a/", "http://b/"]), looks.Before(["https://b/"]), looks.Before(["http://a/", "http://c/"]), looks.Before([]) });
    }

    [Theory, MemberData(nameof(Of), NoHttps.Id)]
    public void A_home_page_without_encryption_is_a_finding(string[] row)
    {
        IReadOnlyList<HttpsFact> asked = row[1].Length > 0 ? [new HttpsFact(row[0], row[1] switch { "是" => true, "否" => false, _ => null }, "")] : [];
        var found = Look(NoHttps.Id, NoHttps.Look, Home(row[0]), PatrolHistory.Empty, site => site with { Https = asked });
        Assert.Equal(row[2], string.Concat(found.Select(finding => finding.NeedsPerson ? "人工" : "直接")));
    }

    [Theory, MemberData(nameof(Of), Certificate.Id)]
    public void Each_problem_of_a_certificate_is_a_finding(string[] row)
    {
        var fact = new TlsFact("www.example.gov.cn", [Enum.Parse<TlsProblem>(row[0])], new DateTimeOffset(2026, 3, 20, 0, 0, 0, TimeSpan.Zero), "CN=www.example.gov.cn", "CN=某机构");
        var found = Look(Certificate.Id, Certificate.Look, Home("https://www.example.gov.cn/"), PatrolHistory.Empty, site => site with { Certificates = [fact] });
        Assert.Equal([Enum.Parse<Severity>(row[1])], found.Select(finding => finding.Severity));
    }

    [Fact]
    public void Every_problem_of_a_certificate_has_its_row() =>
        Assert.Equal(Enum.GetNames<TlsProblem>().Order(), Of(Certificate.Id).Select(row => row.Data[0]).Order());

    [Theory, MemberData(nameof(Of), Ipv6Support.Id)]
    public void What_IPv6_does_not_reach_is_a_finding_and_what_could_not_be_tried_is_none(string[] row)
    {
        bool? reached = row[2].Length > 0 ? row[2] == "是" : null;
        var fact = new Ipv6Fact("www.example.gov.cn", row[1] == "是", reached is not null, reached, "")
        {
            Levels = [.. new[] { row[3], row[4] }.Select((rate, i) => (rate, i)).Where(pair => pair.rate.Length > 0).Select(pair => Level(pair.i + 2, pair.rate.Split('/')))],
        };
        var found = Look(Ipv6Support.Id, Ipv6Support.Look, Home("http://www.example.gov.cn/"), PatrolHistory.Empty, site => site with { Ipv6 = [fact] });
        Assert.Equal(Number(row[5]), found.Count);
    }

    [Fact]
    public void A_timetable_spreads_over_the_whole_day_and_can_be_written_again()
    {
        var table = ProbeTimetable.Of("http://www.example.gov.cn/", Today, "兰台", 20);
        Assert.Equal(table, ProbeTimetable.Of("http://www.example.gov.cn/", Today, "兰台", 20));
        Assert.NotEqual(table, ProbeTimetable.Of("http://www.example.gov.cn/", Today, "另一个词", 20));
        Assert.All(table, at => Assert.Equal(Today, OfficeTime.Day(at)));
        var parts = table.Select(at => (int)((at - OfficeTime.Start(Today)) / (TimeSpan.FromDays(1) / 20)));
        Assert.Equal(Enumerable.Range(0, 20), parts);
    }

    private static IReadOnlyList<Finding> Look(string check, Action<SiteLook> look, PageNote page, PatrolHistory history, Func<SiteLook, SiteLook>? with = null)
    {
        var sink = new FindingSink(Rules, new HashSet<string> { check });
        var site = new SiteLook(Rules, sink, new SiteMap(), new SiteScope(), [page], Today, history)
        {
            Site = page.Address.Text,
            Homes = new HashSet<int> { 0 },
            IsWhole = true,
            Flaws = new Dictionary<int, List<Flaw>>(),
        };
        look(with is null ? site : with(site));
        return sink.All();
    }

    private static PageNote Home(string address) => new(0, WebAddress.Parse(address)!, PageKind.Home, 0) { Title = "首页" };

    private static Ipv6Level Level(int level, string[] rate) => new(level, Number(rate[0]), Number(rate[1]));

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);
}
