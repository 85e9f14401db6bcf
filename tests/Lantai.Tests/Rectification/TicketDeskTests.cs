using System.IO.Compression;
using System.Net;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Rectification;

/// <summary>Tickets that people write, and who sees and does what with them.</summary>
public sealed class TicketDeskTests(TestPostgres postgres)
{
    private const string Home = TicketOffice.Home;

    [Fact]
    public async Task A_visit_becomes_a_ticket_that_is_answered_returned_answered_and_closed()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        using var clerk = await office.SignInAsync(Post.Office);
        using var liaison = await office.SignInAsync(Post.Liaison);
        var bare = await clerk.SubmitAsync(Home + "/new", "ticket");
        Assert.Equal(["请选择“单位”。", "请选择“来源”。", "请填写“类别”。", "请填写“问题”。", "请填写“整改要求”。", "请填写“依据”。"], bare.Errors);
        var past = await clerk.SubmitAsync(Home + "/new", "ticket", Visit(office, ("Input.DueOn", "2026-03-01")));
        Assert.Equal(["整改期限不能早于今天，现为2026-03-01。"], past.Errors);
        var hint = await clerk.SubmitAsync(Home + "/new", "ticket", Visit(office, ("Input.Severity", "Hint")));
        Assert.Equal(["规则包没有规定“提示”问题的整改时限，请填写整改期限。"], hint.Errors);
        var here = (await clerk.SubmitAsync(Home + "/new", "ticket", Visit(office))).Location!;
        var page = await clerk.OpenAsync(here);
        Assert.Contains("2026-03-05（含当日）", page.Text, StringComparison.Ordinal);
        Assert.Contains("一楼大厅", page.Text, StringComparison.Ordinal);

