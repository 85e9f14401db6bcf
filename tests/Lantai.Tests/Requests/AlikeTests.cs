using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Likeness;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

/// <summary>Cases that ask for the same: proposed with evidence, merged, turned over, proposed for publishing.</summary>
public sealed class AlikeTests(TestPostgres postgres)
{
    private const string Other = "999999197105035905";

    public static TheoryData<int, string> Texts() => Cases("alikeness.csv");

    [Theory]
    [MemberData(nameof(Texts))]
    public void Texts_are_as_alike_as_the_pairs_they_share(int line, string about)
    {
        var row = Row("alikeness.csv", line);
        Assert.True(row["percent"] == $"{Alikeness.Percent(row["a"], row["b"])}", $"alikeness.csv:{line} {about}");
        Assert.Equal(Alikeness.Percent(row["b"], row["a"]), Alikeness.Percent(row["a"], row["b"]));
    }

    [Fact]
    public async Task A_duplicate_is_proposed_with_its_evidence_and_merged_into_the_open_case()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var first = await office.RegisterAsync();
        var second = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 5, 6), Items = ["柳林片区2025年土地征收补偿安置方案及附件"] });
        await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 5, 5), Items = ["2025年部门决算"] });
        var page = $"{RequestOffice.Home}/{second.Id}/alike";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var shown = await clerk.OpenAsync(page);
        Assert.Equal(["2026-001"], shown.Page.QuerySelectorAll("main tbody th").Select(cell => cell.TextContent.Trim()));
        Assert.Contains("同一申请人，正在办理", shown.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(RequestOffice.Identity, shown.Body, StringComparison.Ordinal);
        var merged = await clerk.FollowAsync(await clerk.SubmitAsync(page, "merge"));
        Assert.Contains("已并案", merged.Text, StringComparison.Ordinal);
        Assert.Contains("并入2026-001，内容相似", merged.Text, StringComparison.Ordinal);
        Assert.Equal((RequestState.Merged, first.Id), ((await office.ReadAsync(second)).State, (await office.ReadAsync(second)).MergedIntoId));
    }

    [Fact]
    public async Task A_second_registration_shows_the_earlier_case_and_that_of_another_person_does_not()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var first = await office.RegisterAsync();
        await office.RegisterAsync(wanted => wanted with { IdentityNumber = Other, SubmittedOn = new(2026, 4, 28) });
        await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 28), Items = ["2025年部门决算"] });
        var second = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 29) });
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var here = $"{RequestOffice.Home}/{second.Id}";
        var hint = Assert.Single((await clerk.OpenAsync(here)).Page.QuerySelectorAll(".message.soon"));
        Assert.Equal("与2026-001（2026-04-27提交，同一申请人，正在办理）内容相似100%，请在相同的申请和转办里核对是否重复申请。", string.Concat(hint.TextContent.Where(c => !char.IsWhiteSpace(c))));
        Assert.Equal([$"{RequestOffice.Home}/{first.Id}", here + "/alike"], hint.QuerySelectorAll("a").Select(link => link.GetAttribute("href")));
        Assert.DoesNotContain("内容相似", (await clerk.OpenAsync($"{RequestOffice.Home}/{first.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_case_with_an_item_that_the_other_does_not_ask_for_is_not_merged()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var first = await office.RegisterAsync();
        var second = await office.RegisterAsync(wanted => wanted with { Items = ["柳林片区2025年土地征收补偿安置方案", "2025年部门决算"] });
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<TurnRequest>(turning => turning.MergeAsync(RequestOffice.Clerk, office.Yanshi.Id, second.Id, null, first.Id)));
        Assert.Equal("第2项在申请2026-001里没有相同的内容，并案后没有人答复，不能并案；请分别办理。", refusal.Message);
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(second)).State);
    }

    [Fact]
    public async Task What_was_answered_before_is_a_repetition_and_nothing_can_be_merged_into_it()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var first = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 1) });
        await office.DoAsync<DecideItem>(deciding => deciding.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, first.Id, null, new Dictionary<int, Decision> { [1] = Decision.R2 }));
        await office.RecordAsync(first, new RequestEvent(RequestEventKind.Replied, new(2026, 4, 20)));
        var second = await office.RegisterAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("2026-001已于2026-04-20办结，核对后属于重复申请的", (await clerk.OpenAsync($"{RequestOffice.Home}/{second.Id}/alike")).Text, StringComparison.Ordinal);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<TurnRequest>(turning => turning.MergeAsync(RequestOffice.Clerk, office.Yanshi.Id, second.Id, null, first.Id)));
        Assert.Equal("只能并入同一申请人向同一机关提出、内容相同、正在办理的申请；请刷新页面。", refusal.Message);
    }

    [Fact]
    public async Task What_was_withdrawn_before_is_no_repetition()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var first = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2026, 4, 1) });
        await office.RecordAsync(first, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 4, 9)));
        var second = await office.RegisterAsync();
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var shown = (await clerk.OpenAsync($"{RequestOffice.Home}/{second.Id}/alike")).Text;
        Assert.Contains("同一申请人，没有答复就办结", shown, StringComparison.Ordinal);
        Assert.DoesNotContain("属于重复申请的", shown, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_merges_a_case_waits_for_whoever_is_at_work_on_the_other_and_then_sees_what_was_done()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (first, second) = (await office.RegisterAsync(), await office.RegisterAsync());
        await using var db = office.App.OpenDb();
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.LockRequestAsync(office.Yanshi.Id, first.Id, default);
        var merging = office.DoAsync<TurnRequest>(turning => turning.MergeAsync(RequestOffice.Clerk, office.Yanshi.Id, second.Id, null, first.Id));
        await Task.WhenAny(merging, office.SomebodyWaitsAsync());
        Assert.False(merging.IsCompleted);
        await db.Database.ExecuteSqlAsync($"update request set merged_into_id = {second.Id}, state = 'Merged', ended_on = '2026-05-20' where id = {first.Id}");
        await transaction.CommitAsync();
        Assert.Contains("只能并入同一申请人向同一机关提出、内容相同、正在办理的申请", (await Assert.ThrowsAsync<RefusedException>(() => merging)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Three_applicants_who_ask_for_the_same_make_it_a_case_for_publishing()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.RegisterAsync(wanted => wanted with { Applicant = "薛思远", IdentityNumber = Other });
        await office.RegisterAsync(wanted => wanted with { Applicant = "齐晓岚", IdentityNumber = "999999196608058338" });
        var third = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{third.Id}/alike";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var shown = await clerk.OpenAsync(page);
        Assert.Contains("已有多个申请人申请相同的信息", shown.Text, StringComparison.Ordinal);
        Assert.Null(shown.Page.QuerySelector("input[value=merge]"));
        Assert.Contains("2026-05-20已建议主动公开", (await clerk.FollowAsync(await clerk.SubmitAsync(page, "propose"))).Text, StringComparison.Ordinal);
        Assert.Equal(RequestState.InHand, (await office.ReadAsync(third)).State);
    }

    [Fact]
    public async Task What_the_applicant_asks_of_two_agencies_is_answered_by_both()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var education = await office.AddUnitAsync("教育局");
        var first = await office.RegisterAsync(wanted => wanted with { UnitId = education, SubmittedOn = new(2026, 4, 1) });
        var second = await office.RegisterAsync();
        Assert.Empty(await AlikeAsync(office, second));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<TurnRequest>(turning => turning.MergeAsync(RequestOffice.Clerk, office.Yanshi.Id, second.Id, null, first.Id)));
        Assert.Contains("只能并入同一申请人向同一机关提出", refusal.Message, StringComparison.Ordinal);
        await office.DecideAsync(first, Decision.R2);
        await office.RecordAsync(first, new RequestEvent(RequestEventKind.Replied, new(2026, 4, 20)));
        Assert.Empty(await AlikeAsync(office, second));
        var other = await office.RegisterAsync(wanted => wanted with { Applicant = "薛思远", IdentityNumber = Other });
        Assert.Equal([Relation.Shared, Relation.Shared], (await AlikeAsync(office, other)).Select(alike => alike.Relation));
        var again = await office.RegisterAsync(wanted => wanted with { UnitId = education });
        Assert.Equal(first.Id, Assert.Single(await AlikeAsync(office, again), alike => alike.Relation == Relation.Repeated).Id);
    }

    private static Task<IReadOnlyList<AlikeRequest>> AlikeAsync(RequestOffice office, Request request) =>
        office.App.WithAsync<FindAlike, IReadOnlyList<AlikeRequest>>(finding => finding.RunAsync(request));

    [Fact]
    public async Task A_petition_in_the_form_of_an_application_is_told_so_by_a_reply_like_every_other()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{request.Id}/alike";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(["请选择“转为”。", "请填写“理由”。"], (await clerk.SubmitAsync(page, "convert")).Errors);
        var turned = await clerk.FollowAsync(await clerk.SubmitAsync(page, "convert", new() { ["Input.To"] = "Petition", ["Input.Because"] = "反映补偿款未到账" }));
        Assert.Contains("请起草答复书告知申请人", turned.Body, StringComparison.Ordinal);
        var read = await office.ReadAsync(request);
        Assert.Equal((RequestState.InHand, null, Decision.R6a), (read.State, read.EndedOn, Assert.Single(read.Items).Decision));
        await using var db = office.App.OpenDb();
        Assert.Equal("申请2026-001按转信访、投诉、举报渠道办理，先作出R6a答复：反映补偿款未到账", (await db.Set<JournalEntry>().SingleAsync(line => line.Act == "转办")).Sentence);
        var unsigned = await Assert.ThrowsAsync<RefusedException>(() => office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20))));
        Assert.Contains("还没有保密审查、法制审核、签发", unsigned.Message, StringComparison.Ordinal);
        await office.ClearAsync(request);
        Assert.Equal(RequestState.Replied, (await office.RecordAsync(request, new RequestEvent(RequestEventKind.Replied, new(2026, 5, 20)))).State);
    }

    [Fact]
    public async Task A_petition_that_was_turned_over_before_without_a_reply_is_owed()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Converted, new(2026, 5, 20)));
        await using var db = office.App.OpenDb();
        await db.Database.ExecuteSqlAsync($"update request set converted_to = 'Petition' where id = {request.Id}");
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("2026-001", (await clerk.OpenAsync(RequestOffice.Home + "?view=owed")).Text, StringComparison.Ordinal);
        Assert.Contains("没有答复就转了信访、投诉、举报渠道", (await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}")).Text, StringComparison.Ordinal);
    }
}
