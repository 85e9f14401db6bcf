using Lantai.Browser.Tests.Support;
using Lantai.Journal;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;
using Cookie = Microsoft.Playwright.Cookie;

namespace Lantai.Browser.Tests;

/// <summary>The desk's pages of the patrol with sites, findings and a patrol under way.</summary>
public sealed class PatrolPagesTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Home = "/desk/yanshi/patrol";
    private static readonly Actor Clerk = new(null, "方敏");
    private readonly TaskCompletionSource answer = new();
    private LiveApp app = null!;
    private Chromium browser = null!;
    private VillageSite quick = null!;
    private VillageSite slow = null!;

    public async ValueTask InitializeAsync()
    {
        quick = (await VillageSite.OpenAsync()).Page("/", "<!doctype html><html lang=zh-CN><title>县人民政府</title><a href=\"/gone.html\">不在的页面</a>");
        slow = (await VillageSite.OpenAsync()).On("/", _ => answer.Task);
        app = await LiveApp.StartAsync(postgres);
        browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        answer.SetResult();
        await browser.DisposeAsync();
        await app.DisposeAsync();
        await quick.DisposeAsync();
        await slow.DisposeAsync();
    }

    [Theory]
    [InlineData(1366)]
    [InlineData(320)]
    public async Task The_pages_of_the_patrol_are_whole_on_every_screen(int width)
    {
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        await using (var db = app.App.OpenDb())
        {
            db.Regions.Add(region);
            await db.SaveChangesAsync();
        }
        using var clerk = await app.App.SignInAsync("fangmin", new Appointment { Post = Post.Office, RegionId = region.Id });
        var done = await StartAsync(region, "偃师区人民政府门户网站（含各镇办、区直部门子站和政务公开专栏的集约化平台主站）", quick);
        await clerk.Client.GetStringAsync($"{Home}/sites/{done}/events");
        await app.App.WithAsync<DrawProbes, int>(draw => draw.RunAsync());
        var running = await StartAsync(region, "县教育局网站", slow);
        long finding, column;
        await using (var db = app.App.OpenDb()) finding = await db.SiteFindings.Where(known => known.CheckId == "dead-link").Select(known => known.Id).SingleAsync();

        await app.App.WithAsync<EditColumns, bool>(async editing =>
        {
            await editing.SaveAsync(Clerk, region.Id, done, new ColumnEntry(quick.Root + "/", "要闻", "动态要闻", null, null));
            return true;
        });
        await using (var db = app.App.OpenDb()) column = await db.SiteColumns.Select(known => known.Id).FirstAsync();

        var page = await browser.NewPageAsync(app.Address, width);
        await page.Context.AddCookiesAsync(clerk.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = app.Address }));
        var inspection = new Inspection(page, $"{width}");
        await inspection.OpenAsync("patrol-running", $"{Home}/sites/{running}");
        await inspection.OpenAsync("patrol-stop", $"{Home}/sites/{running}/stop");
        await inspection.OpenAsync("patrol-sites", Home);
        await inspection.OpenAsync("patrol-site", $"{Home}/sites/{done}");
        await inspection.OpenAsync("patrol-probes", $"{Home}/sites/{done}/probes");
        await inspection.OpenAsync("patrol-inspection", $"{Home}/sites/{done}/inspection");
        await inspection.OpenAsync("patrol-inspections", $"{Home}/inspection");
        await inspection.OpenAsync("patrol-start", $"{Home}/sites/{done}/start");
        await inspection.OpenAsync("patrol-edit", $"{Home}/sites/{done}/edit");
        await inspection.OpenAsync("patrol-columns", $"{Home}/sites/{done}/columns");
        await inspection.OpenAsync("patrol-column-new", $"{Home}/sites/{done}/columns/new");
        await inspection.OpenAsync("patrol-column", $"{Home}/sites/{done}/columns/{column}");
        await inspection.OpenAsync("patrol-columns-import", $"{Home}/sites/{done}/columns/import");
        await inspection.OpenAsync("patrol-units", $"{Home}/units");
        await inspection.OpenAsync("patrol-my-findings", "/desk/yanshi/my-findings");
        await inspection.OpenAsync("patrol-today", "/desk/yanshi");
        await inspection.OpenAsync("patrol-findings", $"{Home}/findings");
        await inspection.OpenAsync("patrol-judge-all", $"{Home}/findings/judge");
        await inspection.OpenAsync("patrol-finding", $"{Home}/findings/{finding}");
        await inspection.OpenAsync("patrol-retire", $"{Home}/sites/{done}/retire");
        await app.App.WithAsync<RetireSite, int>(retiring => retiring.RunAsync(Clerk, region.Id, done, "并入市政府门户网站", new DateOnly(2026, 3, 1)));
        await inspection.OpenAsync("patrol-retired", $"{Home}/sites/{done}");
        await inspection.OpenAsync("patrol-restore", $"{Home}/sites/{done}/restore");
        inspection.AssertSound();
    }

    private async Task<long> StartAsync(Region region, string name, VillageSite site)
    {
        var added = await app.App.WithAsync<RegisterSite, PatrolSite>(register => register.AddAsync(Clerk, region.Id, new SiteEntry(name, site.Root + "/", null, 0, 100, true, null) { MayBeInside = true }));
        await app.App.WithAsync<AskForPatrol, SitePatrol>(asking => asking.RunAsync(Clerk, region.Id, added.Id));
        return added.Id;
    }
}
