using System.Text;
using System.Text.RegularExpressions;
using Lantai.Browser.Tests.Support;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.Playwright;
using Xunit;
using Cookie = Microsoft.Playwright.Cookie;

namespace Lantai.Browser.Tests;

/// <summary>A month of 偃师 from the opened period to the tombstone, by everybody who has a hand in it.</summary>
public sealed class BulletinJourneyTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Desk = "/desk/yanshi";
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
    [InlineData(1366)]
    [InlineData(320)]
    public async Task A_month_goes_from_the_opened_period_to_the_portal_and_to_its_tombstone(int width)
    {
        var (clerk, atClerk) = await SignInAsync("fangmin", Post.Office, width);
        await ScoreAsync(clerk);
        var bulletin = await DraftAsync(clerk, atClerk);
        await PressAsync(clerk, bulletin + "/submit", "提交审核");

        var (reviewer, atReviewer) = await SignInAsync("luchuan", Post.Reviewer, width);
        await atReviewer.OpenAsync("bulletin-review", bulletin + "/review");
        await reviewer.GetByRole(AriaRole.Button, new() { Name = "审核通过" }).ClickAsync();

        var (leader, atLeader) = await SignInAsync("tanyue", Post.Leader, width);
        await IssueAsync(leader, atLeader, bulletin);

        var citizen = await browser.NewPageAsync(app.Address, width);
        var atCitizen = new Inspection(citizen, $"{width}");
        await ReadAsync(citizen, atCitizen);
        await WithdrawAsync(leader, atLeader, bulletin);
        await atCitizen.OpenAsync("portal-tombstone", citizen.Url);
        await Assertions.Expect(citizen.GetByRole(AriaRole.Main)).ToContainTextAsync("撤回理由：附件2有误，更正后另行印发");
        await Assertions.Expect(citizen.GetByRole(AriaRole.Main)).Not.ToContainTextAsync("民政局");
        foreach (var inspection in new[] { atClerk, atReviewer, atLeader, atCitizen }) inspection.AssertSound();
    }

    [Fact]
    public async Task A_paper_of_anybody_is_checked_and_its_findings_saved()
    {
        var (page, inspection) = await SignInAsync("fangmin", Post.Office, 1366);
        await inspection.OpenAsync("verification", Desk + "/verification");
        const string Paper = "得分情况\n\n序号\t单位\t内容\t质量\t总分\n1\t民政局\t60\t38\t98\n2\t信访局\t50\t38\t89\n";
        await page.GetByLabel("文件", new() { Exact = false }).First.SetInputFilesAsync(new FilePayload { Name = "通报.txt", MimeType = "text/plain", Buffer = Encoding.UTF8.GetBytes(Paper) });
        await page.GetByRole(AriaRole.Button, new() { Name = "核验" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("88");
        await inspection.LookAsync("verification-result");
        var saved = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "XLSX" }).ClickAsync());
        Assert.Equal("核验结果.xlsx", saved.SuggestedFilename);
        inspection.AssertSound();
    }

    /// <summary>Opens January 2023, imports the scores of December with their dry run, and closes it.</summary>
    private static async Task ScoreAsync(IPage page)
    {
        await page.GotoAsync($"{Desk}/assessment/open?scheme=yanshi-monthly&period=2023-01");
        await page.GetByRole(AriaRole.Button, new() { Name = "开始 2023年1月 考评" }).ClickAsync();
        const string Period = $"{Desk}/assessment/yanshi-monthly/2023-01";
        await page.GotoAsync($"{Period}/sheet/import");
        await page.GetByLabel("得分表").SetInputFilesAsync(Repository.Pack("samples/yanshi/scores-2022-12.csv"));
        await page.GetByRole(AriaRole.Button, new() { Name = "查看会改变什么" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "导入", Exact = true }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"{Period}/sheet$"));
        await page.GotoAsync($"{Period}/manage");
        await page.GetByText("关闭…").ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "确认关闭" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已关闭");
    }

    /// <summary>Starts a plain notice and puts a figure into a sentence of its own.</summary>
    private static async Task<string> DraftAsync(IPage page, Inspection inspection)
    {
        await inspection.OpenAsync("bulletin-new", Desk + "/bulletins/new");
        await page.GetByLabel("考评期").SelectOptionAsync(await OptionAsync(page, "2023年1月"));
        await page.GetByLabel("样式").SelectOptionAsync("notice");
        await page.GetByRole(AriaRole.Button, new() { Name = "起草" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/edit$"));
        await inspection.LookAsync("bulletin-edit");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "正文必填" }).FillAsync("一、总体情况\n本期共考评{{units}}个单位，区直单位最高{{highest:区直单位:总分}}分，得分靠前的有{{better:区直单位:3}}。\n二、工作要求\n各单位要认真整改，按时更新。");
        await page.GetByRole(AriaRole.Button, new() { Name = "保存并看公文" }).ClickAsync();
        await Assertions.Expect(page).Not.ToHaveURLAsync(new Regex("/edit$"));
        await inspection.LookAsync("bulletin-draft");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("本期共考评44个单位");
        var bulletin = new Uri(page.Url).AbsolutePath;
        await inspection.OpenAsync("bulletin-figures", bulletin + "/figures");
        await inspection.OpenAsync("bulletin-check", bulletin + "/check");
        return bulletin;
    }

    private static async Task IssueAsync(IPage page, Inspection inspection, string bulletin)
    {
        await inspection.OpenAsync("bulletin-issue", bulletin + "/issue");
        var reason = page.GetByLabel("有需要确认之处仍签发的理由");
        if (await reason.CountAsync() > 0) await reason.FillAsync("已逐处核对");
        await page.GetByRole(AriaRole.Button, new() { Name = "签发" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已签发", new() { Timeout = 60_000 });
        await inspection.LookAsync("bulletin-issued");
    }

    private static async Task ReadAsync(IPage page, Inspection inspection)
    {
        await inspection.OpenAsync("portal-bulletins", "/yanshi/bulletins");
        await page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).Filter(new() { HasText = "2023年1月" }).ClickAsync();
        await inspection.LookAsync("portal-bulletin");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("本期共考评44个单位");
        var pdf = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).Filter(new() { HasText = "PDF" }).ClickAsync());
        var head = new byte[5];
        await using (var file = await pdf.CreateReadStreamAsync()) await file.ReadExactlyAsync(head);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(head));
    }

    private static async Task WithdrawAsync(IPage page, Inspection inspection, string bulletin)
    {
        await inspection.OpenAsync("bulletin-withdraw", bulletin + "/withdraw");
        await page.GetByLabel("撤回理由").FillAsync("附件2有误，更正后另行印发");
        await page.GetByRole(AriaRole.Button, new() { Name = "确认撤回" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync("已撤回");
    }

    private static async Task PressAsync(IPage page, string address, string button)
    {
        await page.GotoAsync(address);
        await page.GetByRole(AriaRole.Button, new() { Name = button }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status)).ToBeVisibleAsync();
    }

    private static async Task<string> OptionAsync(IPage page, string text) =>
        await page.GetByRole(AriaRole.Option).Filter(new() { HasText = text }).First.GetAttributeAsync("value") ?? throw new InvalidOperationException($"No choice “{text}”.");

    private async Task<(IPage Page, Inspection Inspection)> SignInAsync(string name, Post post, int width)
    {
        using var visitor = await app.App.SignInAsync(name, new Appointment { Post = post, RegionId = office.RegionId });
        var page = await browser.NewPageAsync(app.Address, width);
        await page.Context.AddCookiesAsync(visitor.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = app.Address }));
        return (page, new Inspection(page, $"{width}"));
    }
}
