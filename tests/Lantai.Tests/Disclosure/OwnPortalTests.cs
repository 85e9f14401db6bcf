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

    /// <summary>What the office gives once, in the settings; every page then carries it.</summary>
    private static readonly SiteMarks Marks = new()
    {
        Domain = "www.yanshi.example.gov.cn",
        IdCode = "4103810001",
        Organiser = "偃师区人民政府办公室",
        Contact = "联系电话：0379-55500117",
        IcpNumber = "豫ICP备00000000号",
        PoliceNumber = "豫公网安备00000000000000号",
        OfficialMarkHref = "https://bszs.conac.cn/sitename?method=show&id=1",
        ReportErrorHref = "https://zfwzgl.www.gov.cn/exposure/jiucuo.html?site_code=4103810001",
    };

    [Fact]
    public async Task The_patrol_finds_nothing_on_our_own_portal()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false, services => services.AddSingleton(Options.Create(Marks)));
        await using (var db = office.App.OpenDb())
            await db.Regions.ExecuteUpdateAsync(set => set.SetProperty(region => region.SiteCode, Marks.IdCode).SetProperty(region => region.IcpNumber, Marks.IcpNumber)
                .SetProperty(region => region.PoliceNumber, Marks.PoliceNumber).SetProperty(region => region.OfficialMarkAddress, Marks.OfficialMarkHref)
                .SetProperty(region => region.ReportErrorAddress, Marks.ReportErrorHref));
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
