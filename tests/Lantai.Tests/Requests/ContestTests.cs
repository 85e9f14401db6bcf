using System.Net;
using Lantai.People;
using Lantai.Requests.Contests;
using Lantai.Requests.Figures;
using Lantai.Tests.Support;
using Xunit;

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
}
