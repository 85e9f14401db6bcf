using System.Globalization;
using System.Net;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Checks;
using Lantai.People;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>What would fail a site if it were inspected today.</summary>
public sealed class InspectionTests(TestPostgres postgres)
{
    private static readonly PatrolRules Rules = PatrolRules.Load(new PackFolder(Path.Combine(Repository.Root, "packs")));
    private static readonly AvailabilityWeek Unprobed = Availability.WeekOf([], Rules.Of(Availability.Id), new DateOnly(2026, 3, 2));

    public static TheoryData<string[]> Rows =>
        [.. File.ReadAllLines(Repository.Spec("inspection.csv")).Where(line => !line.StartsWith('#')).Skip(1).Select(line => line.Split(','))];

    [Theory, MemberData(nameof(Rows))]
    public void A_case_fails_the_site_from_its_limit_on(string[] row)
    {
        var rule = Rules.Inspection.Single(rule => rule.Id == row[0]);
        var (confirmed, open) = (Number(row[3]), Number(row[4]));
        var seen = Enumerable.Range(0, confirmed + open)
            .Select(i => new InspectSite.Seen(row[1], $"http://www.example.gov.cn/{i}/", i < confirmed ? FindingState.Confirmed : FindingState.Open)).ToList();
        var classes = seen.ToDictionary(one => one.Page, _ => row[2], StringComparer.Ordinal);
        Assert.Equal(Enum.Parse<InspectionState>(row[5]), InspectSite.Of(rule, seen, classes, Unprobed).State);
    }

    [Fact]
    public void Every_case_of_the_pack_has_an_example() =>
        Assert.Equal(Rules.Inspection.Select(rule => rule.Id).Order(StringComparer.Ordinal), Rows.Select(row => row.Data[0]).Distinct().Order(StringComparer.Ordinal));

    [Fact]
    public async Task The_page_names_what_would_fail_the_site_first()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/a.html").Page("/a.html");
        await office.PatrolAsync();
        await office.ConfirmAsync("home-stale");
        using var leader = await office.SignInAsync(Post.Leader);
        var page = await leader.OpenAsync($"/desk/yanshi/patrol/sites/{office.Site.Id}/inspection");
        Assert.Contains("不合格：首页不更新（首页2周没有更新）", page.Text, StringComparison.Ordinal);
        Assert.Contains("不合格：首页不更新", (await leader.OpenAsync("/desk/yanshi/patrol/inspection")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await leader.OpenAsync("/desk/yanshi/patrol/sites/99/inspection")).Status);
    }

    [Fact]
    public async Task A_site_that_was_never_patrolled_is_not_said_to_be_clean()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/");
        using var leader = await office.SignInAsync(Post.Leader);
        foreach (var address in new[] { $"/desk/yanshi/patrol/sites/{office.Site.Id}/inspection", "/desk/yanshi/patrol/inspection" })
        {
            var page = await leader.OpenAsync(address);
            Assert.Contains("还没有完成过一次巡查，不能判断", page.Text, StringComparison.Ordinal);
            Assert.DoesNotContain("没有发现", page.Text, StringComparison.Ordinal);
        }
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
