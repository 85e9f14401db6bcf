using Lantai.Cli;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.People;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>What we find fault with elsewhere must not stand on our own pages.</summary>
public sealed class OwnPortalTests(TestPostgres postgres)
{
    /// <summary>Not what the program makes: the certificate, the network and the age of the sample's articles are the operator's.</summary>
    private static readonly string[] NotOurs = ["no-https", "certificate", "ipv6", "column-stale", "column-blank", "home-stale", "availability", "backdated", "site-tags", "footer-marks"];

    [Fact]
    public async Task The_patrol_finds_nothing_on_our_own_portal()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        foreach (var name in new[] { "bianji", "shenhe", "bangongshi", "baomi", "lingdao" }) await office.DoAsync<Accounts>(accounts => accounts.OpenAsync(Actor.Program, name, name, TestApp.Password));
        await SampleArticles.LoadAsync(office.App.Services, office.Yanshi.Id, Repository.Pack("samples/yanshi/articles.yaml"), TestContext.Current.CancellationToken);
        var rules = PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));
        var options = new PatrolOptions
        {
            Starts = [WebAddress.Parse($"{office.App.Address}yanshi")!],
            Checks = [.. Check.All.Select(check => check.Id).Except(NotOurs)],
            AsksElsewhere = false,
            Now = new DateOnly(2023, 1, 17),
            Fetch = new() { Rate = 0, IgnoreRobots = true },
        };
        var report = await new PatrolRun(options, rules, TimeProvider.System).RunAsync(null, CancellationToken.None);
        Assert.True(report.IsWhole);
        Assert.True(report.Pages > 60, $"{report.Pages} pages");
        Assert.Equal([], report.Findings.Select(finding => $"{finding.Check} {new Uri(finding.Page).PathAndQuery} {finding.Target} {finding.Stated}: {finding.Message}"));
        Assert.Empty(report.Undecided);
    }
}
