using System.Net;
using Lantai.Packs;
using Lantai.People;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Figures;
using Lantai.Requests.Remedies;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;
using static Lantai.Tests.Requests.CaseNotation;

namespace Lantai.Tests.Requests;

public sealed class ContestTests(TestPostgres postgres)
{
    [Fact]
    public void What_is_open_at_the_end_of_a_year_is_counted_again_by_its_outcome()
    {
        CountedContest[] contests =
        [
            new(ContestPath.Review, new(2025, 11, 3), new(2026, 1, 6), ContestResult.Corrected),
            new(ContestPath.Review, new(2025, 3, 3), new(2025, 5, 6), ContestResult.Upheld),
            new(ContestPath.DirectSuit, new(2025, 12, 31), null, null),
            new(ContestPath.SuitAfterReview, new(2026, 2, 2), new(2026, 6, 1), ContestResult.Other),
        ];
        Assert.Equal([new(ContestPath.Review, 1, 0, 0, 1), new(ContestPath.DirectSuit, 0, 0, 0, 1), new(ContestPath.SuitAfterReview, 0, 0, 0, 0)], ContestFigures.Of(2025, contests));
        Assert.Equal([new(ContestPath.Review, 0, 1, 0, 0), new(ContestPath.DirectSuit, 0, 0, 0, 1), new(ContestPath.SuitAfterReview, 0, 0, 1, 0)], ContestFigures.Of(2026, contests));
    }

