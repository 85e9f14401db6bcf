using System.Text;
using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Browser.Tests.Support;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.Playwright;
using Xunit;
using Cookie = Microsoft.Playwright.Cookie;

namespace Lantai.Browser.Tests;

/// <summary>A unit's annual report from the opened year to the corrected edition on the portal.</summary>
public sealed class AnnualJourneyTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Home = "/desk/yanshi/annual";
    private const string Portal = "/yanshi/annual-reports";
    private static readonly AnnualReport Sample = new SampleReports(7).Report(2025);
    private LiveApp app = null!;
    private Chromium browser = null!;
    private Region region = null!;
    private long unit;

    public async ValueTask InitializeAsync()
    {
        app = await LiveApp.StartAsync(postgres, FakeTime.On(2026, 1, 20));
        browser = await Chromium.StartAsync();
        await using var db = app.App.OpenDb();
        region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        db.Regions.Add(region);
        await db.SaveChangesAsync();
        var group = new UnitGroup { RegionId = region.Id, Name = "区直单位" };
        db.UnitGroups.Add(group);
        await db.SaveChangesAsync();
        var added = new Unit { RegionId = region.Id, GroupId = group.Id };
        added.Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = "教育体育局" });
        db.Units.Add(added);
        await db.SaveChangesAsync();
        unit = added.Id;
    }

    public async ValueTask DisposeAsync()
    {
        await browser.DisposeAsync();
        await app.DisposeAsync();
    }

    [Theory]
    [InlineData(1366)]
    [InlineData(320)]
    public async Task A_report_is_opened_filled_returned_accepted_published_and_corrected(int width)
    {
        var (clerk, atClerk) = await SignInAsync("fangmin", width, new Appointment { Post = Post.Office, RegionId = region.Id });
        var (liaison, atLiaison) = await SignInAsync("qinyu", width, new Appointment { Post = Post.Liaison, RegionId = region.Id, UnitId = unit });
        await atClerk.OpenAsync("annual-open", $"{Home}/open");
        await PressAsync(clerk, "布置", "已布置2025年度报告");
        await atClerk.LookAsync("annual-list");
        var report = await FillAsync(liaison, atLiaison);
        await PressAsync(liaison, "提交政务公开科", "已提交");
        await ReturnAsync(clerk, atClerk, report);
        await atLiaison.OpenAsync("annual-returned", report);
        await Assertions.Expect(liaison.GetByRole(AriaRole.Main)).ToContainTextAsync("退回理由：行政许可的件数请核对。");
        await PressAsync(liaison, "提交政务公开科", "已提交");
        await AcceptAndPublishAsync(clerk, atClerk, report, "已公布第1版");

        var citizen = await browser.NewPageAsync(app.Address, width);
        var atCitizen = new Inspection(citizen, $"{width}");
        await ReadAsync(citizen, atCitizen);
        await CorrectAsync(clerk, atClerk, report);
        await liaison.GotoAsync($"{report}/figures");
        await liaison.Locator("[name='cell[permits][decisions]']").FillAsync("77");
        await PressAsync(liaison, "保存", "已保存");
        await PressAsync(liaison, "提交政务公开科", "已提交");
        await AcceptAndPublishAsync(clerk, atClerk, report, "已公布第2版");
        await atCitizen.OpenAsync("portal-annual-corrected", $"{Portal}/2025/{unit}");
        await Assertions.Expect(citizen.GetByRole(AriaRole.Main)).ToContainTextAsync("更正（第2版）：行政许可件数统计有误。");
        await atCitizen.OpenAsync("portal-annual-older", $"{Portal}/2025/{unit}?edition=1");
        foreach (var inspection in new[] { atClerk, atLiaison, atCitizen }) inspection.AssertSound();
    }

    /// <summary>Imports the figures, looks at them, saves them and writes the sections.</summary>
    private static async Task<string> FillAsync(IPage page, Inspection inspection)
    {
        await inspection.OpenAsync("annual-today", "/desk/yanshi");
        await page.GetByRole(AriaRole.Link, new() { Name = "填报2025年度报告" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex(@"/reports/\d+$"));
        var report = new Uri(page.Url).AbsolutePath;
        await inspection.OpenAsync("annual-figures", $"{report}/figures");
        using var csv = new MemoryStream();
        Lantai.Papers.SheetCsv.Write(FiguresFile.Write(Sample.Figures), csv);
        await page.GetByLabel("从文件导入").SetInputFilesAsync(new FilePayload { Name = "数据.csv", MimeType = "text/csv", Buffer = csv.ToArray() });
        await page.GetByRole(AriaRole.Button, new() { Name = "读入文件" }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("有 200 格与已填的不同");
        await inspection.LookAsync("annual-imported");
        await PressAsync(page, "保存", "已保存");
        foreach (var section in Sample.Prose)
        {
            await inspection.OpenAsync($"annual-{section.Key}", $"{report}/sections/{section.Key}");
            await page.GetByRole(AriaRole.Textbox, new() { Name = "正文" }).FillAsync(string.Join('\n', section.Value));
            await PressAsync(page, "保存并返回", "已保存");
        }
        await inspection.LookAsync("annual-report");
        await Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync("核验没有发现问题");
        return report;
    }

    private static async Task ReturnAsync(IPage page, Inspection inspection, string report)
    {
        await inspection.OpenAsync("annual-decide", report);
        await page.GetByLabel("退回理由").FillAsync("行政许可的件数请核对。");
        await PressAsync(page, "退回", "已退回单位");
    }

    private static async Task AcceptAndPublishAsync(IPage page, Inspection inspection, string report, string done)
    {
        await page.GotoAsync(report);
        await PressAsync(page, "审定", "已审定");
        await inspection.OpenAsync("annual-publish", $"{report}/publish");
        await page.GetByRole(AriaRole.Button, new() { Name = "公布", Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync(done, new() { Timeout = 60_000 });
        await inspection.LookAsync("annual-published");
    }

    private static async Task CorrectAsync(IPage page, Inspection inspection, string report)
    {
        await inspection.OpenAsync("annual-correct", $"{report}/correct");
        await page.GetByLabel("更正理由").FillAsync("行政许可件数统计有误。");
        await PressAsync(page, "确认更正", "已交单位更正");
    }

    private async Task ReadAsync(IPage page, Inspection inspection)
    {
        await inspection.OpenAsync("portal-annual-list", Portal);
        await page.GetByRole(AriaRole.Link, new() { Name = "教育体育局2025年政府信息公开工作年度报告" }).ClickAsync();
        await Assertions.Expect(page).ToHaveURLAsync(new Regex($"/2025/{unit}$"));
        await inspection.LookAsync("portal-annual-report");
        var pdf = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Main).GetByRole(AriaRole.Link).Filter(new() { HasText = "PDF" }).ClickAsync());
        var head = new byte[5];
        await using (var file = await pdf.CreateReadStreamAsync()) await file.ReadExactlyAsync(head);
        Assert.Equal("%PDF-", Encoding.ASCII.GetString(head));
    }

    private static async Task PressAsync(IPage page, string button, string told)
    {
        await page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }).ClickAsync();
        await Assertions.Expect(page.GetByRole(AriaRole.Status).First).ToContainTextAsync(told);
    }

    private async Task<(IPage Page, Inspection Inspection)> SignInAsync(string name, int width, Appointment post)
    {
        using var visitor = await app.App.SignInAsync(name, post);
        var page = await browser.NewPageAsync(app.Address, width);
        await page.Context.AddCookiesAsync(visitor.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = app.Address }));
        return (page, new Inspection(page, $"{width}"));
    }
}