        var answer = new Dictionary<string, string> { ["Input.Outcome"] = "mended", ["Input.Words"] = "已设置标识" };
        Assert.Equal(here, (await liaison.SubmitAsync(here, "answer", answer)).Location);
        Assert.Contains("1件待复核", (await clerk.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        Assert.Equal(here, (await clerk.SubmitAsync(here + "/return", "step", new() { ["Input.Words"] = "二楼还没有" })).Location);
        Assert.Contains("1件待整改", (await liaison.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        await liaison.SubmitAsync(here, "answer", answer);
        Assert.Equal(["请填写“复核情况”。"], (await clerk.SubmitAsync(here + "/close", "step")).Errors);
        Assert.Equal(here, (await clerk.SubmitAsync(here + "/close", "step", new() { ["Input.Words"] = "已到现场核实" })).Location);
        Assert.Equal(["整改单2026-001已整改，不需要再办结。"], (await clerk.SubmitAsync(here + "/close", "step", new() { ["Input.Words"] = "再办结" })).Errors);
        var closed = await clerk.OpenAsync(here);
        Assert.Contains("已整改", closed.Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Equal(
            ["开出整改单", "回复整改", "退回整改", "回复整改", "办结整改单"],
            await db.Set<Lantai.Journal.JournalEntry>().Where(entry => entry.Subject.StartsWith("ticket/")).OrderBy(entry => entry.Id).Select(entry => entry.Act).ToListAsync());
    }

    [Fact]
    public async Task Extending_withdrawing_and_opening_again_keep_their_reasons()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        using var clerk = await office.SignInAsync(Post.Office);
        var here = $"{Home}/tickets/{(await office.OpenAsync()).Id}";
        Assert.Equal(["延期后的日期应晚于现在的期限2026-03-05。"], (await clerk.SubmitAsync(here + "/extend", "step", Day("2026-03-05"))).Errors);
        await clerk.SubmitAsync(here + "/extend", "step", Day("2026-03-12"));
        await clerk.SubmitAsync(here + "/withdraw", "step", new() { ["Input.Words"] = "开错单位" });
        Assert.Contains("已撤销", (await clerk.OpenAsync(here)).Text, StringComparison.Ordinal);
        Assert.Equal(["整改期限不能早于今天，现为2026-02-01。"], (await clerk.SubmitAsync(here + "/reopen", "step", Day("2026-02-01"))).Errors);
        await clerk.SubmitAsync(here + "/reopen", "step", Day("2026-03-16"));
        var ticket = Assert.Single(await office.TicketsAsync());
        Assert.Equal((TicketState.Open, new DateOnly(2026, 3, 16)), (ticket.State, ticket.DueOn));
        Assert.Equal(["延至2026-03-12：理由", "开错单位", "理由（2026-03-16前整改）"], ticket.Events.OrderBy(happened => happened.Id).Skip(1).Select(happened => happened.Words));
    }

    [Fact]
    public async Task What_happened_cannot_be_changed_in_the_database()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        await office.OpenAsync();
        await using var db = office.App.OpenDb();
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Database.ExecuteSqlAsync($"update ticket_event set words = ''"));
    }

    [Fact]
    public async Task A_ticket_late_for_long_enough_is_reported_once_and_shown_to_the_leader()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        await office.OpenAsync();
        office.Wait(7);
        Assert.Equal(0, await EscalateAsync(office));
        using (var clerk = await office.SignInAsync(Post.Office)) Assert.Contains("逾期，期限3月5日", (await clerk.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        using (var leader = await office.SignInAsync(Post.Leader)) Assert.DoesNotContain("查阅点", (await leader.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        office.Wait(1);
        Assert.Equal(1, await EscalateAsync(office));
        Assert.Equal(0, await EscalateAsync(office));
        using var told = await office.SignInAsync(Post.Leader);
        Assert.Contains("逾期已上报，期限3月5日", (await told.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_sees_its_own_tickets_only_and_does_none_of_the_offices_steps()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        var id = (await office.OpenAsync()).Id;
        var here = $"{Home}/tickets/{id}";
        await office.App.WithAsync<IssueNotice, TicketNotice>(issuing => issuing.RunAsync(TicketOffice.Clerk, office.RegionId, id));
        using var own = await office.SignInAsync(Post.Liaison);
        using var other = await office.SignInAsync(Post.Liaison, office.OtherUnit);
        using var leader = await office.SignInAsync(Post.Leader);
        (Visitor Who, string Page, HttpStatusCode Answer)[] doors =
        [
            (own, here, HttpStatusCode.OK), (own, here + "/notice.html", HttpStatusCode.NotFound), (own, here + "/notice", HttpStatusCode.Forbidden), (own, here + "/notices/1.html", HttpStatusCode.OK),
            (own, here + "/close", HttpStatusCode.Forbidden), (own, Home + "/new", HttpStatusCode.Forbidden),
            (other, Home, HttpStatusCode.OK), (other, here, HttpStatusCode.NotFound), (other, here + "/notices/1.docx", HttpStatusCode.NotFound), (own, here + "/notices/2.docx", HttpStatusCode.NotFound),
            (leader, here, HttpStatusCode.OK), (leader, here + "/close", HttpStatusCode.Forbidden), (leader, here + "/nonsense", HttpStatusCode.Forbidden),
            (leader, Home + "?unit=x&state=y&origin=z&from=later&page=-1", HttpStatusCode.OK), (leader, Home + "/statistics?from=%E6%98%A8%E5%A4%A9", HttpStatusCode.OK),
        ];
        foreach (var (who, page, answer) in doors) Assert.Equal((page, answer), (page, (await who.OpenAsync(page)).Status));
        Assert.Contains("查阅点没有标识", (await own.OpenAsync(Home)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("查阅点没有标识", (await other.OpenAsync(Home)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("查阅点没有标识", await other.Client.GetStringAsync(Home + "/tickets.csv?state=all"), StringComparison.Ordinal);
        Assert.Null((await leader.OpenAsync(here)).Page.QuerySelector("form[method=post] textarea"));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.App.WithAsync<StepTicket, bool>(async steps =>
        {
            await steps.AnswerAsync(new Person(1, "别人", [new HeldPost(Post.Liaison, office.RegionId, office.OtherUnit)]), office.RegionId, id, "已整改", true);
            return true;
        }));
        Assert.Equal("没有这张整改单。", refusal.Message);
    }

    [Fact]
    public async Task The_register_and_the_notice_come_as_files()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        var id = (await office.OpenAsync()).Id;
        using var clerk = await office.SignInAsync(Post.Office);
        var csv = await clerk.Client.GetStringAsync(Home + "/tickets.csv");
        Assert.Contains("2026-001,教育体育局,实地检查,查阅点,一般,查阅点没有标识,1,", csv, StringComparison.Ordinal);
        foreach (var file in new[] { Home + "/tickets.xlsx", $"{Home}/tickets/{id}/notice.docx" })
            new OfficeFile(output => output.Write(clerk.Client.GetByteArrayAsync(file).GetAwaiter().GetResult())).IsValid();
        var html = await clerk.Client.GetStringAsync($"{Home}/tickets/{id}/notice.html");
        foreach (var words in new[] { "整改通知书", "教育体育局：", "2026年3月5日前（含当日）", "《政府信息公开条例》第二十五条", "偃师区人民政府办公室", "整改情况反馈表" })
            Assert.Contains(words, html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task That_a_basis_is_a_default_is_told_to_the_office_and_stands_on_no_paper()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        var here = $"{Home}/tickets/{(await office.OpenAsync(basis: new Citation("国办发〔2017〕47号", Confidence: Confidence.Known).Text)).Id}";
        var sure = $"{Home}/tickets/{(await office.OpenAsync("另一处没有标识")).Id}";
        using var clerk = await office.SignInAsync(Post.Office);
        using var liaison = await office.SignInAsync(Post.Liaison);
        const string Warning = "依据为系统默认值，请核对原文后发出：国办发〔2017〕47号。";
        foreach (var page in new[] { here, here + "/notice" }) Assert.Contains(Warning, (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
        foreach (var page in new[] { sure, sure + "/notice" }) Assert.DoesNotContain("默认值", (await clerk.OpenAsync(page)).Text, StringComparison.Ordinal);
        Assert.Equal(here, (await clerk.SubmitAsync(here + "/notice", "notice")).Location);
        foreach (var paper in new[] { "/notice.html", "/notices/1.html" })
        {
            var words = await clerk.Client.GetStringAsync(here + paper);
            Assert.Contains("依据：国办发〔2017〕47号。", words, StringComparison.Ordinal);
            Assert.DoesNotContain("默认值", words, StringComparison.Ordinal);
        }
        foreach (var paper in new[] { "/notice.docx", "/notices/1.docx" })
            Assert.DoesNotContain("默认值", DocxText(await clerk.Client.GetByteArrayAsync(here + paper)), StringComparison.Ordinal);
        Assert.DoesNotContain("默认值", (await liaison.OpenAsync(here)).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("默认值", await clerk.Client.GetStringAsync(Home + "/tickets.csv"), StringComparison.Ordinal);
    }

    private static string DocxText(byte[] docx)
    {
        using var zip = new ZipArchive(new MemoryStream(docx));
        using var document = new StreamReader(zip.GetEntry("word/document.xml")!.Open());
        return document.ReadToEnd();
    }

    [Fact]
    public async Task Of_many_late_tickets_today_names_the_longest_late_and_counts_all()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        for (var i = 1; i <= 12; i++) await office.OpenAsync($"问题{i}");
        office.Wait(10);
        using var clerk = await office.SignInAsync(Post.Office);
        var today = await clerk.OpenAsync("/desk/yanshi");
        Assert.Contains("全部 12 件逾期", today.Text, StringComparison.Ordinal);
        Assert.Contains("问题8", today.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("问题9", today.Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        var read = await TodayTickets.ReadAsync(db, new Person(1, "方敏", [new HeldPost(Post.Office, office.RegionId, null)]), office.RegionId, new DateOnly(2026, 3, 12), TestContext.Current.CancellationToken);
        Assert.Equal((10, 12), (read.Late.Count, read.LateCount));
    }

    [Fact]
    public async Task A_notice_that_went_out_stays_as_it_was()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        var here = $"{Home}/tickets/{(await office.OpenAsync()).Id}";
        using var day1 = await office.SignInAsync(Post.Office);
        Assert.Contains("整改通知书还没有发出", (await day1.OpenAsync(here)).Text, StringComparison.Ordinal);
        Assert.Equal(here, (await day1.SubmitAsync(here + "/notice", "notice")).Location);
        var first = await day1.Client.GetByteArrayAsync(here + "/notices/1.docx");
        Assert.Equal(["整改单2026-001的内容和第1次发出的通知书相同，不需要再次发出。"], (await day1.SubmitAsync(here + "/notice", "notice")).Errors);

        office.Wait(1);
        using var clerk = await office.SignInAsync(Post.Office);
        using var liaison = await office.SignInAsync(Post.Liaison);
        await clerk.SubmitAsync(here + "/extend", "step", Day("2026-03-12"));
        await using (var db = office.App.OpenDb()) await db.Set<Lantai.Units.Region>().ExecuteUpdateAsync(set => set.SetProperty(region => region.OfficeName, "偃师区政务公开办"));
        Assert.Contains("通知书发出以后，整改单的问题或期限有变化。", (await clerk.OpenAsync(here)).Text, StringComparison.Ordinal);
        Assert.Equal(first, await liaison.Client.GetByteArrayAsync(here + "/notices/1.docx"));
        Assert.DoesNotContain("2026年3月12日", await liaison.Client.GetStringAsync(here + "/notices/1.html"), StringComparison.Ordinal);
        await clerk.SubmitAsync(here + "/notice", "notice");
        var second = await liaison.Client.GetStringAsync(here + "/notices/2.html");
        foreach (var words in new[] { "2026年3月12日", "2026年3月3日", "偃师区政务公开办" }) Assert.Contains(words, second, StringComparison.Ordinal);
        Assert.Equal(first, await liaison.Client.GetByteArrayAsync(here + "/notices/1.docx"));

        await clerk.SubmitAsync(here + "/withdraw", "step", new() { ["Input.Words"] = "开错单位" });
        Assert.Equal(["整改单2026-001已撤销，不能发出通知书。"], (await clerk.SubmitAsync(here + "/notice", "notice")).Errors);
        await using var kept = office.App.OpenDb();
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => kept.Database.ExecuteSqlAsync($"update ticket_notice set number = 9"));
    }

    [Theory]
    [InlineData(12, 5, "推进的的工作", "第12行第5列")]
    [InlineData(12, 347, "推进的的工作", "“推进的的工作”处")]
    [InlineData(1, 5, "推进的的工作", "“推进的的工作”处")]
    [InlineData(12, 347, null, "第12行")]
    [InlineData(1, 347, null, "")]
    [InlineData(1, 5, null, "第1行第5列")]
    [InlineData(null, null, "推进的的工作", "")]
    public void A_place_is_told_as_a_person_says_it(int? line, int? column, string? words, string told) =>
        Assert.Equal(told, new TicketPlace { What = "词语重复。", AtLine = line, AtColumn = column, Words = words }.Spot);

    [Fact]
    public async Task Statistics_count_what_was_in_time_late_and_overdue()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        var (inTime, late) = (await office.OpenAsync("甲"), await office.OpenAsync("乙"));
        await office.OpenAsync("丙");
        await CloseAsync(office, inTime.Id);
        office.Wait(4);
        await CloseAsync(office, late.Id);
        await using var db = office.App.OpenDb();
        var count = (await TicketFigures.ReadAsync(db.Tickets, office.Time.Today(), TestContext.Current.CancellationToken)).All;
        Assert.Equal(new TicketCount(3, 1, 1, 0, 0, 1), count);
        Assert.Equal(1m / 3, count.InTimeShare);
        using var clerk = await office.SignInAsync(Post.Office);
        var row = (await clerk.OpenAsync(Home + "/statistics")).Page.QuerySelector("tbody tr")!;
        Assert.Equal(["教育体育局", "3", "1", "1", "0", "0", "1", "33.3%"], row.Children.Select(cell => cell.TextContent.Trim()));
        await StepAsync(office, (await office.OpenAsync("丁")).Id, (steps, id) => steps.WithdrawAsync(TicketOffice.Clerk, office.RegionId, id, "误开"));
        foreach (var (state, titles) in new[] { ("counted", "甲乙丙"), ("done-in-time", "甲"), ("done-late", "乙"), ("late", "丙"), ("all", "甲乙丙丁"), ("counted&topic=%E6%9F%A5%E9%98%85%E7%82%B9", "甲乙丙"), ("counted&topic=%E6%9F%A5%E9%98%85", "") })
            Assert.Equal(titles, string.Concat((await clerk.Client.GetStringAsync($"{Home}/tickets.csv?state={state}")).Split('\n').Skip(1).Where(line => line.Length > 0).Select(line => line.Split(',')[5]).Order(StringComparer.Ordinal).OrderBy(title => "甲乙丙丁".IndexOf(title, StringComparison.Ordinal))));
    }

    [Fact]
    public async Task Statistics_count_by_unit_and_topic_what_waits_and_what_is_in_time_and_no_withdrawn_ticket()
    {
        await using var office = await TicketOffice.StartAsync(postgres);
        var (answered, returned, gone) = (await office.OpenAsync("甲"), await office.OpenAsync("乙"), await office.OpenAsync("丙"));
        await StepAsync(office, gone.Id, (steps, id) => steps.WithdrawAsync(TicketOffice.Clerk, office.RegionId, id, "误开"));
        await using var db = office.App.OpenDb();
        await db.Tickets.Where(ticket => ticket.Id == answered.Id).ExecuteUpdateAsync(set => set.SetProperty(ticket => ticket.State, TicketState.Answered)
            .SetProperty(ticket => ticket.AnsweredAt, office.Time.GetUtcNow()).SetProperty(ticket => ticket.UnitId, office.OtherUnit));
        await db.Tickets.Where(ticket => ticket.Id == returned.Id).ExecuteUpdateAsync(set => set.SetProperty(ticket => ticket.State, TicketState.Returned).SetProperty(ticket => ticket.Topic, "专区"));
        var figures = await TicketFigures.ReadAsync(db.Tickets, new DateOnly(2026, 3, 5), TestContext.Current.CancellationToken);
        var (waiting, pending, overdue) = (new TicketCount(1, 0, 0, 1, 0, 0), new TicketCount(1, 0, 0, 0, 1, 0), new TicketCount(1, 0, 0, 0, 0, 1));
        Assert.Equal(new TicketCount(2, 0, 0, 1, 1, 0), figures.All);
        Assert.Equal([(office.Unit, pending), (office.OtherUnit, waiting)], figures.ByUnit);
        Assert.Equal([("专区", pending), ("查阅点", waiting)], figures.ByTopic.OrderBy(row => row.Topic == "查阅点"));
        Assert.Equal(overdue, (await TicketFigures.ReadAsync(db.Tickets, new DateOnly(2026, 3, 6), TestContext.Current.CancellationToken)).ByUnit[0].Count);
    }

    private static Task StepAsync(TicketOffice office, long id, Func<StepTicket, long, Task> step) => office.App.WithAsync<StepTicket, bool>(async steps =>
    {
        await step(steps, id);
        return true;
    });

    private static Dictionary<string, string> Visit(TicketOffice office, params (string Name, string Value)[] other)
    {
        var form = new Dictionary<string, string>
        {
            ["Input.Unit"] = $"{office.Unit}",
            ["Input.Origin"] = "Visit",
            ["Input.Topic"] = "查阅点",
            ["Input.Title"] = "查阅点没有标识",
            ["Input.Places"] = "一楼大厅\n二楼大厅",
            ["Input.Demand"] = "设置标识",
            ["Input.Basis"] = "《政府信息公开条例》第二十五条",
        };
        foreach (var (name, value) in other) form[name] = value;
        return form;
    }

    private static Dictionary<string, string> Day(string day) => new() { ["Input.DueOn"] = day, ["Input.Words"] = "理由" };

    private static Task<int> EscalateAsync(TicketOffice office) => office.App.WithAsync<EscalateTickets, int>(escalating => escalating.RunAsync());

    private static Task CloseAsync(TicketOffice office, long id) => office.App.WithAsync<StepTicket, bool>(async steps =>
    {
        await steps.CloseAsync(TicketOffice.Clerk, office.RegionId, id, "已核实");
        return true;
    });
}
