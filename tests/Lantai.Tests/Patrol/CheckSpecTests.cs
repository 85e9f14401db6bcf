using System.Globalization;
using System.Text;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Reading;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Every check against its spec: a whole patrol of a small site, with this check alone.</summary>
public sealed class CheckSpecTests
{
    private static readonly PatrolRules Rules = PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));

    /// <summary>Checks of facts that no page on the loopback can show; their specs are tables of their own.</summary>
    private static readonly string[] OfFacts = ["availability", "no-https", "certificate", "ipv6", "backdated"];

    public static TheoryData<string> Specs => [.. Directory.GetFiles(Repository.Spec("checks"), "*.md").Select(file => Path.GetFileNameWithoutExtension(file)).Order()];

    [Theory, MemberData(nameof(Specs))]
    public async Task A_check_finds_what_its_spec_says_and_nothing_else(string check)
    {
        var spec = CheckSpec.Read(Repository.Spec($"checks/{check}.md"));
        var difference = spec.Setting("站址") is { } address ? Offline(spec, address) : await OnlineAsync(spec);
        Assert.True(difference.Length == 0, difference);
    }

    [Fact]
    public void Every_check_has_its_spec_and_its_row()
    {
        var ids = Check.All.Select(check => check.Id).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(ids.Order(), Rules.Checks.Select(rule => rule.Id).Order());
        Assert.Equal(ids.Except(OfFacts).Order(), Specs.Select(row => (string)row.Data).Order());
    }

    private static async Task<string> OnlineAsync(CheckSpec spec)
    {
        var (site, elsewhere, fill) = await spec.OpenAsync();
        await using var first = site;
        await using var second = elsewhere;
        var start = spec.Setting("起点") is { } given ? fill(given) : site.Root;
        var options = new PatrolOptions
        {
            Starts = [WebAddress.Parse(start)!],
            Checks = [spec.Check],
            Now = spec.Setting("巡查日") is { } day ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : new DateOnly(2026, 3, 2),
        };
        var report = await new PatrolRun(options, Rules, TimeProvider.System).RunAsync(null, CancellationToken.None);
        return Difference(spec, report.Rows, text => fill(text.StartsWith('/') ? site.Root + text : text));
    }

    /// <summary>The page as it would be at an address that cannot be served from here.</summary>
    private static string Offline(CheckSpec spec, string address)
    {
        var sink = new FindingSink(Rules, new HashSet<string> { spec.Check });
        var (page, scope) = (new Page(), new SiteScope());
        scope.Add(WebAddress.Parse(address)!);
        page.Start(WebAddress.Parse(address)!, Encoding.UTF8.GetBytes(spec.Home), new PageCharset("utf-8", null, null, false));
        PageReader.Read(page);
        var look = new PageLook(Rules, sink, scope, new DateOnly(2026, 3, 2));
        look.Turn(page, new NoteTaker().Take(page, 0, 0, true, [.. page.Links.Select(_ => 0)]), null!, [.. page.Links.Select(_ => true)]);
        Check.All.Single(check => check.Id == spec.Check).OnPage!(look);
        return Difference(spec, [.. sink.All().SelectMany(finding => finding.Unfolded)], text => text.StartsWith('/') ? address.TrimEnd('/') + text : text);
    }

    /// <summary>A line with - for each finding that is missing, with + for each that should not be; what the spec leaves open is not compared.</summary>
    private static string Difference(CheckSpec spec, IReadOnlyList<Finding> findings, Func<string, string> absolute)
    {
        var expected = spec.Findings.Select(e => e with { Page = Slashed(absolute(e.Page)), Target = absolute(e.Target), Stated = e.Stated.StartsWith('/') ? e.Stated : absolute(e.Stated) }).ToList();
        var rest = findings.ToList();
        var lines = new List<string>();
        foreach (var row in expected)
        {
            var match = rest.Find(finding => IsSame(row, finding));
            if (match is null) lines.Add($"- {row}");
            else rest.Remove(match);
        }
        lines.AddRange(rest.Select(f => $"+ {f.Page} {f.Place?.Line}:{f.Place?.Column} {f.Target} “{f.Stated}” {f.Message} {f.Evidence}"));
        return string.Join('\n', lines);
    }

    private static bool IsSame(ExpectedFinding row, Finding finding) =>
        (row.Page.EndsWith('*') ? finding.Page.StartsWith(row.Page[..^1], StringComparison.Ordinal) : finding.Page == row.Page)
        && (finding.Target ?? "") == row.Target
        && (row.Line.Length == 0 || row.Line == finding.Place?.Line.ToString())
        && (row.Column.Length == 0 || row.Column == finding.Place?.Column.ToString())
        && (row.Stated.Length == 0 || row.Stated == finding.Stated);

    private static string Slashed(string address) => address.Length > 0 && !address.EndsWith('*') ? WebAddress.Parse(address)?.Text ?? address : address;
}
