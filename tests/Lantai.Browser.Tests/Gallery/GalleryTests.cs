using Deque.AxeCore.Playwright;
using Lantai.Browser.Tests.Support;
using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests.Gallery;

public sealed class GalleryFixture : IAsyncLifetime
{
    private GalleryHost host = null!;

    internal string Address => host.Address;

    public Chromium Browser { get; private set; } = null!;

    public async ValueTask InitializeAsync()
    {
        host = await GalleryHost.OpenAsync();
        Browser = await Chromium.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await Browser.DisposeAsync();
        await host.DisposeAsync();
    }
}

public sealed class GalleryTests(GalleryFixture fixture) : IClassFixture<GalleryFixture>
{
    public static TheoryData<string> Names() => [.. GalleryHost.Pages.Keys];

    [Theory, MemberData(nameof(Names))]
    public Task A_page_has_no_accessibility_defect_on_an_office_screen(string name) => InspectAsync(name, 1366, elder: false);

    [Theory, MemberData(nameof(Names))]
    public Task A_page_has_no_accessibility_defect_in_elder_mode_on_a_small_telephone(string name) => InspectAsync(name, 320, elder: true);

    [Theory, MemberData(nameof(Names))]
    public async Task A_page_never_scrolls_sideways(string name)
    {
        foreach (var (width, elder) in new[] { (320, false), (768, false), (1366, true), (1920, false) })
        {
            var page = await OpenAsync(name, width, elder);
            Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
            await page.Context.CloseAsync();
        }
    }

    [Theory, InlineData("document"), InlineData("charts")]
    public async Task On_paper_only_the_text_is_left(string name)
    {
        var page = await OpenAsync(name, 1366, elder: false);
        await page.EmulateMediaAsync(new PageEmulateMediaOptions { Media = Media.Print });
        foreach (var navigation in await page.GetByRole(AriaRole.Navigation, new() { IncludeHidden = true }).AllAsync())
            await Assertions.Expect(navigation).ToBeHiddenAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Button)).ToHaveCountAsync(0);
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToBeVisibleAsync();
        Assert.Equal("rgb(255, 255, 255)", await page.Locator("body").EvaluateAsync<string>("body => getComputedStyle(body).backgroundColor"));
        if (Shots is { } folder) await page.PdfAsync(new PagePdfOptions { Path = Path.Combine(folder, name + ".pdf"), Format = "A4" });
        await page.Context.CloseAsync();
    }

    private async Task InspectAsync(string name, int width, bool elder)
    {
        var page = await OpenAsync(name, width, elder);
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html + " " + string.Join(";", n.Any.Select(a => a.Message))))}"));
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        await page.Context.CloseAsync();
    }

    private async Task<IPage> OpenAsync(string name, int width, bool elder)
    {
        var page = await fixture.Browser.NewPageAsync(fixture.Address, width, elder: elder);
        List<string> complaints = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);
        var answer = await page.GotoAsync(GalleryHost.Pages[name]);
        Assert.Equal(200, answer!.Status);
        Assert.Empty(complaints);
        await ShootAsync(page, $"{name}-{width}{(elder ? "-elder" : "")}");
        return page;
    }

    // Names a folder to put pictures of the pages in, to look at them by eye.
    private static string? Shots => Environment.GetEnvironmentVariable("LANTAI_SHOTS") is { Length: > 0 } folder ? folder : null;

    private static async Task ShootAsync(IPage page, string name)
    {
        if (Shots is not { } folder) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
