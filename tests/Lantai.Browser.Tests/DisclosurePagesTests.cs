using Lantai.Browser.Tests.Support;
using Lantai.Cli;
using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.People;
using Lantai.Storage;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Units.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Playwright;
using Xunit;
using Chromium = Lantai.Browser.Tests.Support.Chromium;

namespace Lantai.Browser.Tests;

/// <summary>The pages of 主动公开 with the sample's articles on them.</summary>
public sealed class DisclosurePagesTests(TestPostgres postgres) : IAsyncLifetime
{
    private LiveApp app = null!;
    private Chromium browser = null!;

    public async ValueTask InitializeAsync()
    {
        app = await LiveApp.StartAsync(postgres);
        browser = await Chromium.StartAsync();
        await using var db = app.App.OpenDb();
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        db.Regions.Add(region);
        await db.SaveChangesAsync();
        var units = UnitFile.Read(SourceTables.Read(Repository.Pack("samples/yanshi/units.csv"), UnitFile.Limits));
        await app.App.WithAsync<UnitImports, object>(async imports => await imports.ApplyAsync(Actor.Program, region.Id, units, "units.csv", mayCreateGroups: true));
        foreach (var (name, post) in new[] { ("bianji", Post.Office), ("shenhe", Post.Reviewer), ("bangongshi", Post.Office), ("baomi", Post.Secrecy), ("lingdao", Post.Leader) })
            using (await app.App.SignInAsync(name, new Appointment { Post = post })) { }
        await SampleArticles.LoadAsync(app.App.Services, region.Id, Repository.Pack("samples/yanshi/articles.yaml"), CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(1366, false)]
    [InlineData(320, true)]
    public async Task Every_public_page_of_disclosure_has_no_accessibility_defect(int width, bool elder)
    {
        await using var db = app.App.OpenDb();
        var articles = await db.Articles.Where(article => article.IndexNumber != null).OrderBy(article => article.Id).Select(article => article.Id).ToListAsync();
        var columns = await db.PortalColumns.OrderBy(column => column.Id).Select(column => column.Key).ToListAsync();
        var unit = await db.Articles.OrderBy(article => article.Id).Select(article => article.UnitId).FirstAsync();
        var page = await browser.NewPageAsync(app.Address, width, elder: elder);
        await InspectAsync(page, $"{width}",
            ["/yanshi", "/site-map", "/yanshi/open-data", "/yanshi/units", $"/yanshi/units/{unit}", "/yanshi/apply/new", "/yanshi/apply/already", "/yanshi/search?q=mzj", "/yanshi/disclosure", "/yanshi/policies", "/yanshi/search", "/yanshi/search?q=" + Uri.EscapeDataString("社会救助"), "/yanshi/search?q=" + Uri.EscapeDataString("没有的词"),
                .. articles.Select(id => $"/yanshi/articles/{id}"), .. columns.Take(4).Append("policies").Append("news").Select(key => $"/yanshi/columns/{key}")]);
    }

    [Fact]
    public async Task Portal_pages_have_no_accessibility_defect_for_somebody_who_is_signed_in() =>
        await InspectAsync(await SignInAsync("bangongshi", 320), "320-signed-in", await EachKindAsync());

    [Fact]
    public async Task Portal_pages_show_everything_and_fit_a_telephone_without_scripts()
    {
        var page = await browser.NewPageAsync(app.Address, 320, scripts: false);
        var defects = new List<string>();
        foreach (var address in await EachKindAsync())
        {
            var answer = await page.GotoAsync(address);
            if (answer!.Status != 200) defects.Add($"{address}: {answer.Status}");
            var main = page.Locator("main");
            if (await main.Locator("h1").CountAsync() != 1 || (await main.InnerTextAsync()).Length < 20) defects.Add($"{address}: nothing is shown");
            foreach (var part in new[] { "header", "main", "footer" })
                if (await page.Locator(part).First.BoundingBoxAsync() is { } box && box.X + box.Width > 320) defects.Add($"{address}: {part} ends at {box.X + box.Width}");
        }
        Assert.True(defects.Count == 0, string.Join('\n', defects));
    }

    /// <summary>The portal's pages, each kind once; of articles a document, an interpretation and the one with most to show.</summary>
    private async Task<IReadOnlyList<string>> EachKindAsync()
    {
        await using var db = app.App.OpenDb();
        var unit = await db.Articles.OrderBy(article => article.Id).Select(article => article.UnitId).FirstAsync();
        var shown = db.Editions.Where(edition => edition.State == EditionState.Approved);
        long[] articles =
        [
            await shown.Where(edition => edition.PolicyType != null).MinAsync(edition => edition.ArticleId), await shown.Where(edition => edition.Form != null).MinAsync(edition => edition.ArticleId),
            await shown.OrderByDescending(edition => edition.Body.Length).Select(edition => edition.ArticleId).FirstAsync(),
        ];
        return
        [
            "/", "/yanshi", "/site-map", "/accessibility", "/yanshi/disclosure", "/yanshi/policies", "/yanshi/units", $"/yanshi/units/{unit}", "/yanshi/open-data", "/yanshi/search",
            "/yanshi/search?q=" + Uri.EscapeDataString("社会救助"), "/yanshi/columns/policies", "/yanshi/apply", "/yanshi/apply/new", .. articles.Distinct().Select(id => $"/yanshi/articles/{id}"),
        ];
    }

    [Theory]
    [InlineData(1366)]
    [InlineData(320)]
    public async Task Every_page_of_an_articles_way_has_no_accessibility_defect(int width)
    {
        await using var db = app.App.OpenDb();
        var waiting = await db.Articles.Where(article => article.IndexNumber == null).Select(article => article.Id).SingleAsync();
        var published = await db.Articles.Where(article => article.IndexNumber != null).MinAsync(article => article.Id);
        var duty = await db.Duties.MinAsync(duty => duty.Id);
        var draft = await DraftAsync(db);
        const string home = "/desk/yanshi/disclosure";
        var page = await SignInAsync("bianji", width);
        await InspectAsync(page, $"{width}",
            [home, home + "/inbox", home + "/matrix", home + "/duties", $"{home}/duties/{duty}", home + "/duties/import", home + "/columns", home + "/columns/news/edit", home + "/open", home + "/new",
                home + "/fruitless", home + "/imported", home + "/interpretations", "/desk/yanshi/wanted", $"{home}/articles/{published}/dependents", $"{home}/articles/{draft.Id}/word", $"{home}/articles/{draft.Id}", $"{home}/articles/{draft.Id}/edit", $"{home}/articles/{draft.Id}/submit", $"{home}/articles/{published}", $"{home}/articles/{published}/next"]);
        await InspectAsync(await SignInAsync("baomi", width), $"{width}", [$"{home}/articles/{waiting}", $"{home}/articles/{waiting}/review", home + "/inbox"]);
        await InspectAsync(await SignInAsync("lingdao", width), $"{width}", [$"{home}/articles/{published}/withdraw", "/desk/yanshi"]);
    }

    [Fact]
    public async Task Pasting_leaves_out_what_the_writer_did_not_see_and_says_so()
    {
        await using var db = app.App.OpenDb();
        var page = await SignInAsync("bianji", 1366);
        await page.GotoAsync($"/desk/yanshi/disclosure/articles/{(await DraftAsync(db)).Id}/edit");
        var editor = page.Locator(".rich");
        await editor.ClickAsync();
        await editor.EvaluateAsync("""
            (editor) => {
              const clipboardData = new DataTransfer();
              clipboardData.setData("text/html", "<p>看得见<span style='display:none;mso-hide:all'>内部意见</span></p><img src=x>");
              editor.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true, cancelable: true }));
            }
            """);
        await Assertions.Expect(editor).ToHaveTextAsync("看得见");
        await Assertions.Expect(page.GetByText("粘贴的内容里4个隐藏的字和1张图片没有带进来；图片请作为附件上传。")).ToBeVisibleAsync();
    }

    private Task<Article> DraftAsync(LantaiDb db) => app.App.WithAsync<WriteArticle, Article>(async writing =>
    {
        var clerk = await db.Accounts.SingleAsync(account => account.UserName == "bianji");
        var scope = new DisclosureScope(new Person(clerk.Id, "bianji", [new HeldPost(Post.Office, null, null)]), await db.Regions.Select(region => region.Id).SingleAsync());
        var column = await db.PortalColumns.Where(column => column.Key == "policies").Select(column => column.Id).SingleAsync();
        return await writing.StartAsync(scope, await db.Units.MinAsync(unit => unit.Id), column, "新文件");
    });

    private async Task<IPage> SignInAsync(string userName, int width)
    {
        var page = await browser.NewPageAsync(app.Address, width);
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("登录名").FillAsync(userName);
        await page.GetByLabel("密码").FillAsync(TestApp.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "登录" }).ClickAsync();
        await page.WaitForURLAsync("**/desk");
        return page;
    }

    private static async Task InspectAsync(IPage page, string mark, IEnumerable<string> addresses)
    {
        var inspection = new Inspection(page, mark);
        foreach (var address in addresses) await inspection.OpenAsync(Uri.UnescapeDataString(address).Replace('?', '-'), address);
        inspection.AssertSound();
    }
}
