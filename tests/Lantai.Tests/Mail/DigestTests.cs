using Lantai.Journal;
using Lantai.Mail;
using Lantai.People;
using Lantai.Rectification;
using Lantai.Requests;
using Lantai.Requests.Routing;
using Lantai.Storage;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Mail;

/// <summary>One digest a person and working day: what it says, to whom, and what becomes of it.</summary>
public sealed class DigestTests(TestPostgres postgres)
{
    [Fact]
    public async Task It_goes_out_once_on_every_working_day_at_its_hour()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        var sent = new List<string>();
        // 20 May is a Wednesday; the 23rd and 24th are a weekend.
        (int, int, int)[] looks = [(20, 7, 59), (20, 8, 0), (20, 8, 1), (20, 17, 0), (21, 7, 0), (21, 9, 30), (22, 8, 0), (23, 8, 0), (24, 9, 0), (25, 8, 0)];
        foreach (var (day, hour, minute) in looks)
        {
            office.At(day, hour, minute);
            if (await office.RoundAsync() > 0) sent.Add($"{day} {hour}:{minute:00}");
        }
        Assert.Equal(["20 8:00", "21 9:30", "22 8:00", "25 8:00"], sent);
        Assert.Equal(4, office.Listener.Letters.Select(letter => letter.Header("Message-ID")).Distinct().Count());
        Assert.All(office.Listener.Letters, letter => Assert.Equal("RCPT TO:<fangmin@example.gov.cn>", letter.To));
    }

    [Fact]
    public async Task It_says_what_is_due_by_number_and_day_and_nothing_of_who_asks_for_what()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        office.At(20, 8);
        Assert.Equal(1, await office.RoundAsync());
        var letter = Assert.Single(office.Listener.Letters);
        // The application, and last year's report that nobody opened: the units' and the office's own.
        Assert.Equal("政务公开待办3项（2026年5月20日）", letter.Subject);
        Assert.Contains("【偃师区】", letter.Text, StringComparison.Ordinal);
        Assert.Contains("· 申请2026-001：", letter.Text, StringComparison.Ordinal);
        Assert.Contains("，2026-05-27到期\n  https://zwgk.example.gov.cn/desk/yanshi/requests/", letter.Text, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://zwgk.example.gov.cn/desk/yanshi/requests/", letter.Html, StringComparison.Ordinal);
        foreach (var part in new[] { letter.Text, letter.Html, letter.Subject })
            Assert.All(["张三", RequestOffice.Identity, "13800000000", "柳林", "征收"], secret => Assert.DoesNotContain(secret, part, StringComparison.Ordinal));
    }

    [Fact]
    public async Task No_applicant_and_no_subject_of_the_sample_stands_in_anybodys_digest()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        office.At(20, 9);
        await office.Office.LoadSampleAsync();
        office.At(20, 7);
        foreach (var post in new[] { Post.Office, Post.Reviewer, Post.Leader }) await office.SubscribeAsync($"{post}".ToLowerInvariant(), post);
        office.At(20, 8);
        await office.RoundAsync();
        Assert.NotEmpty(office.Listener.Letters);
        await using var db = office.App.OpenDb();
        var secrets = (await db.Requests.Select(request => request.Applicant).Distinct().ToListAsync())
            .Concat(await db.Set<RequestItem>().Select(item => item.Text).Distinct().ToListAsync()).ToList();
        Assert.NotEmpty(secrets);
        foreach (var letter in office.Listener.Letters)
            Assert.All(secrets, secret => Assert.DoesNotContain(secret, letter.Text + letter.Html, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_liaison_reads_of_his_own_unit_alone()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        var (own, other) = (await office.Office.AddUnitAsync("偃师区教育局"), await office.Office.AddUnitAsync("偃师区自然资源局"));
        var request = await office.Office.RegisterAsync(wanted => wanted with { Items = ["甲项内容", "乙项内容"] });
        await office.Office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Office.Yanshi.Id, request.Id, 1, own, 3, null));
        await office.Office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Office.Yanshi.Id, request.Id, 2, other, 3, null));
        await OpenTicketAsync(office, own, 21);
        await OpenTicketAsync(office, other, 22);
        await office.SubscribeAsync("qinyu", Post.Liaison, own);
        office.At(25, 8);
        Assert.Equal(1, await office.RoundAsync());
        var text = office.Listener.Letters.Single().Text;
        Assert.Contains("承办申请2026-001第1项", text, StringComparison.Ordinal);
        Assert.Contains("整改单2026-001：2026-05-21到期，已超期", text, StringComparison.Ordinal);
        Assert.Contains("1件待整改", text, StringComparison.Ordinal);
        Assert.All(["第2项", "整改单2026-002", "甲项", "张三", "查阅点", "申请2026-001："], foreign => Assert.DoesNotContain(foreign, text, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Who_has_nothing_to_do_wants_none_or_left_gets_none()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("idle", Post.Secrecy);
        var left = await office.SubscribeAsync("left");
        var unwilling = await office.SubscribeAsync("unwilling");
        await office.Office.DoAsync<Accounts>(accounts => accounts.SetDisabledAsync(Actor.Program, left, true));
        await office.Office.DoAsync<ChangeWish>(wish => wish.RunAsync(new Actor(unwilling, "unwilling"), "unwilling@example.gov.cn", false));
        office.At(20, 8, 30);
        await office.SubscribeAsync("later");
        Assert.Equal(0, await office.RoundAsync());
        Assert.Equal(0, await office.RoundAsync());
        Assert.Equal(DigestState.Empty, (await office.RowAsync()).State);
        Assert.Empty(office.Listener.Commands);
        office.At(21, 8);
        Assert.Equal(1, await office.RoundAsync());
        Assert.Contains("later@", office.Listener.Letters.Single().To, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Two_programs_at_once_send_one()
    {
        var taking = new TaskCompletionSource();
        await using var office = await MailOffice.OpenAsync(postgres, new SmtpManners { Accepting = taking.Task });
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        office.At(20, 8);
        await using var storage = await Database.OpenAsync(office.App.DatabaseAddress, office.App.Folder);
        var builder = LantaiApp.CreateBuilder();
        builder.Services.AddSingleton<TimeProvider>(office.Office.Time);
        await using var second = LantaiApp.Build(builder, storage);
        var first = office.RoundAsync();
        Assert.Same(office.Listener.HandingOver, await Task.WhenAny(first, office.Listener.HandingOver));
        // While the first one's letter is under way the other finds nothing to do.
        Assert.Equal(0, await second.Services.GetRequiredService<DigestWork>().GoAsync(default));
        taking.SetResult();
        Assert.Equal(1, await first);
        Assert.Equal(0, await second.Services.GetRequiredService<DigestWork>().GoAsync(default));
        Assert.Single(office.Listener.Letters);
    }

    [Fact]
    public async Task A_program_that_ends_lets_the_letter_arrive_and_begins_no_other()
    {
        var taking = new TaskCompletionSource();
        await using var office = await MailOffice.OpenAsync(postgres, new SmtpManners { Accepting = taking.Task });
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        await office.SubscribeAsync("shishen", Post.Reviewer);
        office.At(20, 8);
        using var ending = new CancellationTokenSource();
        var round = office.RoundAsync(ending.Token);
        Assert.Same(office.Listener.HandingOver, await Task.WhenAny(round, office.Listener.HandingOver));
        await ending.CancelAsync();
        taking.SetResult();
        Assert.Equal(1, await round);
        Assert.Equal([(DigestState.Sent, 1), (DigestState.Waiting, 0)], (await office.RowsAsync()).Select(row => (row.State, row.Tries)));
        Assert.Equal(1, await office.RoundAsync());
        Assert.Equal(2, office.Listener.Letters.Select(letter => letter.To).Distinct().Count());
        Assert.Equal(2, office.Listener.Letters.Count);
    }

    [Fact]
    public async Task A_refused_recipient_ends_his_own_letter_only()
    {
        var manners = new SmtpManners { Recipient = to => to.Contains("gone@", StringComparison.Ordinal) ? "550 unknown" : null };
        await using var office = await MailOffice.OpenAsync(postgres, manners);
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("gone");
        await office.SubscribeAsync("fangmin");
        office.At(20, 8);
        Assert.Equal(1, await office.RoundAsync());
        office.At(20, 18);
        Assert.Equal(0, await office.RoundAsync());
        var rows = await office.RowsAsync();
        Assert.Equal([(DigestState.Failed, 1), (DigestState.Sent, 1)], rows.Select(row => (row.State, row.Tries)));
        Assert.Contains("不接受收件人地址（550）", rows[0].Error!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refused_sign_in_is_tried_once_for_all_with_growing_pauses()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        await office.SetAsync(office.Server with { Password = "changed elsewhere" });
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        await office.SubscribeAsync("shishen", Post.Reviewer);
        var tried = new List<int>();
        for (var minute = 0; minute < 60; minute++)
        {
            office.At(20, 8, minute);
            var before = SignIns(office);
            await office.RoundAsync();
            if (SignIns(office) > before) tried.Add(minute);
        }
        Assert.Equal([0, 5, 15, 35], tried);
        Assert.All(await office.RowsAsync(), row => Assert.Equal((DigestState.Waiting, 4), (row.State, row.Tries)));
        await office.SetAsync(office.Server);
        Assert.Equal(2, await office.App.WithAsync<PlanDigests, int>(plan => plan.AgainAsync(RequestOffice.Clerk)));
        Assert.Equal(2, await office.RoundAsync());
    }

    [Fact]
    public async Task A_letter_whose_answer_was_lost_goes_out_again_under_the_same_name()
    {
        await using var office = await MailOffice.OpenAsync(postgres, new SmtpManners { DropsAfterData = true });
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        office.At(20, 8);
        Assert.Equal(0, await office.RoundAsync());
        Assert.Contains("中断了连接", (await office.RowAsync()).Error!, StringComparison.Ordinal);
        office.Listener.Manners = office.Listener.Manners with { DropsAfterData = false };
        Assert.Equal(0, await office.RoundAsync());
        office.At(20, 8, 5);
        Assert.Equal(1, await office.RoundAsync());
        Assert.Single(office.Listener.Letters.Select(letter => letter.Header("Message-ID")).Distinct());
        Assert.Equal((DigestState.Sent, (string?)null), ((await office.RowAsync()).State, (await office.RowAsync()).Error));
    }

    [Fact]
    public async Task What_was_not_sent_on_its_day_ends_with_it()
    {
        await using var office = await MailOffice.OpenAsync(postgres, new SmtpManners { Greeting = "421 closed" });
        await office.Office.RegisterAsync();
        await office.SubscribeAsync("fangmin");
        office.At(20, 8);
        await office.RoundAsync();
        office.Listener.Manners = office.Listener.Manners with { Greeting = "220 test" };
        office.At(21, 8);
        Assert.Equal(1, await office.RoundAsync());
        var rows = await office.RowsAsync();
        Assert.Equal([(20, DigestState.Failed), (21, DigestState.Sent)], rows.Select(row => (row.PlannedOn.Day, row.State)));
        Assert.EndsWith("当天没有送出，不再补发。", rows[0].Error!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_digest_that_cannot_be_written_keeps_nobody_elses_back()
    {
        var part = new DigestPart(1, (_, person, _, _) => person.Name switch
        {
            "broken" => throw new InvalidOperationException("A fault of the program."),
            "refused" => throw new RefusedException("规则包读不出来。"),
            var name => Task.FromResult<DigestSection?>(new DigestSection("甲", [new DigestLine($"<{name}>", "/desk")])),
        });
        await using var office = await MailOffice.OpenAsync(postgres, part: part);
        foreach (var name in new[] { "broken", "refused", "fangmin" }) await office.SubscribeAsync(name, Post.Secrecy);
        office.At(20, 8);
        Assert.Equal(1, await office.RoundAsync());
        Assert.Equal(["程序出错，摘要没有写成，详见运行日志。", "规则包读不出来。", null], (await office.RowsAsync()).Select(row => row.Error));
        Assert.Contains(">&lt;fangmin&gt;</a>", office.Listener.Letters.Single().Html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_the_days_off_of_a_year_are_unknown_it_goes_out_from_Monday_to_Friday()
    {
        await using var office = await MailOffice.OpenAsync(postgres);
        await office.SubscribeAsync("fangmin");
        var sent = new List<int>();
        for (var day = 1; day <= 5; day++)
        {
            office.Office.Time.Now = new DateTimeOffset(2027, 1, day, 8, 0, 0, TimeSpan.FromHours(8));
            if (await office.RoundAsync() > 0) sent.Add(day);
        }
        // 1 January 2027 is a Friday.
        Assert.Equal([1, 4, 5], sent);
    }

    private static int SignIns(MailOffice office) => office.Listener.Commands.Count(command => command.StartsWith("AUTH", StringComparison.Ordinal));

    private static Task<Ticket> OpenTicketAsync(MailOffice office, long unit, int due) => office.App.WithAsync<OpenTickets, Ticket>(opening => opening.RunAsync(
        RequestOffice.Clerk, office.Office.Yanshi.Id,
        new NewTicket(unit, TicketOrigin.Visit, "查阅点", "查阅点没有标识", "设置标识", "《政府信息公开条例》第二十五条", Severity.Minor,
            [new NewPlace("查阅点没有标识", "一楼大厅")])
        { DueOn = new DateOnly(2026, 5, due) }));
}
