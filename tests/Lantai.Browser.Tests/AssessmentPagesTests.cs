using Lantai.Browser.Tests.Support;
using Lantai.People;
using Lantai.Tests.Support;
using Xunit;
using Cookie = Microsoft.Playwright.Cookie;

namespace Lantai.Browser.Tests;

/// <summary>Every page of the assessment on the desk, with a month of 偃师 in it.</summary>
public sealed class AssessmentPagesTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Base = "/desk/yanshi/assessment";
    private LiveApp app = null!;
    private SampleOffice office = null!;
    private Chromium browser = null!;

    public async ValueTask InitializeAsync()
    {
        app = await LiveApp.StartAsync(postgres);
        office = await SampleOffice.OpenAsync(app.App);
        browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(1366, false)]
    [InlineData(320, true)]
    public async Task The_offices_pages_are_whole_on_every_screen(int width, bool elder)
    {
        using var visitor = await app.App.SignInAsync("office", new Appointment { Post = Post.Office, RegionId = office.RegionId });
        await InspectAsync(visitor, OfficePages(), width, elder);
    }

    [Theory]
    [InlineData(1366, false)]
    [InlineData(320, true)]
    public async Task The_liaisons_pages_are_whole_on_every_screen(int width, bool elder)
    {
        using var visitor = await app.App.SignInAsync("liaison", new Appointment { Post = Post.Liaison, RegionId = office.RegionId, UnitId = office.Units["民政局"] });
        await InspectAsync(visitor, LiaisonPages(), width, elder);
    }

    private IEnumerable<(string Name, string Address)> OfficePages()
    {
        var (closed, open, watch) = ($"{Base}/yanshi-monthly/2022-11", $"{Base}/yanshi-monthly/2022-12", $"{Base}/watch-monthly/2022-12");
        var unit = office.Units["民政局"];
        var cell = $"unit={unit}&indicator={Uri.EscapeDataString("内容更新")}";
        yield return ("today", "/desk/yanshi");
        yield return ("periods", Base);
        yield return ("open", $"{Base}/open?scheme=yanshi-monthly&period=2023-01");
        yield return ("open-refused", $"{Base}/open?scheme=kaifeng-annual&period=2022");
        yield return ("schemes", $"{Base}/schemes");
        yield return ("scheme", $"{Base}/schemes/watch-monthly");
        yield return ("scheme-national", $"{Base}/schemes/national-2019");
        yield return ("objections", $"{Base}/objections");
        yield return ("objection", $"{Base}/objections/1");
        yield return ("unit", $"{Base}/units/{unit}");
        yield return ("closed", closed);
        yield return ("closed-sheet", $"{closed}/sheet");
        yield return ("closed-standings", $"{closed}/standings");
        yield return ("closed-manage", $"{closed}/manage");
        yield return ("open-period", open);
        yield return ("sheet", $"{open}/sheet");
        yield return ("sheet-edit", $"{open}/sheet/edit");
        yield return ("sheet-import", $"{open}/sheet/import");
        yield return ("standings", $"{open}/standings");
        yield return ("units", $"{open}/units");
        yield return ("units-edit", $"{open}/units/edit");
        yield return ("units-refresh", $"{open}/units/refresh");
        yield return ("manage", $"{open}/manage");
        yield return ("no-facts", $"{open}/facts");
        yield return ("watch-sheet", $"{watch}/sheet");
        yield return ("watch-edit", $"{watch}/sheet/edit");
        yield return ("watch-standings", $"{watch}/standings");
        yield return ("watch-order", $"{watch}/standings/order");
        yield return ("why", $"{watch}/why?{cell}");
        yield return ("why-total", $"{watch}/why?unit={unit}&indicator={Uri.EscapeDataString("总分")}");
        yield return ("entry", $"{watch}/entry?{cell}");
        yield return ("facts", $"{watch}/facts");
        yield return ("fact-add", $"{watch}/facts/add");
        yield return ("fact-import", $"{watch}/facts/import");
        yield return ("fact-withdraw", $"{watch}/facts/1/withdraw");
    }

    private IEnumerable<(string Name, string Address)> LiaisonPages()
    {
        var unit = office.Units["民政局"];
        const string Mine = "/desk/yanshi/my-unit";
        yield return ("my-unit", Mine);
        yield return ("my-period", $"{Mine}/watch-monthly/2022-12?unit={unit}");
        yield return ("my-closed", $"{Mine}/yanshi-monthly/2022-11?unit={unit}");
        yield return ("my-why", $"{Mine}/watch-monthly/2022-12/why?unit={unit}&indicator={Uri.EscapeDataString("内容更新")}");
        yield return ("my-object", $"{Mine}/watch-monthly/2022-12/object?unit={unit}&indicator={Uri.EscapeDataString("信息质量")}");
    }

    private async Task InspectAsync(Visitor visitor, IEnumerable<(string Name, string Address)> pages, int width, bool elder)
    {
        var page = await browser.NewPageAsync(app.Address, width, 768, elder: elder);
        await page.Context.AddCookiesAsync(visitor.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = app.Address }));
        var inspection = new Inspection(page, elder ? $"{width}-elder" : $"{width}");
        foreach (var (name, address) in pages) await inspection.OpenAsync(name, address);
        inspection.AssertSound();
    }
}
