using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Notices;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>What a changed calendar or receipt day does to cases: shown first, then done, written down and told.</summary>
public sealed class MoveTests(TestPostgres postgres)
{
    private const string Day = "/desk/settings/calendar/2026?day=2026-05-25";

    private static readonly Dictionary<string, string> Off = new() { ["Input.Kind"] = "off", ["Input.Name"] = "抗洪放假", ["Input.Reason"] = "偃政办明电〔2026〕3号" };

    [Fact]
    public async Task A_day_off_is_written_only_after_the_cases_that_it_moves_were_seen()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var moved = await office.RegisterAsync();
        var early = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 1) });
        using var administrator = await office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        var asked = await administrator.SubmitAsync(Day, "day", Off);
        Assert.Null(asked.Location);
        Assert.Contains("有1件申请的期限会变动，还没有写入", asked.Text, StringComparison.Ordinal);
        Assert.Equal(["2026-001", "偃师区", "2026-05-27", "2026-05-28", "办理中"], asked.Page.QuerySelectorAll("main tbody tr").First(row => row.TextContent.Contains("2026-001", StringComparison.Ordinal)).Children.Select(cell => cell.TextContent.Trim()));
        await using var db = office.App.OpenDb();
        Assert.Equal(0, await db.Set<Lantai.Storage.CalendarChange>().CountAsync());
        Assert.Equal(new DateOnly(2026, 5, 27), (await office.ReadAsync(moved)).DueOn);

        var done = await administrator.SendAsync(Day, asked, "day");
        Assert.Contains("1件申请的期限已重新计算", (await administrator.FollowAsync(done)).Body, StringComparison.Ordinal);
        Assert.Equal(new DateOnly(2026, 5, 28), (await office.ReadAsync(moved)).DueOn);
        Assert.Equal(early.DueOn, (await office.ReadAsync(early)).DueOn);
        Assert.Equal("申请2026-001因工作日历变动，答复期限由2026-05-27变为2026-05-28。", (await db.Journal.SingleAsync(entry => entry.Act == "期限变动")).Sentence);
    }

    [Fact]
    public async Task An_ended_case_keeps_its_due_day_and_its_lateness_until_its_own_events_are_put_right()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{request.Id}";
        office.Time.Now = FakeTime.On(2026, 5, 28).Now;
        await office.DecideAsync(request, Lantai.Requests.Decisions.Decision.R2);
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 28)));
        using var administrator = await office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        Assert.NotNull((await administrator.SubmitAsync(Day, "day", Off)).Location);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Served, new(2026, 5, 28)));
        Assert.Equal((RequestState.Served, new DateOnly(2026, 5, 27)), ((await office.ReadAsync(request)).State, (await office.ReadAsync(request)).DueOn!.Value));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var shown = (await clerk.OpenAsync(page)).Text;
        Assert.Contains("答复期限2026-05-27，2026-05-28办结，超过1个工作日。", shown, StringComparison.Ordinal);
        Assert.Contains("办结后工作日历有变动，按现在的日历答复期限是2026年5月28日；本件已经办结，答复期限仍是办结时的2026年5月27日", shown, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.False(await db.RequestNotices.AnyAsync());
        var late = await office.App.WithAsync<Lantai.Requests.Figures.ReadHandling, int>(async reading => (await reading.RunAsync(office.Yanshi.Id, 2026))[0].Rows[^1].Late);
        Assert.Equal(1, late);

        var asked = await clerk.SubmitAsync(page + "/amend", "amend", new() { ["Input.SubmittedOn"] = "2026-04-23", ["Input.Because"] = "看错了日期" });
        Assert.Contains("答复期限由2026-05-27变为2026-05-26。还没有写入", asked.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_office_is_told_on_today_until_somebody_has_seen_it()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync();
        using var administrator = await office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        await administrator.SendAsync(Day, await administrator.SubmitAsync(Day, "day", Off), "day");
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("2026-001 因工作日历变动，答复期限由2026-05-27变为2026-05-28。", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(RequestOffice.Home + "/notices", "see");
        Assert.DoesNotContain("因工作日历变动", (await clerk.OpenAsync("/desk")).Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Equal("fangmin", (await db.RequestNotices.SingleAsync()).SeenBy);
    }

    [Fact]
    public async Task What_was_agreed_to_is_not_done_when_other_cases_would_move_by_now()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync();
        using var administrator = await office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        var asked = await administrator.SubmitAsync(Day, "day", Off);
        await office.RegisterAsync(wanted => wanted with { Applicant = "李四" });
        var again = await administrator.SendAsync(Day, asked, "day");
        Assert.Null(again.Location);
        Assert.Contains("有2件申请的期限会变动", again.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_registers_while_the_calendar_changes_counts_with_the_new_one()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await using var db = office.App.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync();
        db.Add(new Lantai.Storage.CalendarChange { On = new(2026, 5, 25), IsWorkday = false, Name = "抗洪放假", Reason = "偃政办明电〔2026〕3号" });
        await db.SaveChangesAsync();
        Assert.Empty(await office.App.WithAsync<Lantai.Packs.PackFolder, IReadOnlyList<Lantai.Requests.Moves.DueMove>>(packs =>
            new Lantai.Requests.Moves.MoveRequests(db, RequestRulebook.Read(packs), packs, office.Time).FollowCalendarAsync(RequestOffice.Clerk, new(2026, 5, 25), new(2026, 5, 25), "工作日历变动")));
        var registering = office.RegisterAsync();
        await Task.WhenAny(registering, office.SomebodyWaitsAsync());
        await transaction.CommitAsync();
        Assert.Equal(new DateOnly(2026, 5, 28), (await registering).DueOn);
    }

    [Fact]
    public async Task An_application_of_December_is_registered_and_has_its_day_when_the_next_calendar_is_there()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 12, 30).Now;
        var request = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 12, 28) });
        Assert.Equal((RequestState.InHand, null), (request.State, request.DueOn));
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAsked, new(2026, 12, 29)));
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.ThirdPartyAnswered, new(2026, 12, 30)));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("答复期限跨入2027年，2027年的放假调休安排录入后自动计算。", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
        Assert.Contains("2026-001", (await clerk.OpenAsync(RequestOffice.Home)).Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await clerk.OpenAsync("/desk")).Status);
        office.Time.Now = FakeTime.On(2027, 1, 5).Now;
        using var later = await office.SignInAsync("luchuan", Post.Office);
        foreach (var page in new[] { "", $"/{request.Id}", "/handling" })
            Assert.Equal(System.Net.HttpStatusCode.OK, (await later.OpenAsync(RequestOffice.Home + page)).Status);
        using var administrator = await office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        var asked = await administrator.SubmitAsync("/desk/settings/calendar/2027", "declare");
        Assert.Contains("有1件申请的期限会变动", asked.Text, StringComparison.Ordinal);
        await administrator.SendAsync("/desk/settings/calendar/2027", asked, "declare");
        Assert.Equal(new DateOnly(2027, 1, 26), (await office.ReadAsync(request)).DueOn);
    }

    [Fact]
    public async Task A_start_with_a_newer_calendar_gives_due_days_to_the_cases_that_waited_for_it()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        office.Time.Now = FakeTime.On(2026, 12, 30).Now;
        var request = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 12, 28) });
        await using var db = office.App.OpenDb();
        db.Add(new Lantai.Storage.CalendarYear { Year = 2027, DeclaredAt = office.Time.Now.ToUniversalTime() });
        await db.SaveChangesAsync();
        Assert.Null((await office.ReadAsync(request)).DueOn);
        await WatchAsync(office);
        Assert.Equal(new DateOnly(2027, 1, 25), (await office.ReadAsync(request)).DueOn);
        Assert.Equal("因放假安排或者期限规则更新，答复期限由未确定变为2027-01-25。", (await db.RequestNotices.SingleAsync()).Sentence);
    }

    [Fact]
    public async Task A_calendar_that_makes_a_case_impossible_is_refused_with_the_case()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 20) });
        await office.DoAsync<RecordEvent>(record => record.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null,
            new RequestEvent(RequestEventKind.Extended, new(2026, 5, 20)) { Workdays = 5 }, null, new IncomingFile("审批单.txt", new MemoryStream("同意延期"u8.ToArray()))));
        using var administrator = await office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        var refused = await administrator.SubmitAsync("/desk/settings/calendar/2026?day=2026-05-16", "day", new() { ["Input.Kind"] = "work", ["Input.Name"] = "调休", ["Input.Reason"] = "通知" });
        Assert.Equal("这样设置，有1件申请的期限不能计算，请先更正它们的办理经过：", refused.Errors[0]);
        Assert.StartsWith("偃师区申请2026-001：", refused.Errors[1], StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Equal(0, await db.Set<Lantai.Storage.CalendarChange>().CountAsync());
    }

    [Fact]
    public async Task A_receipt_day_is_corrected_after_its_effect_was_seen_and_the_old_entry_stays()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{request.Id}/amend";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var change = new Dictionary<string, string> { ["Input.SubmittedOn"] = "2026-04-24", ["Input.Because"] = "信封上的签收日为4月24日" };
        Assert.Equal(["请填写“更正的理由”。"], (await clerk.SubmitAsync(page, "amend", new() { ["Input.SubmittedOn"] = "2026-04-24" })).Errors);
        Assert.Equal(["提交日期2026-05-21还没有到，请核对。"], (await clerk.SubmitAsync(page, "amend", new(change) { ["Input.SubmittedOn"] = "2026-05-21" })).Errors);
        var asked = await clerk.SubmitAsync(page, "amend", change);
        Assert.Contains("答复期限由2026-05-27变为2026-05-26。还没有写入", asked.Text, StringComparison.Ordinal);
        Assert.Equal(request.DueOn, (await office.ReadAsync(request)).DueOn);
        var after = await clerk.FollowAsync(await clerk.SendAsync(page, asked, "amend"));
        Assert.Contains("答复期限2026-05-26", after.Text, StringComparison.Ordinal);
        Assert.Contains("（已由fangmin划去：信封上的签收日为4月24日）", after.Text, StringComparison.Ordinal);
        var read = await office.ReadAsync(request);
        Assert.Equal((new DateOnly(2026, 4, 24), "2026-001"), (read.SubmittedOn, read.CaseNumber));
    }

    [Fact]
    public async Task A_receipt_day_after_what_followed_it_is_refused()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.CorrectionAsked, new(2026, 4, 28)));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var refused = await clerk.SubmitAsync($"{RequestOffice.Home}/{request.Id}/amend", "amend", new() { ["Input.SubmittedOn"] = "2026-04-29", ["Input.Because"] = "看错" });
        Assert.Contains("早于收到申请（2026-04-29）", Assert.Single(refused.Errors), StringComparison.Ordinal);
        Assert.Equal((new DateOnly(2026, 4, 27), 2), ((await office.ReadAsync(request)).SubmittedOn, (await office.ReadAsync(request)).Events.Count));
    }

    [Fact]
    public async Task A_start_with_other_rules_reads_every_open_case_anew_and_tells_what_moves()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (moved, kept) = (await office.RegisterAsync(), await office.RegisterAsync());
        await using var db = office.App.OpenDb();
        await db.Database.ExecuteSqlAsync($"update request set due_on = '2026-05-20' where id = {moved.Id}");
        await WatchAsync(office);
        Assert.Equal(new DateOnly(2026, 5, 27), (await office.ReadAsync(moved)).DueOn);
        Assert.Equal("因放假安排或者期限规则更新，答复期限由2026-05-20变为2026-05-27。", (await db.RequestNotices.SingleAsync()).Sentence);
        Assert.Equal(kept.Revision, (await office.ReadAsync(kept)).Revision);
    }

    [Fact]
    public async Task A_case_that_cannot_have_happened_so_holds_up_no_other_and_is_reported()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (wrong, right) = (await office.RegisterAsync(), await office.RegisterAsync());
        foreach (var request in new[] { wrong, right })
            await office.RecordAsync(request, new RequestEvent(RequestEventKind.CorrectionAsked, new(2026, 4, 29)) { Until = new(2026, 5, 12) });
        await using var db = office.App.OpenDb();
        await db.Database.ExecuteSqlAsync($"insert into recorded_event (request_id, kind, \"on\", party, recorded_at, recorded_by) values ({wrong.Id}, 'Extended', '2026-04-28', '', now(), '旧程序')");
        await db.Database.ExecuteSqlAsync($"update request set state = 'AwaitingCorrection', ended_on = null, changes_on = '2026-05-13'");
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        foreach (var page in new[] { "", $"/{right.Id}", "/handling?year=2026", "/year?year=2026" })
            Assert.Equal(System.Net.HttpStatusCode.OK, (await clerk.OpenAsync(RequestOffice.Home + page)).Status);
        Assert.Equal((RequestState.LapsedUncorrected, RequestState.AwaitingCorrection), ((await office.ReadAsync(right)).State, (await office.ReadAsync(wrong)).State));
        var shown = await clerk.OpenAsync($"{RequestOffice.Home}/{wrong.Id}");
        Assert.Contains("办理经过不能成立", shown.Text, StringComparison.Ordinal);
        Assert.Contains("没有写明延长的工作日数", shown.Text, StringComparison.Ordinal);
        Assert.Equal(System.Net.HttpStatusCode.OK, (await clerk.OpenAsync($"{RequestOffice.Home}/{wrong.Id}/record")).Status);
        await WatchAsync(office);
        Assert.StartsWith("办理经过不能成立，期限没有重新计算，请更正：", (await db.RequestNotices.SingleAsync()).Sentence, StringComparison.Ordinal);
    }

    private static async Task WatchAsync(RequestOffice office)
    {
        var watch = Assert.Single(office.App.Services.GetServices<Microsoft.Extensions.Hosting.IHostedService>().OfType<Lantai.Requests.Moves.DueDayWatch>());
        await watch.StartAsync(CancellationToken.None);
        await watch.ExecuteTask!;
    }
}
