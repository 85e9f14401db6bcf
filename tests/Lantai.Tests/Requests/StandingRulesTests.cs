using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Figures;
using Lantai.Requests.Letters;
using Lantai.Requests.Likeness;
using Lantai.Requests.Routing;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>What must not be possible late in a case: decisions changed behind a letter, steps left out, figures that move, work left with units.</summary>
public sealed class StandingRulesTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_decision_stays_once_its_letter_has_gone_out_although_another_item_is_open()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync(wanted => wanted with { Items = ["安置方案", "房源一览表"] });
        Task DecideAsync(int place, Decision decision) => office.DoAsync<DecideItem>(deciding =>
            deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [place] = decision }));
        await DecideAsync(1, Decision.R1);
        await DecideAsync(2, Decision.R4f);
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null, new Dictionary<string, string> { ["public_address"] = "本机关网站" }));
        await office.ClearAsync(request);
        await office.DoAsync<IssueLetter>(issuing => issuing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null));
        await office.DoAsync<SendLetter>(sender => sender.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, new(SendingMode.Direct, new(2026, 5, 20), "张三")));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => DecideAsync(1, Decision.R2));
        Assert.Equal("第1项（R1）的答复书已经送出，不能再改处理决定；有错的，依法撤销、变更后重新答复。", refusal.Message);
        await DecideAsync(2, Decision.R4e);
    }

    [Theory]
    [InlineData(Decision.R5d, "请先发补正告知书")]
    [InlineData(Decision.R6d, "请先发说明理由告知书")]
    public async Task A_decision_that_rests_on_a_step_needs_the_step(Decision decision, string expected)
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        Assert.Contains(expected, (await Assert.ThrowsAsync<RefusedException>(() => office.DecideAsync(request, decision))).Message, StringComparison.Ordinal);
        await office.RecordAsync(request, new RequestEvent(decision == Decision.R5d ? RequestEventKind.CorrectionAsked : RequestEventKind.ReasonsAsked, new(2026, 4, 29)));
        if (decision == Decision.R5d) await office.RecordAsync(request, new RequestEvent(RequestEventKind.Corrected, new(2026, 5, 6)));
        await office.DecideAsync(request, decision);
        Assert.Equal(decision, (await office.ReadAsync(request)).Items[0].Decision);
    }

    [Fact]
    public async Task An_extension_goes_out_only_when_the_leader_agreed_to_it_as_it_stands()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "extension"));
        var page = $"{RequestOffice.Home}/{request.Id}/letters/{letter.Id}";
        Task FillAsync(string days) => office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null,
            new Dictionary<string, string> { ["extension_days"] = days, ["extension_reason"] = "需要查阅的档案较多" }));
        await FillAsync("10");
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("还没有经政府信息公开工作机构负责人同意", Assert.Single((await clerk.SubmitAsync(page + "/issue", "issue")).Errors), StringComparison.Ordinal);
        Assert.Null((await clerk.OpenAsync(page)).Page.QuerySelector("input[value=approve]"));
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Contains($"/letters/{letter.Id}", (await leader.OpenAsync("/desk")).Body, StringComparison.Ordinal);
        Assert.Contains("批准tanyue", (await leader.FollowAsync(await leader.SubmitAsync(page, "approve"))).Text.Replace(" ", "", StringComparison.Ordinal), StringComparison.Ordinal);
        await FillAsync("15");
        Assert.Contains("还没有经政府信息公开工作机构负责人同意", Assert.Single((await clerk.SubmitAsync(page + "/issue", "issue")).Errors), StringComparison.Ordinal);
        await leader.SubmitAsync(page, "approve");
        Assert.Empty((await clerk.SubmitAsync(page + "/issue", "issue")).Errors);
        Assert.DoesNotContain($"/letters/{letter.Id}", (await leader.OpenAsync("/desk?again")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_draft_changed_on_a_closed_case_is_not_what_the_reviewer_saw()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        await office.DecideAsync(request, Decision.R1);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 19)));
        var letter = await office.App.WithAsync<WriteLetter, Letter>(writing => writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r1"));
        var seen = (await office.ReadAsync(request)).Revision;
        await office.DoAsync<WriteLetter>(writing => writing.FillAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null, new Dictionary<string, string> { ["public_address"] = "别处" }));
        var reviewer = office.PersonOf("石慎", Post.Reviewer);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<Lantai.Requests.Checks.CheckReply>(checking =>
            checking.PassAsync(reviewer, office.Yanshi.Id, request.Id, seen, Lantai.Requests.Checks.CheckStep.Secrecy, null)));
        Assert.Contains("刚被其他人办理过", refusal.Message, StringComparison.Ordinal);
        seen = (await office.ReadAsync(request)).Revision;
        await office.DoAsync<WriteLetter>(writing => writing.DropAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, letter.Id, null));
        Assert.NotEqual(seen, (await office.ReadAsync(request)).Revision);
    }

    [Fact]
    public async Task A_petition_counts_as_one_and_what_units_still_have_is_over_too()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var unit = await office.AddUnitAsync("偃师区民政局");
        await office.DoAsync<RouteItem>(routing => routing.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, 1, unit, 8, null));
        await office.DoAsync<TurnRequest>(turning => turning.ConvertAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, null, Conversion.Petition, "反映补偿款未到账"));
        await office.ClearAsync(request);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20)));
        await using var db = office.App.OpenDb();
        Assert.Equal((RoutingState.Closed, "申请发出答复"), ((await db.Routings.SingleAsync()).State, (await db.Routings.SingleAsync()).Words));
        Assert.Equal(["三（五）1"], await RowsAsync(office, 2026));
    }

    [Fact]
    public async Task A_lapse_counts_in_the_year_of_the_lapse_whenever_its_letter_goes_out()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        office.Time.Now = FakeTime.On(2025, 12, 1).Now;
        var (early, late) = (await LapsingAsync(new(2025, 12, 22)), await LapsingAsync(new(2025, 12, 31)));
        office.Time.Now = FakeTime.On(2026, 1, 5).Now;
        async Task<(int, int, int)> CountAsync()
        {
            var figures = await office.App.WithAsync<ReadYear, YearFigures>(async read => (await read.RunAsync(office.Yanshi.Id, 2025)).Figures);
            var next = await office.App.WithAsync<ReadYear, YearFigures>(async read => (await read.RunAsync(office.Yanshi.Id, 2026)).Figures);
            Assert.Equal(figures.CarriedOn.Sum, next.CarriedOver.Sum);
            return (figures.Total.Sum, figures.CarriedOn.Sum, next.Total.Sum);
        }
        Assert.Equal((1, 1, 1), await CountAsync());
        foreach (var request in new[] { early, late })
        {
            await office.DecideAsync(request, Decision.R7a);
            await office.ClearAsync(request);
            await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 1, 5)));
        }
        Assert.Equal((1, 1, 1), await CountAsync());

        async Task<Request> LapsingAsync(DateOnly until)
        {
            var request = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2025, 11, 27) });
            return await office.RecordAsync(request, new RequestEvent(RequestEventKind.CorrectionAsked, new(2025, 12, 1)) { Until = until });
        }
    }

    [Fact]
    public async Task A_reply_made_anew_within_the_year_is_the_decision_of_the_year_until_its_contest_is_struck()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await office.DecideAsync(request, Decision.R4f);
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 18)));
        var region = office.Yanshi.Id;
        await office.DoAsync<RecordContest>(recording => recording.LodgeAsync(RequestOffice.Clerk, region, request.Id, new(ContestPath.Review, "偃师区人民政府", new(2026, 5, 19), null)));
        await using var db = office.App.OpenDb();
        var contest = (await db.Contests.SingleAsync()).Id;
        await office.DoAsync<RecordContest>(recording => recording.DecideAsync(RequestOffice.Clerk, region, request.Id, contest, new(ContestResult.Corrected, new(2026, 5, 20), null, true)));
        Assert.Equal(["三（三）6"], await RowsAsync(office, 2026));
        await office.DoAsync<RecordContest>(recording => recording.RemakeAsync(RequestOffice.Clerk, region, request.Id, contest, new Dictionary<int, Decision> { [1] = Decision.R2 }, new(2026, 5, 20)));
        Assert.Equal(["三（一）"], await RowsAsync(office, 2026));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = $"{RequestOffice.Home}/{request.Id}/contests";
        Assert.Equal(["请选择“登记错的案件”。", "请填写“理由”。"], (await clerk.SubmitAsync(page, "strike")).Errors);
        var struck = await clerk.FollowAsync(await clerk.SubmitAsync(page, "strike", new() { ["Input.Struck"] = $"{contest}", ["Input.Because"] = "登记到了别的申请" }));
        Assert.Contains("由fangmin划去：登记到了别的申请", struck.Text, StringComparison.Ordinal);
        Assert.Equal(["三（三）6"], await RowsAsync(office, 2026));
        Assert.Equal(0, (await office.App.WithAsync<ReadYear, IReadOnlyList<ContestRow>>(async read => (await read.RunAsync(region, 2026)).ContestRows)).Sum(row => row.Sum));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<RecordContest>(recording => recording.StrikeAsync(RequestOffice.Clerk, region, request.Id, contest, "再划")));
        Assert.Contains("已经由fangmin划去", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task<IEnumerable<string>> RowsAsync(RequestOffice office, int year) =>
        (await office.App.WithAsync<ReadYear, YearFigures>(async read => (await read.RunAsync(office.Yanshi.Id, year)).Figures)).Results.Where(row => row.Sum > 0).Select(row => row.Row).ToList();
}
