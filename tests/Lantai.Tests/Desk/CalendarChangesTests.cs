using Lantai.Calendar;
using Lantai.Desk.Settings;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Requests.Moves;
using Lantai.Storage;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Diagnostics;
using Xunit;

namespace Lantai.Tests.Desk;

/// <summary>Two administrators at the calendar: the second acts between the first one's look and save.</summary>
public sealed class CalendarChangesTests(TestPostgres postgres)
{
    private static readonly CalendarEntry Day = new(new DateOnly(2026, 3, 9), false, "抗洪放假");

    [Fact]
    public Task A_day_that_somebody_else_sets_meanwhile_is_told() => RefusedAsync(_ => Task.CompletedTask, SetAsync);

    [Fact]
    public Task A_day_that_somebody_else_takes_back_meanwhile_is_told() =>
        RefusedAsync(SetAsync, changes => changes.UnsetAsync(Actor.Program, Day.On, null));

    [Fact]
    public Task An_arrangement_that_somebody_else_imports_meanwhile_is_told() =>
        RefusedAsync(_ => Task.CompletedTask, changes => changes.ImportAsync(Actor.Program, 2026, [Day], "偃政办明电〔2026〕3号", declare: false, agreed: null));

    [Fact]
    public Task A_year_that_somebody_else_declares_meanwhile_is_told() =>
        RefusedAsync(_ => Task.CompletedTask, changes => changes.DeclareAsync(Actor.Program, 2031, null));

    [Fact]
    public Task A_declaration_that_somebody_else_withdraws_meanwhile_is_told() =>
        RefusedAsync(changes => changes.DeclareAsync(Actor.Program, 2031, null), changes => changes.WithdrawAsync(Actor.Program, 2031, null));

    private static Task SetAsync(CalendarChanges changes) => changes.SetAsync(Actor.Program, Day, "偃政办明电〔2026〕3号", null);

    private static CalendarChanges On(LantaiDb db) => new(db, new MoveRequests(db, Requests.CaseNotation.Rulebook, new PackFolder(Repository.Pack("")), TimeProvider.System), TimeProvider.System);

    private async Task RefusedAsync(Func<CalendarChanges, Task> before, Func<CalendarChanges, Task> act)
    {
        await using var database = await postgres.CreateAsync();
        await ByAnotherAsync(before);
        var options = new DbContextOptionsBuilder<LantaiDb>().UseNpgsql(database.Source).AddInterceptors(new Meanwhile(() => ByAnotherAsync(act))).Options;
        await using var db = new LantaiDb(options);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => act(On(db)));
        Assert.EndsWith("，请刷新后再看。", refusal.Message, StringComparison.Ordinal);

        async Task ByAnotherAsync(Func<CalendarChanges, Task> theirs)
        {
            await using var other = database.Open();
            await theirs(On(other));
        }
    }

    private sealed class Meanwhile(Func<Task> act) : SaveChangesInterceptor
    {
        public override async ValueTask<InterceptionResult<int>> SavingChangesAsync(DbContextEventData eventData, InterceptionResult<int> result, CancellationToken cancellationToken = default)
        {
            await act();
            return result;
        }
    }
}
