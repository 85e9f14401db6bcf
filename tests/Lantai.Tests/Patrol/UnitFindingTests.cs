using System.Net;
using Lantai.People;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>Whose findings are whose, and who sees them.</summary>
public sealed class UnitFindingTests(TestPostgres postgres)
{
    [Fact]
    public async Task Findings_are_told_by_unit_and_a_liaison_sees_his_own_only()
    {
        await using var office = (await TicketOffice.StartAsync(postgres)).Page("/", "/news/", "/gone.html").Page("/news/", "/news/a.html").Page("/news/a.html", "/lost.html");
        await ColumnRegisterTests.RegisterAsync(office);
        await office.PatrolAsync();
        using var clerk = await office.SignInAsync(Post.Office);
        Assert.Contains("处待确认", (await clerk.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        await office.ConfirmAsync("dead-link");

        var units = await clerk.OpenAsync("/desk/yanshi/patrol/units");
        Assert.Contains("教育体育局", units.Text, StringComparison.Ordinal);
        var one = await clerk.OpenAsync($"/desk/yanshi/patrol/findings?check=dead-link&unit={office.OtherUnit}");
        Assert.Contains("/news/a.html", one.Text, StringComparison.Ordinal);
        Assert.Single(one.Page.QuerySelectorAll("input[name=id]"));
        Assert.Contains("没有符合条件的问题", (await clerk.OpenAsync("/desk/yanshi/patrol/findings?unit=none")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync("/desk/yanshi/patrol/findings?unit=nonsense")).Status);
        Assert.Equal(2, (await clerk.Client.GetStringAsync($"/desk/yanshi/patrol/findings.csv?check=dead-link&unit={office.OtherUnit}")).Trim().Split('\n').Length);

        using var own = await office.SignInAsync(Post.Liaison, office.OtherUnit);
        var mine = await own.OpenAsync("/desk/yanshi/my-findings");
        Assert.Contains("/news/a.html", mine.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("底部标识", mine.Text, StringComparison.Ordinal);
        using var other = await office.SignInAsync(Post.Liaison);
        Assert.DoesNotContain("/news/a.html", (await other.OpenAsync("/desk/yanshi/my-findings")).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await own.OpenAsync("/desk/yanshi/patrol/units")).Status);
        using var leader = await office.SignInAsync(Post.Leader);
        Assert.Contains("没有问题", (await leader.OpenAsync("/desk/yanshi/my-findings")).Text, StringComparison.Ordinal);
    }
}
