using System.Text.RegularExpressions;
using Lantai.Browser.Tests.Support;
using Lantai.People;
using Lantai.Requests.Checks;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests;

/// <summary>An application from the form on the portal to the archive, with scripts and without.</summary>
public sealed class RequestJourneyTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Desk = "/desk/yanshi/requests";
    private LiveApp app = null!;
    private Chromium browser = null!;

    public async ValueTask InitializeAsync()
    {
        app = await LiveApp.StartAsync(postgres, FakeTime.On(2026, 5, 20));
        browser = await Chromium.StartAsync();
        await using var db = app.App.OpenDb();
        db.Regions.Add(new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" });
        await db.SaveChangesAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(1366, true)]
    [InlineData(320, true)]
    [InlineData(1366, false)]
    public async Task An_application_goes_from_the_form_to_the_archive(int width, bool scripts)
    {
        var citizen = await browser.NewPageAsync(app.Address, width, scripts: scripts);
        var atCitizen = scripts ? new Inspection(citizen, $"{width}") : null;
        await ApplyAsync(citizen, atCitizen);
        var clerk = await browser.NewPageAsync(app.Address, width, scripts: scripts);
        var atClerk = scripts ? new Inspection(clerk, $"{width}") : null;
        await SignInAsync(clerk);
        await EnterOfficeAsync(clerk, atClerk);
        var here = await ConfirmAsync(clerk, atClerk);
        await DecideAsync(clerk, atClerk, here);
        await ChargeNothingAsync(clerk, atClerk, here);
        var letter = await WriteAsync(clerk, atClerk, here);
        await SendAsync(clerk, atClerk, letter);
        await RecordAsync(clerk, here, "Archived");
        await SeeAsync(clerk, "已归档");
        if (atClerk is not null)
        {
            await atClerk.LookAsync("request-archived");
            await atClerk.OpenAsync("request-contests", here + "/contests");
            await atClerk.OpenAsync("request-year", Desk + "/year");
            await atClerk.OpenAsync("request-amend", here + "/amend");
            await atClerk.OpenAsync("request-materials", here + "/materials");
            await atClerk.OpenAsync("request-route", here + "/route");
            await atClerk.OpenAsync("request-consult", here + "/consult");
            await atClerk.OpenAsync("request-notices", Desk + "/notices");
            await atClerk.OpenAsync("request-template", Desk + "/templates/reply-r1");
            await TryTemplateAsync(clerk, atClerk);
        }

        await citizen.GotoAsync("/yanshi/apply/case");
        await SeeAsync(citizen, "2026年5月20日送达");
        atCitizen?.AssertSound();
        atClerk?.AssertSound();
    }

    private static async Task ApplyAsync(IPage page, Inspection? inspection)
    {
        await page.GotoAsync("/yanshi/apply/new");
        if (inspection is not null) await inspection.LookAsync("request-apply");
        await FillAsync(page, "姓名或者单位全称", "李晓禾");
        await FillAsync(page, "证件号码", "999999199003070012");
        await page.GetByLabel("联系电话").FillAsync("13800000000");
        await FillAsync(page, "所需政府信息", "柳林片区2025年土地征收补偿安置方案");
        await page.GetByLabel("电子邮箱").FillAsync("zhangsan@example.com");
        await page.GetByLabel("获取信息的方式").SelectOptionAsync("电子邮件");
        await PressAsync(page, "提交申请");
        await SeeAsync(page, "待确认收到");
        if (inspection is not null) await inspection.LookAsync("request-slip");
    }

    private async Task SignInAsync(IPage page)
    {
        using var visitor = await app.App.SignInAsync("fangmin", new Appointment { Post = Post.Office });
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("登录名").FillAsync("fangmin");
        await page.GetByLabel("密码").FillAsync(TestApp.Password);
        await PressAsync(page, "登录");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/desk$"), new() { Timeout = 30_000 });
    }

    private static async Task EnterOfficeAsync(IPage page, Inspection? inspection)
    {
        await page.GotoAsync(Desk + "/office");
        if (inspection is not null) await inspection.LookAsync("request-office");
        await FillAsync(page, "机关全称", "偃师区人民政府办公室");
        await page.GetByLabel("机关类别").SelectOptionAsync("CountyDepartment");
        await FillAsync(page, "机关代字", "偃公复");
        await FillAsync(page, "联系人", "方敏");
        await FillAsync(page, "联系电话", "0379-55500117");
        await FillAsync(page, "地址", "偃师区样例路1号");
        await page.GetByLabel("本级人民政府").FillAsync("偃师区人民政府");
        await page.GetByLabel("有管辖权的基层人民法院").FillAsync("偃师区人民法院");
        await PressAsync(page, "保存");
        await SeeStatusAsync(page, "发文机关已保存");
    }

    /// <summary>Opens the application from the list and confirms its receipt.</summary>
    private static async Task<string> ConfirmAsync(IPage page, Inspection? inspection)
    {
        if (inspection is not null) await inspection.OpenAsync("request-inbox", Desk);
        else await page.GotoAsync(Desk);
        await page.GetByRole(AriaRole.Link, new() { Name = "2026-001" }).First.ClickAsync();
        await SeeAsync(page, "请与申请人确认收到");
        var here = new Uri(page.Url).AbsolutePath;
        await page.GotoAsync(here + "/record");
        if (inspection is not null) await inspection.LookAsync("request-record");
        await RecordAsync(page, here, "Confirmed");
        await SeeAsync(page, "答复期限2026-06-17");
        if (inspection is not null) await inspection.LookAsync("request-case");
        return here;
    }

    private static async Task DecideAsync(IPage page, Inspection? inspection, string here)
    {
        await page.GotoAsync(here + "/decide");
        if (inspection is not null) await inspection.LookAsync("request-decide");
        await page.GetByLabel("第1项的处理决定").SelectOptionAsync("R1");
        await PressAsync(page, "保存");
        await SeeStatusAsync(page, "处理决定已保存");
    }

    private static async Task ChargeNothingAsync(IPage page, Inspection? inspection, string here)
    {
        await page.GotoAsync(here + "/fee?pages=40");
        await SeeAsync(page, "10页×10元=100元");
        if (inspection is not null) await inspection.LookAsync("request-fee");
    }

    /// <returns>The letter's address.</returns>
    private async Task<string> WriteAsync(IPage page, Inspection? inspection, string here)
    {
        await page.GotoAsync(here + "/letters/new");
        if (inspection is not null) await inspection.LookAsync("request-letter-new");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "文书必填", Exact = true }).SelectOptionAsync("reply-r1");
        await PressAsync(page, "起草");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/write$"), new() { Timeout = 30_000 });
        var letter = new Uri(page.Url).AbsolutePath.Replace("/write", "", StringComparison.Ordinal);
        if (inspection is not null)
        {
            await inspection.LookAsync("request-letter-write");
            await inspection.OpenAsync("request-letter-missing", letter);
        }
        await page.GotoAsync(letter + "/write");
        await page.GetByLabel("公开的网址或者获取地点").FillAsync("本机关网站“征地信息公开”栏目");
        await PressAsync(page, "保存，看全文");
        await SeeAsync(page, "检查没有发现问题");
        await ClearAsync(page, inspection, here);
        await page.GotoAsync(letter + "/issue");
        if (inspection is not null) await inspection.LookAsync("request-letter-issue");
        await PressAsync(page, "签发");
        await SeeStatusAsync(page, "偃公复〔2026〕1号");
        return letter;
    }

    /// <summary>送审 at the desk; the reviewer and the leader are other people.</summary>
    private async Task ClearAsync(IPage page, Inspection? inspection, string here)
    {
        await page.GotoAsync(here + "/check");
        await PressAsync(page, "送审");
        await SeeStatusAsync(page, "已送审");
        var id = long.Parse(here.Split('/')[^1]);
        // Accounts that are not the clerk's: four eyes go by account.
        var (reviewer, leader) = (Of(1_000_001, "石慎", Post.Reviewer), Of(1_000_002, "谭越", Post.Leader));
        await app.App.WithAsync<CheckReply, bool>(async checking =>
        {
            await using var db = app.App.OpenDb();
            var region = db.Regions.Single().Id;
            await checking.PassAsync(reviewer, region, id, null, CheckStep.Secrecy, "不涉密");
            await checking.PassAsync(reviewer, region, id, null, CheckStep.Legal, null);
            await checking.PassAsync(leader, region, id, null, CheckStep.SignOff, null);
            return true;
        });
        if (inspection is not null) await inspection.OpenAsync("request-check", here + "/check");

        static Person Of(long account, string name, Post post) => new(account, name, [new HeldPost(post, null, null)]);
    }

    private static async Task SendAsync(IPage page, Inspection? inspection, string letter)
    {
        await page.GotoAsync(letter + "/send");
        if (inspection is not null) await inspection.LookAsync("request-letter-send");
        await page.GetByLabel("送达方式").SelectOptionAsync("Direct");
        await PressAsync(page, "登记送出");
        await SeeAsync(page, "申请行政复议至2026年7月20日，提起行政诉讼至2026年11月20日");
        if (inspection is not null) await inspection.LookAsync("request-letter-served");
    }

    private static async Task TryTemplateAsync(IPage page, Inspection inspection)
    {
        await page.GotoAsync(Desk + "/templates/reply-r1/edit");
        var box = page.GetByRole(AriaRole.Textbox, new() { Name = "模板必填", Exact = true });
        await box.FillAsync((await box.InputValueAsync()).Replace("经查，", "经核查，", StringComparison.Ordinal));
        await PressAsync(page, "预览");
        await SeeAsync(page, "检查没有发现问题");
        await inspection.LookAsync("request-template-edit");
    }

    private static async Task RecordAsync(IPage page, string here, string kind)
    {
        await page.GotoAsync(here + "/record");
        await page.GetByRole(AriaRole.Combobox, new() { Name = "事项必填", Exact = true }).SelectOptionAsync(kind);
        await PressAsync(page, "登记");
        await SeeStatusAsync(page, "已登记");
    }

    private static Task FillAsync(IPage page, string label, string text) => page.GetByRole(AriaRole.Textbox, new() { Name = label + "必填", Exact = true }).FillAsync(text);

    private static Task PressAsync(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task SeeAsync(IPage page, string text) => Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text, new() { Timeout = 30_000 });

    private static Task SeeStatusAsync(IPage page, string text) => Assertions.Expect(page.GetByRole(AriaRole.Status)).ToContainTextAsync(text, new() { Timeout = 30_000 });
}
