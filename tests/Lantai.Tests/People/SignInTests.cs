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
    public async Task A_wrong_password_says_the_same_as_an_unknown_name_and_five_lock_the_account()
    {
        await using var app = await TestApp.StartAsync(postgres);
        using var holder = await app.SignInAsync("wangxiao", new Appointment { Post = Post.Office });
        using var visitor = app.Visit();
        var unknown = await SignInAsync(visitor, "nobody", "whatever it is");
        const string same = "登录名或密码不对，请核对后再试；连续输错5次，账号锁定15分钟。";
        Assert.Contains(same, unknown.Body, StringComparison.Ordinal);
        for (var i = 0; i < 5; i++) Assert.Contains(same, (await SignInAsync(visitor, "wangxiao", "wrong")).Body, StringComparison.Ordinal);
        Assert.Contains(same, (await SignInAsync(visitor, "wangxiao", TestApp.Password)).Body, StringComparison.Ordinal);
        await using var db = app.OpenDb();
        Assert.Equal(6, await db.Journal.CountAsync(line => line.Act == "登录未成功"));
        Assert.True(await db.Journal.Where(line => line.Act == "登录未成功").AllAsync(line => line.AccountId != null));
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

    [Fact]
    public async Task Two_administrators_who_close_each_other_at_once_leave_one()
    {
        await using var app = await TestApp.StartAsync(postgres);
        using var first = await app.SignInAsync("first", new Appointment { Post = Post.Administrator });
        using var second = await app.SignInAsync("second", new Appointment { Post = Post.Administrator });
        await using var db = app.OpenDb();
        var ids = await db.Accounts.Select(account => account.Id).ToListAsync();
        var outcomes = await Task.WhenAll(ids.Select(id => TryAsync(() => app.WithAsync<Accounts, bool>(async accounts =>
        {
            await accounts.SetDisabledAsync(Actor.Program, id, true);
            return true;
        }))));
        Assert.Equal(["", "这是最后一个管理员账号，不能停用。"], outcomes.Order(StringComparer.Ordinal));
        Assert.Equal(1, await db.Accounts.CountAsync(account => account.DisabledAt == null));
    }

    private static async Task<string> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return "";
        }
        catch (RefusedException refusal)
        {
            return refusal.Message;
        }
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
