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
    public static TheoryData<string, int, bool> Views()
    {
        var views = new TheoryData<string, int, bool>();
        foreach (var page in GalleryHost.Pages.Keys)
            foreach (var (width, elder) in new[] { (1366, false), (320, false), (1366, true), (320, true) })
                views.Add(page, width, elder);
        return views;
    }

    [Theory, MemberData(nameof(Views))]
    public async Task A_page_has_no_accessibility_defect_and_fits_the_screen(string name, int width, bool elder)
    {
        var page = await fixture.Browser.NewPageAsync(fixture.Address, width, elder: elder);
        List<string> complaints = [];
        page.Console += (_, message) => { if (message.Type is "error" or "warning") complaints.Add(message.Text); };
        page.PageError += (_, error) => complaints.Add(error);

        var answer = await page.GotoAsync("/gallery/" + name);
        Assert.Equal(200, answer!.Status);
        var found = await page.RunAxe();
        Assert.Empty(found.Violations.Select(v => $"{v.Id}: {string.Join(" | ", v.Nodes.Select(n => n.Html + " " + string.Join(";", n.Any.Select(a => a.Message))))}"));
        Assert.Equal(width, await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth"));
        Assert.Empty(complaints);
        await ShootAsync(page, $"{name}-{width}{(elder ? "-elder" : "")}");
        await page.Context.CloseAsync();
    }

    // LANTAI_SHOTS names a folder to look at the pages by eye.
    private static async Task ShootAsync(IPage page, string name)
    {
        if (Environment.GetEnvironmentVariable("LANTAI_SHOTS") is not { Length: > 0 } folder) return;
        await page.ScreenshotAsync(new PageScreenshotOptions { Path = Path.Combine(folder, name + ".png"), FullPage = true });
    }
}
