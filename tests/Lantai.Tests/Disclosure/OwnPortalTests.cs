using Lantai.Cli;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Ui;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>What we find fault with elsewhere must not stand on our own pages.</summary>
public sealed class OwnPortalTests(TestPostgres postgres)
{
    /// <summary>Not what the program makes: the certificate, the network and the age of the sample's articles are the operator's.</summary>
    private static readonly string[] NotOurs = ["no-https", "certificate", "ipv6", "column-stale", "column-blank", "home-stale", "availability", "backdated"];

    [Fact]
    public async Task The_patrol_finds_nothing_on_our_own_portal()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        // What the office gives of its region; the pages that the regions share carry it too.
        var sample = SampleFile.Read(Repository.Pack("samples/yanshi/sample.yaml")).Region;
        await using (var db = office.App.OpenDb())
            await db.Regions.ExecuteUpdateAsync(set => set.SetProperty(region => region.SiteCode, sample.SiteCode).SetProperty(region => region.IcpNumber, sample.IcpNumber)
                .SetProperty(region => region.PoliceNumber, sample.PoliceNumber).SetProperty(region => region.OfficialMarkAddress, sample.OfficialMarkAddress)
                .SetProperty(region => region.ReportErrorAddress, sample.ReportErrorAddress));
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

    [Fact]
    public async Task Pages_that_the_regions_share_bear_the_marks_of_the_settings_and_else_of_the_first_region()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false, services => services.AddSingleton(Options.Create(new SiteMarks { IdCode = "4100000000" })));
        using var citizen = office.App.Visit();
        await using (var db = office.App.OpenDb()) await db.Regions.Where(region => region.Key == "yanshi").ExecuteUpdateAsync(set => set.SetProperty(region => region.IcpNumber, "豫ICP备00000000号"));
        foreach (var path in new[] { "/", "/accessibility", "/site-map" })
        {
            var page = (await citizen.OpenAsync(path)).Page;
            string? Meta(string name) => page.QuerySelector($"meta[name={name}]")?.GetAttribute("content");
            Assert.Equal(("政务公开", "www.yanshi.example.gov.cn", "4100000000"), (Meta("SiteName"), Meta("SiteDomain"), Meta("SiteIDCode")));
            Assert.Contains("豫ICP备00000000号", page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        }
        Assert.Equal("www.kaifeng.example.gov.cn", (await citizen.OpenAsync("/kaifeng")).Page.QuerySelector("meta[name=SiteDomain]")!.GetAttribute("content"));
    }
}
