using Lantai.Patrol;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Rectification;

/// <summary>From a confirmed finding to a closed ticket, with the patrol looking again.</summary>
public sealed class PatrolTicketTests(TestPostgres postgres)
{
    private const string DeadLink = "站内死链";

    [Fact]
    public async Task One_dead_target_on_many_pages_is_one_ticket_with_every_place()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        Assert.Empty(await office.TicketsAsync(DeadLink));
        Assert.Equal(4, await office.ConfirmAsync("dead-link"));
        var tickets = await office.TicketsAsync(DeadLink);
        Assert.Equal([3, 1], tickets.Select(ticket => ticket.Places.Count).OrderDescending());
        var ticket = tickets.Single(ticket => ticket.Places.Count == 3);
        Assert.Equal((office.Unit, TicketState.Open, new DateOnly(2026, 3, 5), "2026-"), (ticket.UnitId, ticket.State, ticket.DueOn, ticket.Code[..5]));
        Assert.Equal(["/", "/a.html", "/b.html"], ticket.Places.Select(place => new Uri(place.Address!).AbsolutePath).Order(StringComparer.Ordinal));
        await office.PatrolAsync();
        Assert.Equal(2, (await office.TicketsAsync(DeadLink)).Count);
    }

    [Fact]
    public async Task The_unit_answers_and_the_patrol_returns_what_is_still_there_and_closes_what_is_gone()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var id = (await office.TicketsAsync(DeadLink)).Single(ticket => ticket.Places.Count == 3).Id;

        office.Wait(1);
        await AnswerAsync(office, id, "已恢复页面");
        Assert.Equal(TicketState.Answered, await StateAsync(office, id));
        office.Wait(1);
        await office.PatrolAsync();
        var returned = (await office.TicketsAsync()).Single(ticket => ticket.Id == id);
        Assert.Equal((TicketState.Returned, "复查仍有3处"), (returned.State, returned.Events.MaxBy(happened => happened.Id)!.Words));

        office.Page("/gone.html");
        await AnswerAsync(office, id, "这次已恢复");
        office.Wait(1);
        await office.PatrolAsync();
        Assert.Equal(TicketState.Answered, await StateAsync(office, id));
        office.Wait(1);
        await office.PatrolAsync();
        var closed = (await office.TicketsAsync()).Single(ticket => ticket.Id == id);
        Assert.Equal((TicketState.Closed, new DateOnly(2026, 3, 4)), (closed.State, closed.DoneOn));
        Assert.False(closed.IsLate(new DateOnly(2026, 3, 6)));
        Assert.Equal(
            [TicketAct.Opened, TicketAct.Answered, TicketAct.SeenAgain, TicketAct.Answered, TicketAct.Mended], closed.Events.OrderBy(happened => happened.Id).Select(happened => happened.Act));
    }

    [Fact]
    public async Task What_was_mended_without_an_answer_counts_from_the_first_look_that_missed_it()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        office.Page("/gone.html").Page("/lost.html");
        office.Wait(2);
        await office.PatrolAsync();
        office.Wait(7);
        await office.PatrolAsync();
        Assert.All(await office.TicketsAsync(DeadLink), ticket => Assert.Equal((TicketState.Closed, new DateOnly(2026, 3, 4)), (ticket.State, ticket.DoneOn)));
    }

    [Fact]
    public async Task A_fault_that_comes_back_is_a_new_ticket_that_names_the_old_one()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var first = (await office.TicketsAsync(DeadLink)).Single(ticket => ticket.Places.Count == 3);
        office.Page("/gone.html");
        for (var look = 0; look < 2; look++) await office.PatrolAsync();
        office.Web.Page("/gone.html", "404", status: 404);
        await office.PatrolAsync();
        Assert.Equal(3, await office.ConfirmAsync("dead-link"));
        var again = (await office.TicketsAsync(DeadLink))[^1];
        Assert.Equal((first.Id, TicketState.Open, 3), (again.EarlierId!.Value, again.State, again.Places.Count));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.App.WithAsync<StepTicket, bool>(async steps =>
        {
            await steps.ReopenAsync(TicketOffice.Clerk, office.RegionId, first.Id, "误办结", new DateOnly(2026, 3, 20));
            return true;
        }));
        Assert.Equal($"同一问题已另开整改单，整改单{first.Code}不能重新打开。", refusal.Message);
    }

    [Fact]
    public async Task A_ticket_opened_again_is_not_closed_by_what_was_seen_before()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        office.Page("/gone.html").Page("/lost.html");
        for (var look = 0; look < 2; look++)
        {
            office.Wait(1);
            await office.PatrolAsync();
        }
        var closed = (await office.TicketsAsync(DeadLink))[0];
        Assert.Equal(TicketState.Closed, closed.State);
        await office.App.WithAsync<StepTicket, bool>(async steps =>
        {
            await steps.ReopenAsync(TicketOffice.Clerk, office.RegionId, closed.Id, "只是换了一个打不开的地址", new DateOnly(2026, 3, 20));
            return true;
        });
        office.Wait(1);
        await office.PatrolAsync();
        var again = (await office.TicketsAsync()).Single(ticket => ticket.Id == closed.Id);
        Assert.Equal((TicketState.Open, null), (again.State, again.DoneOn));
        Assert.All(again.Places, place => Assert.False(place.IsSettled));
    }

    [Fact]
    public async Task A_finding_dismissed_after_all_is_lifted_from_its_ticket()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        long[] ids;
        await using (var db = office.App.OpenDb()) ids = await db.SiteFindings.Where(finding => finding.CheckId == "dead-link").Select(finding => finding.Id).ToArrayAsync();
        await office.App.WithAsync<JudgeFindings, bool>(async judging =>
        {
            await judging.DismissAsync(TicketOffice.Clerk, office.RegionId, ids, "目标网站维护", new DateOnly(2026, 4, 1));
            return true;
        });
        Assert.All(await office.TicketsAsync(DeadLink), ticket => Assert.Equal(TicketState.Withdrawn, ticket.State));
    }

    private static string NoticeOf(Ticket ticket) =>
        Lantai.Papers.PaperHtml.Render(RectificationNotice.Of(ticket, "教育体育局", "区政府办公室", "0379-55500117", ticket.OpenedOn), Lantai.Papers.PaperLayout.Load(new Lantai.Packs.PackFolder(Path.Combine(Repository.Root, "packs"))));

    [Fact]
    public async Task Words_around_a_finding_show_no_piece_of_a_number_that_goes_on_beyond_them()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        office.Page("/").Web.Page("/", "<!doctype html><html lang=zh-CN><title>县教育局</title><h1>县教育局</h1><p>请汇入个人帐号6222021234567890128，110105199003078131本人帐号不变</p></html>");
        await office.PatrolAsync();
        await using var db = office.App.OpenDb();
        var around = await db.SiteFindings.Where(finding => finding.CheckId == "wording-typo").OrderBy(finding => finding.AtColumn)
            .Select(finding => finding.Around!).ToListAsync(TestContext.Current.CancellationToken);
        Assert.Equal(2, around.Count);
        Assert.All(around, words => Assert.DoesNotMatch(@"\d{7}", words));
    }

    [Fact]
    public async Task On_a_page_of_one_line_the_notice_gives_the_words_and_no_persons_number()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        office.Page("/").Web.Page("/", "<!doctype html><html lang=zh-CN><title>县教育局</title><h1>县教育局</h1><p>联系人电话13800138000，我局认真推进的的工作取得成效</p></html>");
        await office.PatrolAsync();
        await office.ConfirmAsync("wording-typo");
        var ticket = Assert.Single(await office.TicketsAsync(), ticket => ticket.Cause!.Contains("wording-typo", StringComparison.Ordinal));
        var notice = NoticeOf(ticket);
        Assert.Contains("推进的的工作取得成效”处", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("列", notice, StringComparison.Ordinal);
        Assert.DoesNotContain("13800138000", notice, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Of_several_findings_one_confirmed_already_holds_up_no_other()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        long[] ids;
        await using (var db = office.App.OpenDb()) ids = await db.SiteFindings.Where(finding => finding.CheckId == "dead-link").OrderBy(finding => finding.Id).Select(finding => finding.Id).ToArrayAsync();
        Assert.Equal(1, await office.App.WithAsync<JudgeFindings, int>(judging => judging.ConfirmAsync(TicketOffice.Clerk, office.RegionId, ids[..1])));
        Assert.Equal(ids.Length - 1, await office.App.WithAsync<JudgeFindings, int>(judging => judging.ConfirmAsync(TicketOffice.Clerk, office.RegionId, ids)));
        await Assert.ThrowsAsync<RefusedException>(() => office.App.WithAsync<JudgeFindings, int>(judging => judging.ConfirmAsync(TicketOffice.Clerk, office.RegionId, ids)));
    }

    [Fact]
    public async Task A_unit_opens_the_finding_and_the_evidence_of_its_ticket_and_no_other()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var ticket = (await office.TicketsAsync(DeadLink))[0];
        var (page, evidence) = ($"/desk/yanshi/{ticket.Places[0].Source}", $"/desk/yanshi/{ticket.Places[0].Source}/exchange.txt");
        using var liaison = await office.SignInAsync(Post.Liaison);
        Assert.NotNull((await liaison.OpenAsync($"/desk/yanshi/rectification/tickets/{ticket.Id}")).Page.QuerySelector($"a[href='{page}']"));
        var found = await liaison.OpenAsync(page);
        Assert.Equal(System.Net.HttpStatusCode.OK, found.Status);
        Assert.Null(found.Page.QuerySelector("button[name=as]"));
        Assert.Contains("GET /", await liaison.Client.GetStringAsync(evidence), StringComparison.Ordinal);
        using var stranger = await office.SignInAsync(Post.Liaison, office.OtherUnit);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.OpenAsync(page)).Status);
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await stranger.Client.GetAsync(evidence)).StatusCode);
    }

    [Fact]
    public async Task What_its_pack_row_confirms_at_once_is_a_ticket_after_the_patrol_and_a_hint_is_none()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        var tickets = await office.TicketsAsync();
        var own = tickets.First(ticket => ticket.Topic == "底部标识" && ticket.OpenedBy == "系统");
        Assert.Contains("经2026年3月2日政府网站巡查，你单位", NoticeOf(own), StringComparison.Ordinal);
        await office.ConfirmAsync("dead-link");
        Assert.Contains("经2026年3月2日政府网站巡查并核实，你单位", NoticeOf((await office.TicketsAsync(DeadLink))[0]), StringComparison.Ordinal);
        Assert.DoesNotContain(tickets, ticket => ticket.Severity == Lantai.Wording.Severity.Hint);
    }

    [Fact]
    public async Task Without_a_calendar_for_the_due_day_findings_are_kept_and_the_patrol_says_why_there_is_no_ticket()
    {
        await using var office = await DeadLinkOfficeAsync();
        office.Time.Now = new DateTimeOffset(2026, 12, 31, 9, 0, 0, TimeSpan.FromHours(8));
        await office.PatrolAsync();
        Assert.Empty(await office.TicketsAsync());
        await using var db = office.App.OpenDb();
        Assert.NotEmpty(await db.SiteFindings.ToListAsync());
        Assert.Contains((await db.SitePatrols.SingleAsync()).Notes, note => note.Contains("2027年的放假调休安排还没有录入", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_could_not_be_looked_at_has_not_gone()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/list.html").Page("/list.html", "/a.html").Page("/a.html", "/gone.html");
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        office.Web.Page("/list.html", "503", status: 500);
        office.Web.Page("/a.html", "403", status: 403);
        for (var look = 0; look < 3; look++) await office.PatrolAsync();
        Assert.Equal(TicketState.Open, (await office.TicketsAsync(DeadLink)).Single(ticket => ticket.Places.Any(place => place.Address!.EndsWith("/a.html", StringComparison.Ordinal))).State);
    }

    [Fact]
    public async Task A_page_that_no_link_leads_to_any_more_is_looked_at_until_it_is_mended_or_gone()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/a.html").Page("/a.html", "/gone.html");
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        office.Page("/");
        for (var look = 0; look < 2; look++) await office.PatrolAsync();
        Assert.Equal(TicketState.Open, (await office.TicketsAsync(DeadLink)).Single().State);
        office.Web.Page("/a.html", "404", status: 404);
        for (var look = 0; look < 2; look++) await office.PatrolAsync();
        Assert.Equal(TicketState.Closed, (await office.TicketsAsync(DeadLink)).Single().State);
    }

    [Fact]
    public async Task A_ticket_that_a_person_withdrew_stays_withdrawn_until_a_person_confirms_anew()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        office.Time.Now = office.Time.Now.AddMinutes(1);
        foreach (var ticket in await office.TicketsAsync(DeadLink)) await WithdrawAsync(office, ticket.Id);
        await office.PatrolAsync();
        Assert.All(await office.TicketsAsync(DeadLink), ticket => Assert.Equal(TicketState.Withdrawn, ticket.State));
        office.Page("/c.html", "/gone.html").Page("/", "/a.html", "/b.html", "/c.html", "/gone.html");
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var opened = (await office.TicketsAsync(DeadLink)).Single(ticket => ticket.State == TicketState.Open);
        Assert.Equal("/c.html", new Uri(opened.Places.Single().Address!).AbsolutePath);
    }

    [Fact]
    public async Task An_answer_that_says_why_not_waits_for_a_person_and_not_for_the_next_look()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var id = (await office.TicketsAsync(DeadLink)).Single(ticket => ticket.Places.Count == 3).Id;
        office.Wait(1);
        await AnswerAsync(office, id, "页面由省厅系统生成，不归我局维护", "explained");
        office.Wait(1);
        await office.PatrolAsync();
        Assert.Equal(TicketState.Answered, await StateAsync(office, id));
    }

    [Fact]
    public async Task A_new_place_gets_its_own_time_unless_the_ticket_is_late_already()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var lost = (await office.TicketsAsync(DeadLink)).Single(ticket => ticket.Places.Count == 1);
        office.Wait(2);
        office.Page("/b.html", "/gone.html", "/lost.html");
        await office.PatrolAsync();
        Assert.Equal(1, await office.ConfirmAsync("dead-link"));
        Assert.Equal((new DateOnly(2026, 3, 5), new DateOnly(2026, 3, 9)), (lost.DueOn, await DueOnAsync(office, lost.Id)));
        office.Wait(14);
        office.Page("/a.html", "/gone.html", "/lost.html").Page("/", "/a.html", "/b.html", "/gone.html", "/lost.html");
        await office.PatrolAsync();
        Assert.Equal(1, await office.ConfirmAsync("dead-link"));
        Assert.Equal(new DateOnly(2026, 3, 9), await DueOnAsync(office, lost.Id));
    }

    [Fact]
    public async Task An_answer_after_the_due_day_is_late_while_it_waits()
    {
        await using var office = await DeadLinkOfficeAsync();
        await office.PatrolAsync();
        await office.ConfirmAsync("dead-link");
        var ids = (await office.TicketsAsync(DeadLink)).ConvertAll(ticket => ticket.Id);
        await AnswerAsync(office, ids[0], "已恢复页面");
        office.Wait(4);
        await AnswerAsync(office, ids[1], "已恢复页面");
        var answered = await office.TicketsAsync(DeadLink);
        Assert.Equal([false, true], answered.Select(ticket => ticket.IsLate(new DateOnly(2026, 3, 20))));
    }

    private async Task<TicketOffice> DeadLinkOfficeAsync() => (await TicketOffice.StartAsync(postgres))
        .Page("/", "/a.html", "/b.html", "/gone.html").Page("/a.html", "/gone.html", "/lost.html").Page("/b.html", "/gone.html");

    private static async Task AnswerAsync(TicketOffice office, long id, string words, string outcome = "mended")
    {
        using var liaison = await office.SignInAsync(Post.Liaison);
        var page = $"{TicketOffice.Home}/tickets/{id}";
        var bare = await liaison.SubmitAsync(page, "answer");
        Assert.Equal(["请选择“整改结果”。", "请填写“情况说明”。"], bare.Errors);
        Assert.Equal(page, (await liaison.SubmitAsync(page, "answer", new() { ["Input.Outcome"] = outcome, ["Input.Words"] = words })).Location);
    }

    private static Task<bool> WithdrawAsync(TicketOffice office, long id) => office.App.WithAsync<StepTicket, bool>(async steps =>
    {
        await steps.WithdrawAsync(TicketOffice.Clerk, office.RegionId, id, "不属于本区网站");
        return true;
    });

    private static async Task<DateOnly> DueOnAsync(TicketOffice office, long id) => (await office.TicketsAsync()).Single(ticket => ticket.Id == id).DueOn;

    private static async Task<TicketState> StateAsync(TicketOffice office, long id) => (await office.TicketsAsync()).Single(ticket => ticket.Id == id).State;
}
