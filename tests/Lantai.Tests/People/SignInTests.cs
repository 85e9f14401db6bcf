using System.Net;
using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.People;

public sealed class SignInTests(TestPostgres postgres)
{
    [Fact]
    public async Task The_desk_asks_a_visitor_to_sign_in_and_comes_back()
    {
        await using var app = await TestApp.StartAsync(postgres);
        using var visitor = app.Visit();
        using var response = await visitor.Client.GetAsync("/desk");
        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.EndsWith("/sign-in?then=%2Fdesk", response.Headers.Location!.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_first_administrator_must_change_the_password_before_anything_else()
    {
        await using var app = await TestApp.StartAsync(postgres);
        var first = await app.WithAsync<Accounts, (string UserName, string Password)?>(accounts => accounts.OpenFirstAsync());
        Assert.Null(await app.WithAsync<Accounts, (string, string)?>(accounts => accounts.OpenFirstAsync()));
        using var visitor = app.Visit();
        var signed = await SignInAsync(visitor, "admin", first!.Value.Password);
        Assert.Equal("/desk", signed.Location);
        using var desk = await visitor.Client.GetAsync("/desk");
        Assert.Equal("/desk/password", desk.Headers.Location?.OriginalString);

        var changed = await visitor.PostFormAsync("/desk/password", "password", new()
        {
            ["Input.From"] = first.Value.Password,
            ["Input.To"] = "春眠不觉晓处处闻啼鸟",
            ["Input.Again"] = "春眠不觉晓处处闻啼鸟",
        });
        Assert.Equal(HttpStatusCode.Redirect, changed.Status);
        await SignInAsync(visitor, "admin", "春眠不觉晓处处闻啼鸟");
        var (status, body) = await visitor.GetAsync("/desk");
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Contains("今日", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Wrong_locked_and_unknown_are_told_in_the_same_words_and_five_failures_lock()
    {
        await using var app = await TestApp.StartAsync(postgres);
        using var holder = await app.SignInAsync("wangxiao", new Appointment { Post = Post.Office });
        using var visitor = app.Visit();
        var told = await RefusalAsync(visitor, "nobody", "whatever it is");
        Assert.Equal("不能登录：请核对登录名和密码；同一登录名连续输错5次的，须等15分钟再试。", told);
        for (var i = 0; i < 5; i++) Assert.Equal(told, await RefusalAsync(visitor, "wangxiao", "wrong"));
        Assert.Equal(told, await RefusalAsync(visitor, "wangxiao", TestApp.Password));
        await using var db = app.OpenDb();
        Assert.NotNull((await db.Accounts.SingleAsync()).LockoutEnd);
    }

    [Fact]
    public async Task Every_attempt_is_in_the_journal_without_what_a_stranger_typed()
    {
        await using var app = await TestApp.StartAsync(postgres);
        using var holder = await app.SignInAsync("wangxiao", new Appointment { Post = Post.Office });
        using var visitor = app.Visit();
        await SignInAsync(visitor, "a secret in the wrong field", "another secret");
        await SignInAsync(visitor, "wangxiao", "another secret");
        await using var db = app.OpenDb();
        var account = await db.Accounts.SingleAsync();
        var lines = await db.Journal.OrderBy(line => line.Id).ToListAsync();
        Assert.Equal(
            [
                (account.Id, "wangxiao", "登录", "sign-in", "wangxiao登录。"),
                (null, "未登录的人", "登录失败", "sign-in", "有人用不存在的登录名登录。"),
                (null, "未登录的人", "登录失败", $"account/{account.Id}", "登录名 wangxiao 登录失败：密码不对。"),
            ],
            lines.Where(line => line.Act.StartsWith("登录", StringComparison.Ordinal)).Select(line => ((long?)line.AccountId, line.Actor, line.Act, line.Subject, line.Sentence)));
        Assert.DoesNotContain(lines, line => $"{line.Actor}{line.Sentence}{line.Detail}".Contains("secret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_form_without_its_token_is_refused()
    {
        await using var app = await TestApp.StartAsync(postgres);
        using var visitor = await app.SignInAsync("wangxiao", new Appointment { Post = Post.Office });
        using var response = await visitor.Client.PostAsync("/sign-out", new FormUrlEncodedContent([]));
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await visitor.GetAsync("/desk")).Status);
    }

    [Fact]
    public async Task A_region_that_is_not_the_persons_is_closed_like_one_that_does_not_exist()
    {
        await using var app = await TestApp.StartAsync(postgres);
        var (yanshi, kaifeng) = await AddRegionsAsync(app);
        using var clerk = await app.SignInAsync("wangxiao", new Appointment { Post = Post.Office, RegionId = yanshi });
        Assert.Equal(HttpStatusCode.OK, (await clerk.GetAsync("/desk/yanshi")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/desk/kaifeng")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/desk/nowhere")).Status);
        Assert.NotEqual(yanshi, kaifeng);
    }

    [Fact]
    public async Task A_post_taken_away_or_run_out_is_gone_at_once()
    {
        await using var app = await TestApp.StartAsync(postgres);
        var (yanshi, _) = await AddRegionsAsync(app);
        using var clerk = await app.SignInAsync("wangxiao", new Appointment { Post = Post.Office, RegionId = yanshi });
        using var former = await app.SignInAsync("lilei", new Appointment { Post = Post.Office, RegionId = yanshi, UntilOn = new DateOnly(2020, 1, 1) });
        Assert.Equal(HttpStatusCode.Forbidden, (await former.GetAsync("/desk/yanshi")).Status);
        await using var db = app.OpenDb();
        await app.WithAsync<Accounts, bool>(async accounts =>
        {
            var held = await db.Appointments.OrderBy(post => post.Id).FirstAsync();
            await accounts.DismissAsync(Actor.Program, held.Id);
            return true;
        });
        Assert.Equal(HttpStatusCode.Forbidden, (await clerk.GetAsync("/desk/yanshi")).Status);
    }

    [Fact]
    public async Task The_last_administrator_stays()
    {
        await using var app = await TestApp.StartAsync(postgres);
        await app.WithAsync<Accounts, (string, string)?>(accounts => accounts.OpenFirstAsync());
        await app.WithAsync<Accounts, bool>(async accounts =>
        {
            await Assert.ThrowsAsync<RefusedException>(() => accounts.SetDisabledAsync(Actor.Program, 1, true));
            await Assert.ThrowsAsync<RefusedException>(() => accounts.DismissAsync(Actor.Program, 1));
            return true;
        });
    }

    private static async Task<string> RefusalAsync(Visitor visitor, string userName, string password)
    {
        var answer = await visitor.SubmitAsync("/sign-in", "sign-in", new() { ["Input.UserName"] = userName, ["Input.Password"] = password });
        return Assert.Single(answer.Errors);
    }

    private static Task<(HttpStatusCode Status, string Body, string? Location)> SignInAsync(Visitor visitor, string userName, string password) =>
        visitor.PostFormAsync("/sign-in?then=/desk", "sign-in", new() { ["Input.UserName"] = userName, ["Input.Password"] = password });

    private static async Task<(long Yanshi, long Kaifeng)> AddRegionsAsync(TestApp app)
    {
        await using var db = app.OpenDb();
        var yanshi = Make("yanshi", "偃师区");
        var kaifeng = Make("kaifeng", "开封市");
        db.Regions.AddRange(yanshi, kaifeng);
        await db.SaveChangesAsync();
        return (yanshi.Id, kaifeng.Id);
    }

    private static Region Make(string key, string name) => new()
    {
        Key = key,
        Name = name,
        OfficeName = name + "人民政府办公室",
        SiteName = name + "人民政府",
        Contact = "0379-55500000",
    };
}
