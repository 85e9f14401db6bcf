using System.Text.RegularExpressions;
using Lantai.Browser.Tests.Support;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests;

public sealed class PagesTests(TestPostgres postgres) : IAsyncLifetime
{
    private LiveApp app = null!;
    private Chromium browser = null!;

    public async ValueTask InitializeAsync()
    {
        app = await LiveApp.StartAsync(postgres);
        browser = await Chromium.StartAsync();
        await using var db = app.App.OpenDb();
        db.Regions.Add(new Region
        {
            Key = "yanshi",
            Name = "偃师区",
            OfficeName = "偃师区人民政府办公室",
            SiteName = "偃师区人民政府",
            Contact = "0379-55500117",
        });
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    [Fact]
    public async Task Every_public_page_opens_has_one_heading_and_a_title_and_no_accessibility_defect()
    {
        var page = await browser.NewPageAsync(app.Address);
        Assert.Contains("/", app.Pages);
        await InspectAsync(page, "1366", app.Pages.Where(address => !address.StartsWith("/desk", StringComparison.Ordinal)));
    }

    [Theory]
    [InlineData(1366)]
    [InlineData(320)]
    public async Task Every_page_of_the_desk_opens_and_has_no_accessibility_defect(int width)
    {
        using var visitor = await app.App.SignInAsync("fangmin", [.. Enum.GetValues<Post>().Where(post => !post.NeedsUnit()).Select(post => new Appointment { Post = post })]);
        var page = await browser.NewPageAsync(app.Address, width);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("登录名").FillAsync("fangmin");
        await page.GetByLabel("密码").FillAsync(TestApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/desk$"));
        var pages = app.PagesOf("yanshi").Where(address => address.StartsWith("/desk", StringComparison.Ordinal)).ToList();
        Assert.Contains("/desk/yanshi/bulletins", pages);
        await InspectAsync(page, $"{width}", pages);
    }

    private static async Task InspectAsync(IPage page, string mark, IEnumerable<string> addresses)
    {
        var inspection = new Inspection(page, mark);
        foreach (var address in addresses) await inspection.OpenAsync(address, address);
        inspection.AssertSound();
    }
}
