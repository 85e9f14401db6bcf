using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.People;

public sealed class AccountsTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_first_administrator_whose_post_cannot_be_given_is_not_opened_and_can_be_tried_again()
    {
        await using var app = await TestApp.StartAsync(postgres);
        await using var db = app.OpenDb();
        await db.Database.ExecuteSqlRawAsync("alter table appointment add constraint broken check (false)");
        await Assert.ThrowsAsync<DbUpdateException>(() => OpenFirstAsync(app));
        Assert.Equal((0, 0), (await db.Accounts.CountAsync(), await db.Journal.CountAsync()));

        await db.Database.ExecuteSqlRawAsync("alter table appointment drop constraint broken");
        Assert.Equal("admin", (await OpenFirstAsync(app))!.Value.UserName);
        Assert.Equal(Post.Administrator, (await db.Appointments.SingleAsync()).Post);
    }

    [Fact]
    public async Task Programs_starting_together_open_one_first_administrator()
    {
        await using var app = await TestApp.StartAsync(postgres);
        var opened = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => OpenFirstAsync(app)));
        Assert.Single(opened, first => first is not null);
    }

    [Fact]
    public async Task Two_administrators_who_close_each_other_at_once_leave_one()
    {
        await using var app = await TestApp.StartAsync(postgres);
        var pair = await OpenPairAsync(app);
        for (var round = 0; round < 12; round++)
        {
            var closed = await Task.WhenAll(pair.Select(account => TryAsync(app, accounts => accounts.SetDisabledAsync(Actor.Program, account, true))));
            Assert.Single(closed, done => done);
            foreach (var account in pair) await TryAsync(app, accounts => accounts.SetDisabledAsync(Actor.Program, account, false));
        }
    }

    [Fact]
    public async Task Two_administrators_who_dismiss_each_other_at_once_leave_one()
    {
        await using var app = await TestApp.StartAsync(postgres);
        var pair = await OpenPairAsync(app);
        await using var db = app.OpenDb();
        for (var round = 0; round < 12; round++)
        {
            var posts = await db.Appointments.Select(held => held.Id).ToListAsync();
            Assert.Equal(2, posts.Count);
            var dismissed = await Task.WhenAll(posts.Select(post => TryAsync(app, accounts => accounts.DismissAsync(Actor.Program, post))));
            Assert.Single(dismissed, done => done);
            foreach (var account in pair) await TryAsync(app, accounts => AppointAsync(accounts, account));
        }
    }

    private static Task<(string UserName, string Password)?> OpenFirstAsync(TestApp app) =>
        app.WithAsync<Accounts, (string UserName, string Password)?>(accounts => accounts.OpenFirstAsync());

    private static async Task<IReadOnlyList<long>> OpenPairAsync(TestApp app)
    {
        var pair = new List<long>();
        foreach (var name in new[] { "wangxiao", "lilei" })
            pair.Add(await app.WithAsync<Accounts, long>(async accounts =>
            {
                var (account, _) = await accounts.OpenAsync(Actor.Program, name, name);
                await AppointAsync(accounts, account.Id);
                return account.Id;
            }));
        return pair;
    }

    private static Task AppointAsync(Accounts accounts, long account) =>
        accounts.AppointAsync(Actor.Program, new Appointment { AccountId = account, Post = Post.Administrator });

    private static Task<bool> TryAsync(TestApp app, Func<Accounts, Task> act) => app.WithAsync<Accounts, bool>(async accounts =>
    {
        try
        {
            await act(accounts);
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    });
}
