using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Calendar;
using Lantai.Cli;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Units.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Cli;

/// <summary>One month of the sample site, from the patrol to the bulletin, without a typed number.</summary>
public sealed class SampleMonthTests(TestPostgres postgres)
{
    private static readonly Actor Clerk = new(null, "方敏");
    private static readonly Period March = Period.Month(2026, 3);

    [Fact]
    public async Task A_month_goes_from_patrol_to_bulletin_without_a_typed_number()
    {
        await using var app = await TestApp.StartAsync(postgres, FakeTime.On(2026, 3, 31));
        var region = await FillAsync(app);
        var file = SampleSiteFile.Read(Repository.Pack("samples/yanshi/site.yaml"));
        await using var site = await SampleSite.LoadAsync(app.Services, region.Id, file, Path.Combine(app.Folder, "sample-site"), CancellationToken.None);

        // Patrol → confirmed findings → tickets of the units that own the columns.
        await using (var db = app.OpenDb())
        {
            var units = (await db.Units.Include(unit => unit.Names).ToListAsync()).ToDictionary(unit => unit.Id, unit => unit.Name);
            var tickets = await db.Tickets.Include(ticket => ticket.Places).ToListAsync();
            Assert.Equal(
                [("交通运输局", "栏目不更新", 1), ("农业农村局", "错别字", 1), ("城市管理局", "错别字", 1), ("民政局", "站内死链", 3), ("水利局", "空白栏目", 1), ("社保中心", "站内死链", 1)],
                tickets.Where(ticket => ticket.UnitId != units.Single(unit => unit.Value == "行政服务中心").Key).Select(ticket => (units[ticket.UnitId], ticket.Topic, ticket.Places.Count)).OrderBy(row => row.Item1, StringComparer.Ordinal));
            Assert.Contains(await db.SiteFindings.ToListAsync(), finding => finding is { CheckId: "future-date", State: FindingState.Open });
        }

        // Facts → sheet: nobody has typed anything.
        var period = await app.WithAsync<OpenPeriod, ScoringPeriod>(opening => opening.RunAsync(Clerk, region.Id, SampleRegions.AutomaticScheme, March));
        var sheet = await app.WithAsync<ScoreSheets, ScoreSheet>(sheets => sheets.ReadWithFactsAsync(period));
        Assert.Empty(sheet.Missing());
        // Three pages lead to one dead address: one ticket, one deduction.
        Assert.Equal([4m, 2, 12.5m, 2], Points(sheet, "民政局"));
        Assert.Equal([4m, 2, 13, 2.5m], Points(sheet, "教育体育局"));
        Assert.Equal([4m, 2, 12.5m, 0], Points(sheet, "交通运输局"));
        Assert.Equal([4m, 2, 13, 0], Points(sheet, "财政局"));
        // What stands in a column of services or of answers counts there, and nowhere else.
        Assert.Equal([3.5m, 2, 13, 0], Points(sheet, "社保中心"));
        Assert.Equal([4m, 1.5m, 13, 0], Points(sheet, "城市管理局"));
        using var clerk = await app.SignInAsync("fangmin", new Appointment { Post = Post.Office, RegionId = region.Id });
        var why = await clerk.OpenAsync($"/desk/yanshi/assessment/{SampleRegions.AutomaticScheme}/2026-03/why?unit={sheet.Units.Single(unit => unit.Name == "民政局").UnitId}&indicator={Uri.EscapeDataString("网站建设及安全")}");
        var finding = why.Page.QuerySelectorAll(".fact-list a").Select(link => link.GetAttribute("href")!).First();
        Assert.Contains("/mzj/dt/notice.html", (await clerk.OpenAsync(finding)).Text, StringComparison.Ordinal);

        var asked = await clerk.OpenAsync($"/desk/yanshi/assessment/{SampleRegions.AutomaticScheme}/2026-03/facts");
        Assert.Contains("本方案用到的事实（5 种，其中 5 种由系统得出，不用录入）", asked.Text, StringComparison.Ordinal);

        // Close → bulletin.
        await app.WithAsync<ClosePeriod, bool>(async closing =>
        {
            await closing.RunAsync(Clerk, period.Id);
            return true;
        });
        var form = await app.WithAsync<BulletinTemplates, BulletinForm>(templates => templates.ReadAsync(region.Id, "brief"));
        var bulletin = await app.WithAsync<StartBulletin, Bulletin>(start => start.RunAsync(Clerk, region, new NewBulletin(period.Id, form)));
        var page = await clerk.OpenAsync($"/desk/yanshi/bulletins/{bulletin.Id}");
        Assert.Contains("2026年3月", page.Text, StringComparison.Ordinal);
        Assert.Contains("教育体育局", page.Text, StringComparison.Ordinal);
        await using var after = app.OpenDb();
        Assert.Empty(await after.Set<ScoreEntry>().ToListAsync());
        Assert.Empty(await after.Set<Observation>().ToListAsync());
    }

    private static IEnumerable<decimal?> Points(ScoreSheet sheet, string unit)
    {
        var row = sheet.ScoreOf(sheet.Units.Single(known => known.Name == unit));
        return new[] { "公共服务", "交流互动", "网站建设及安全", "政务信息公开" }.Select(indicator => row[indicator].Figure);
    }

    private static async Task<Region> FillAsync(TestApp app)
    {
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        await using (var db = app.OpenDb())
        {
            db.Regions.Add(region);
            await db.SaveChangesAsync();
        }
        var units = UnitFile.Read(SourceTables.Read(Repository.Pack("samples/yanshi/units.csv"), UnitFile.Limits));
        await app.WithAsync<UnitImports, UnitPlan>(imports => imports.ApplyAsync(Clerk, region.Id, units, "units.csv", mayCreateGroups: true));
        return region;
    }
}
