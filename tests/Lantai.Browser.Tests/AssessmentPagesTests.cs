using Deque.AxeCore.Playwright;
using Lantai.Browser.Tests.Support;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.Playwright;
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

    private static string? Shots => Environment.GetEnvironmentVariable("LANTAI_SHOTS") is { Length: > 0 } folder ? folder : null;

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
        List<string> defects = [];
        page.Response += (_, response) => { if (response.Status >= 400) defects.Add($"{response.Url}: {response.Status}"); };
        page.Console += (_, message) => { if (message.Type is "error" or "warning") defects.Add($"{page.Url}: {message.Text}"); };
        foreach (var (name, address) in pages)
        {
            var answer = await page.GotoAsync(address);
            if (answer!.Status != 200) defects.Add($"{address}: {answer.Status}");
            if (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync() != 1) defects.Add($"{address}: h1");
            if (await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth") is var wide && wide > width) defects.Add($"{address}: {wide} px wide");
            defects.AddRange((await page.RunAxe()).Violations.Select(v => $"{address}: {v.Id} {string.Join(" | ", v.Nodes.Take(3).Select(n => n.Html))}"));
            if (Shots is { } folder) await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name}-{width}{(elder ? "-elder" : "")}.png"), FullPage = true });
        }
        Assert.True(defects.Count == 0, string.Join('\n', defects));
    }
}