    [Fact]
    public async Task A_reconsideration_is_recorded_answered_decided_and_counted()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var here = $"{RequestOffice.Home}/{request.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Dictionary<string, string> lodged = new() { ["Input.Path"] = "Review", ["Input.Body"] = "偃师区人民政府", ["Input.LodgedOn"] = "2026-05-11" };
        var early = await clerk.SubmitAsync(here + "/contests", "lodge", new(lodged) { ["Input.LodgedOn"] = "2026-04-01" });
        Assert.Equal(["收到日期2026-04-01早于提交申请的日期2026-04-27，请核对。"], early.Errors);
        var skipped = await clerk.SubmitAsync(here + "/contests", "lodge", new(lodged) { ["Input.Path"] = "SuitAfterReview" });
        Assert.Equal(["复议后起诉的，请先登记行政复议和它的结果。"], skipped.Errors);
        Assert.Contains("尚未审结", (await clerk.FollowAsync(await clerk.SubmitAsync(here + "/contests", "lodge", lodged))).Text, StringComparison.Ordinal);
        await clerk.SubmitAsync(here + "/contests", "answer", new() { ["Input.AnsweredOn"] = "2026-05-15" });
        Assert.Equal(["结案日期2026-05-10早于收到日期2026-05-11，请核对。"],
            (await clerk.SubmitAsync(here + "/contests", "decide", new() { ["Input.Result"] = "Corrected", ["Input.DecidedOn"] = "2026-05-10" })).Errors);
        var decided = await clerk.FollowAsync(await clerk.SubmitAsync(here + "/contests", "decide", new() { ["Input.Result"] = "Corrected", ["Input.DecidedOn"] = "2026-05-20", ["Input.Note"] = "责令重新答复" }));
        Assert.Contains("结果纠正", decided.Text, StringComparison.Ordinal);
        Assert.Contains("责令重新答复", decided.Text, StringComparison.Ordinal);
        var year = (await clerk.OpenAsync(RequestOffice.Home + "/year")).Page.QuerySelectorAll("table")[1].QuerySelectorAll("tbody tr")[0];
        Assert.Equal(["行政复议", "0", "1", "0", "0", "1"], year.Children.Select(cell => cell.TextContent.Trim()));
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.OpenAsync(here + "/contests")).Status);
    }

    public static TheoryData<int, string> Terms() => Cases("contest-terms.csv");

    [Theory]
    [MemberData(nameof(Terms))]
    public void The_office_answers_and_replies_anew_within_the_period_of_the_law_of_the_day(int line, string about)
    {
        var row = Row("contest-terms.csv", line);
        var rules = RemedyRules.InForce(new PackFolder(Repository.Pack("")), Day(row["from"]));
        var period = row["duty"] switch
        {
            "answer_review" => rules.AnswerReview,
            "answer_review_simple" => rules.AnswerReviewSimple!,
            "answer_suit" => rules.AnswerSuit,
            "remake" => rules.Remake,
            var unknown => throw new FormatException(unknown),
        };
        Assert.True(row["due"] == $"{period.LastDay(Day(row["from"]), China):yyyy-MM-dd}", $"contest-terms.csv:{line} {about}: {period.LastDay(Day(row["from"]), China)}");
    }

    [Fact]
    public async Task What_must_be_answered_stands_on_today_and_a_reply_ordered_anew_has_a_term_of_its_own()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{request.Id}/contests";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Dictionary<string, string> lodged = new() { ["Input.Path"] = "Review", ["Input.Body"] = "偃师区人民政府", ["Input.LodgedOn"] = "2026-05-11" };
        Assert.Equal(["通知书写明的答复期限2026-05-10早于收到日期2026-05-11，请核对。"], (await clerk.SubmitAsync(page, "lodge", new(lodged) { ["Input.AnswerBy"] = "2026-05-10" })).Errors);
        await clerk.SubmitAsync(page, "lodge", lodged);
        await clerk.SubmitAsync(page, "lodge", new(lodged) { ["Input.Path"] = "DirectSuit", ["Input.AnswerBy"] = "2026-05-19" });
        Assert.Equal(
            ["2026-001 行政诉讼（未经复议直接起诉） 提交答复意见 2026-05-19到期，已超期", "2026-001 行政复议 提交答复意见 2026-05-25到期"], await DutiesAsync(clerk));

        Dictionary<string, string> decided = new() { ["Input.Result"] = "Corrected", ["Input.DecidedOn"] = "2026-05-20", ["Input.Anew"] = "yes" };
        Assert.Equal(["结果纠正的，才有重新答复；请核对结果。"], (await clerk.SubmitAsync(page, "decide", new(decided) { ["Input.Result"] = "Upheld" })).Errors);
        Assert.Equal(["填写了重新答复期限的，请选择“责令重新答复”。"], (await clerk.SubmitAsync(page, "decide", new(decided) { ["Input.Anew"] = "no", ["Input.RemakeBy"] = "2026-06-01" })).Errors);
        await clerk.SubmitAsync(page, "decide", decided);
        Assert.Contains("2026-001 行政复议 重新答复 2026-06-17到期", await DutiesAsync(clerk));
        await MoveAsync(office);
        Assert.Contains("2026-001 行政复议 重新答复 2026-06-18到期", await DutiesAsync(clerk));

        Dictionary<string, string> remade = new() { ["Input.RemadeAs"] = "R2", ["Input.RemadeOn"] = "2026-05-19" };
        Assert.Equal(["重新答复的日期2026-05-19早于收到结果的日期2026-05-20，请核对。"], (await clerk.SubmitAsync(page, "remake", remade)).Errors);
        var done = await clerk.FollowAsync(await clerk.SubmitAsync(page, "remake", new(remade) { ["Input.RemadeOn"] = "2026-05-20" }));
        Assert.Contains("2026-05-20 予以公开（R2）", done.Text, StringComparison.Ordinal);
        Assert.Single(await DutiesAsync(clerk));
    }

    [Fact]
    public async Task The_simplified_procedure_is_answered_within_its_own_period_where_the_law_has_one()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var page = $"{RequestOffice.Home}/{request.Id}/contests";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Dictionary<string, string> lodged = new() { ["Input.Path"] = "Review", ["Input.Body"] = "偃师区人民政府", ["Input.LodgedOn"] = "2026-05-18", ["Input.Simple"] = "true" };
        Assert.Equal(["只有行政复议登记简易程序，请核对途径。"], (await clerk.SubmitAsync(page, "lodge", new(lodged) { ["Input.Path"] = "DirectSuit" })).Errors);
        Assert.Contains("行政复议（简易程序）", (await clerk.FollowAsync(await clerk.SubmitAsync(page, "lodge", lodged))).Text, StringComparison.Ordinal);
        Assert.Equal(["2026-001 行政复议（简易程序） 提交答复意见 2026-05-25到期"], await DutiesAsync(clerk));
        var old = await office.RegisterAsync(wanted => wanted with { SubmittedOn = new(2022, 3, 1) });
        var refused = await clerk.SubmitAsync($"{RequestOffice.Home}/{old.Id}/contests", "lodge", new(lodged) { ["Input.LodgedOn"] = "2022-06-01" });
        Assert.Equal(["2022-06-01施行的行政复议法没有简易程序，请核对日期。"], refused.Errors);
    }

    [Fact]
    public async Task Two_clerks_recording_one_reply_anew_record_it_once()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        await office.DoAsync<RecordContest>(recording => recording.LodgeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, new(ContestPath.Review, "偃师区人民政府", new(2026, 5, 11), null)));
        await using var db = office.App.OpenDb();
        var id = (await db.Contests.SingleAsync()).Id;
        await office.DoAsync<RecordContest>(recording => recording.DecideAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, id, new(ContestResult.Corrected, new(2026, 5, 19), null, true)));
        var tries = await Task.WhenAll(Enumerable.Range(0, 4).Select(async _ =>
        {
            try
            {
                await office.DoAsync<RecordContest>(recording => recording.RemakeAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, id, new Dictionary<int, Decision> { [1] = Decision.R2 }, new(2026, 5, 20)));
                return "";
            }
            catch (RefusedException refusal)
            {
                return refusal.Message;
            }
        }));
        Assert.Single(tries, told => told.Length == 0);
        Assert.All(tries.Where(told => told.Length > 0), told => Assert.Equal("已经登记2026-05-20重新答复，请刷新页面。", told));
    }

    private static async Task<IEnumerable<string>> DutiesAsync(Visitor clerk) =>
        (await clerk.OpenAsync("/desk")).Page.QuerySelectorAll("section.panel").Single(part => part.QuerySelector("h2")!.TextContent == "复议和诉讼")
            .QuerySelectorAll("li").Select(line => string.Join(' ', line.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));

    /// <summary>25 May becomes a day off; what that moves is shown first.</summary>
    private static async Task MoveAsync(RequestOffice office)
    {
        const string day = "/desk/settings/calendar/2026?day=2026-05-25";
        using var administrator = await office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        var asked = await administrator.SubmitAsync(day, "day", new() { ["Input.Kind"] = "off", ["Input.Name"] = "抗洪放假", ["Input.Reason"] = "偃政办明电〔2026〕3号" });
        Assert.Contains("2026-001（重新答复）", asked.Text, StringComparison.Ordinal);
        Assert.NotNull((await administrator.SendAsync(day, asked, "day")).Location);
    }
}
