using Lantai.Browser.Tests.Support;
using Lantai.Journal;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Wording;
using Xunit;
using Cookie = Microsoft.Playwright.Cookie;

namespace Lantai.Browser.Tests;

/// <summary>The pages of tickets with some of them under way.</summary>
public sealed class RectificationPagesTests(TestPostgres postgres) : IAsyncLifetime
{
    private const string Home = "/desk/yanshi/rectification";
    private static readonly Actor Clerk = new(null, "方敏");
    private LiveApp app = null!;
    private Chromium browser = null!;

    public async ValueTask InitializeAsync()
    {
        app = await LiveApp.StartAsync(postgres);
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
    public async Task The_pages_of_tickets_are_whole_on_every_screen(int width)
    {
        var (region, unit) = await FillAsync();
        var ticket = await OpenAsync(region, unit, "4个页面的同一链接打不开（404）。", 4);
        await OpenAsync(region, unit, "查阅点没有标识。", 1);
        using var clerk = await app.App.SignInAsync("fangmin", new Appointment { Post = Post.Office, RegionId = region.Id });
        using var liaison = await app.App.SignInAsync("qinyu", new Appointment { Post = Post.Liaison, RegionId = region.Id, UnitId = unit });
        var inspection = await SignInAsync(liaison, width, "liaison");
        await inspection.OpenAsync("rectification-mine", Home);
        await inspection.OpenAsync("rectification-answer", $"{Home}/tickets/{ticket}");
        await app.App.WithAsync<StepTicket, bool>(async steps =>
        {
            await steps.AnswerAsync(new Person(1, "秦雨", [new HeldPost(Post.Liaison, region.Id, unit)]), region.Id, ticket, "已恢复页面，并检查了同一目录的其他链接。", true);
            return true;
        });
        inspection.AssertSound();

        inspection = await SignInAsync(clerk, width, $"{width}");
        await inspection.OpenAsync("rectification-today", "/desk/yanshi");
        await inspection.OpenAsync("rectification-list", Home);
        await inspection.OpenAsync("rectification-ticket", $"{Home}/tickets/{ticket}");
        await inspection.OpenAsync("rectification-issue", $"{Home}/tickets/{ticket}/notice");
        await app.App.WithAsync<IssueNotice, TicketNotice>(issuing => issuing.RunAsync(Clerk, region.Id, ticket));
        await inspection.OpenAsync("rectification-noticed", $"{Home}/tickets/{ticket}");
        await inspection.OpenAsync("rectification-close", $"{Home}/tickets/{ticket}/close");
        await inspection.OpenAsync("rectification-withdraw", $"{Home}/tickets/{ticket}/withdraw");
        await inspection.OpenAsync("rectification-new", $"{Home}/new");
        await inspection.OpenAsync("rectification-statistics", $"{Home}/statistics");
        inspection.AssertSound();
    }

    private async Task<Inspection> SignInAsync(Visitor visitor, int width, string mark)
    {
        var page = await browser.NewPageAsync(app.Address, width);
        await page.Context.AddCookiesAsync(visitor.Cookies.Select(cookie => new Cookie { Name = cookie.Name, Value = cookie.Value, Url = app.Address }));
        return new Inspection(page, mark);
    }

    private async Task<(Region Region, long Unit)> FillAsync()
    {
        await using var db = app.App.OpenDb();
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        db.Regions.Add(region);
        await db.SaveChangesAsync();
        var group = new UnitGroup { RegionId = region.Id, Name = "区直单位" };
        db.UnitGroups.Add(group);
        await db.SaveChangesAsync();
        var unit = new Unit { RegionId = region.Id, GroupId = group.Id };
        unit.Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = "教育体育局" });
        db.Units.Add(unit);
        await db.SaveChangesAsync();
        return (region, unit.Id);
    }

    private async Task<long> OpenAsync(Region region, long unit, string title, int places) => (await app.App.WithAsync<OpenTickets, Ticket>(opening => opening.RunAsync(
        Clerk, region.Id, new NewTicket(
            unit, TicketOrigin.Visit, "站内死链", title, "恢复页面，或改正、删除链接。", "国办秘函〔2019〕19号 “可用性”", Severity.Minor,
            [.. Enumerable.Range(1, places).Select(i => new NewPlace(title, $"http://www.yanshi.example.gov.cn/jtj/2026/03/t202603{i:00}_{i}.html", null, 10 + i, 4))])))).Id;
}
