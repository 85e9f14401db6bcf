using System.Net;
using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Tests.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Desk;

public sealed class AccountPagesTests(TestPostgres postgres)
{
    private const string Accounts = SettingsOffice.Home + "/accounts";

    [Fact]
    public async Task A_new_account_gets_a_password_that_is_shown_once_and_lets_its_holder_in()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var opened = await administrator.SubmitAsync(Accounts + "/new", "account", new() { ["Input.UserName"] = "wangxiao", ["Input.DisplayName"] = "王晓" });
        Assert.Equal((HttpStatusCode.OK, null), (opened.Status, opened.Location));
        var password = opened.Page.QuerySelector("output")!.TextContent;
        Assert.Equal(16, password.Length);
        var id = opened.Page.QuerySelector("main a.button")!.GetAttribute("href")!;
        Assert.DoesNotContain(password, (await administrator.OpenAsync(id)).Body, StringComparison.Ordinal);
        Assert.DoesNotContain(await AllLinesAsync(office), line => line.Contains(password, StringComparison.Ordinal));

        using var holder = office.App.Visit();
        var signed = await holder.SubmitAsync("/sign-in?then=/desk", "sign-in", new() { ["Input.UserName"] = "wangxiao", ["Input.Password"] = password });
        Assert.Equal("/desk", signed.Location);
        Assert.Equal("/desk/password", (await holder.OpenAsync("/desk")).Location);
    }

    [Fact]
    public async Task A_login_name_that_is_taken_is_refused()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var refused = await administrator.SubmitAsync(Accounts + "/new", "account", new() { ["Input.UserName"] = "chenggong", ["Input.DisplayName"] = "成功" });
        Assert.Equal(["登录名“chenggong”已有人使用。"], refused.Errors);
    }

    [Fact]
    public async Task A_post_is_given_with_region_and_last_day_and_taken_away()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var page = $"{Accounts}/{await office.OpenAccountAsync("wangxiao")}";
        var given = await administrator.SubmitAsync(page, "appoint", new() { ["Input.Post"] = "Office", ["Input.Region"] = $"{office.Yanshi}", ["Input.Until"] = "2099-12-31" });
        var shown = await administrator.FollowAsync(given);
        Assert.Contains("已授予政务公开科（偃师区，至2099-12-31）。", shown.Text, StringComparison.Ordinal);
        Assert.Contains("政务公开科（偃师区，至2099-12-31）", (await administrator.OpenAsync(Accounts + "?q=wang")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("wangxiao", (await administrator.OpenAsync(Accounts + "?post=Leader")).Text, StringComparison.Ordinal);
        var twice = await administrator.SubmitAsync(page, "appoint", new() { ["Input.Post"] = "Office", ["Input.Region"] = $"{office.Yanshi}" });
        Assert.Equal(["wangxiao已经担任这个岗位。"], twice.Errors);

        await using var db = office.App.OpenDb();
        var held = await db.Appointments.Where(post => post.Post == Post.Office).Select(post => post.Id).SingleAsync();
        Assert.Contains("已撤销岗位。", (await administrator.FollowAsync(await administrator.SubmitAsync(page, $"dismiss-{held}"))).Text, StringComparison.Ordinal);
        Assert.Empty(await db.Appointments.Where(post => post.Post == Post.Office).ToListAsync());
    }

    [Fact]
    public async Task A_liaison_needs_a_unit_and_gets_its_region()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var page = $"{Accounts}/{await office.OpenAccountAsync("wangxiao")}";
        Assert.Equal(["单位联络员须选择单位。"], (await administrator.SubmitAsync(page, "appoint", new() { ["Input.Post"] = "Liaison" })).Errors);
        var unit = await office.IdOfAsync("老城街道");
        var given = await administrator.FollowAsync(await administrator.SubmitAsync(page, "appoint", new() { ["Input.Post"] = "Liaison", ["Input.Unit"] = $"{unit}" }));
        Assert.Contains("已授予单位联络员（偃师区 老城街道）。", given.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_administrator_is_one_everywhere_and_a_post_does_not_end_before_it_begins()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var page = $"{Accounts}/{await office.OpenAccountAsync("wangxiao")}";
        var local = await administrator.SubmitAsync(page, "appoint", new() { ["Input.Post"] = "Administrator", ["Input.Region"] = $"{office.Yanshi}" });
        Assert.Equal(["管理员管理整个系统，地区请选“全部地区”。"], local.Errors);
        var past = await administrator.SubmitAsync(page, "appoint", new() { ["Input.Post"] = "Office", ["Input.Until"] = "2020-12-31" });
        Assert.Equal(["截止日期2020-12-31已经过去，请改为今天或以后。"], past.Errors);
    }

    [Fact]
    public async Task A_reset_password_replaces_the_old_one()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        using var holder = await office.ClerkAsync("wangxiao");
        var page = $"{Accounts}/{await IdOfAsync(office, "wangxiao")}";
        var reset = await administrator.SubmitAsync(page, "reset");
        var password = reset.Page.QuerySelector("output")!.TextContent;
        using var again = office.App.Visit();
        Assert.Single((await again.SubmitAsync("/sign-in", "sign-in", new() { ["Input.UserName"] = "wangxiao", ["Input.Password"] = "correct horse battery" })).Errors);
        Assert.Equal("/desk", (await again.SubmitAsync("/sign-in", "sign-in", new() { ["Input.UserName"] = "wangxiao", ["Input.Password"] = password })).Location);
    }

    [Fact]
    public async Task A_disabled_account_is_shut_out_at_once_and_the_last_administrator_cannot_be()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        using var holder = await office.ClerkAsync("wangxiao");
        var page = $"{Accounts}/{await IdOfAsync(office, "wangxiao")}";
        Assert.Contains("已停用。", (await administrator.FollowAsync(await administrator.SubmitAsync(page, "disable"))).Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Forbidden, (await holder.OpenAsync(UnitOffice.Home)).Status);
        Assert.Contains("已启用。", (await administrator.FollowAsync(await administrator.SubmitAsync(page, "enable"))).Text, StringComparison.Ordinal);
        var own = await administrator.SubmitAsync($"{Accounts}/{await IdOfAsync(office, "chenggong")}", "disable");
        Assert.Equal(["这是最后一个管理员账号，不能停用。"], own.Errors);
    }

    [Fact]
    public async Task Settings_are_for_administrators_alone()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        using var clerk = await office.App.SignInAsync("wangxiao", new Appointment { Post = Post.Office }, new Appointment { Post = Post.Leader });
        foreach (var path in new[] { "", "/accounts", "/accounts/new", "/accounts/1", "/regions", "/regions/new", "/regions/yanshi", "/calendar", "/calendar/2027", "/journal", "/journal.csv" })
        {
            Assert.Equal(HttpStatusCode.OK, (await administrator.OpenAsync(SettingsOffice.Home + path)).Status);
            Assert.Equal(HttpStatusCode.Forbidden, (await clerk.OpenAsync(SettingsOffice.Home + path)).Status);
        }
        Assert.Contains("设置", (await administrator.OpenAsync("/desk/yanshi")).Page.QuerySelector("#desk-nav")!.TextContent, StringComparison.Ordinal);
        Assert.DoesNotContain("设置", (await clerk.OpenAsync("/desk/yanshi")).Page.QuerySelector("#desk-nav")!.TextContent, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync(Accounts + "/999")).Status);
    }

    private static async Task<long> IdOfAsync(UnitOffice office, string userName)
    {
        await using var db = office.App.OpenDb();
        return await db.Accounts.Where(account => account.UserName == userName).Select(account => account.Id).SingleAsync();
    }

    private static async Task<List<string>> AllLinesAsync(UnitOffice office)
    {
        await using var db = office.App.OpenDb();
        return await db.Journal.Select(line => line.Sentence + line.Detail + line.Subject).ToListAsync();
    }
}
