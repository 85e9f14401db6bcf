using Lantai.Patrol;
using Lantai.People;
using Lantai.Tests.Rectification;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>The timetable: every site every day at its hour, once, however many programs look.</summary>
public sealed class PlanTests(TestPostgres postgres)
{
    [Fact]
    public async Task The_days_patrol_is_asked_for_once_by_several_programs_and_again_the_next_day()
    {
        await using var office = await OpenAsync("02:00");
        await PlanAsync(office);
        Assert.Equal([new DateOnly(2026, 3, 2)], await PlannedAsync(office));
        await EndAsync(office);
        await PlanAsync(office);
        Assert.Single(await PlannedAsync(office));
        office.Wait(1);
        await PlanAsync(office);
        Assert.Equal([new DateOnly(2026, 3, 2), new DateOnly(2026, 3, 3)], await PlannedAsync(office));
        await using var db = office.App.OpenDb();
        Assert.All(await db.SitePatrols.ToListAsync(), patrol => Assert.Equal("系统", patrol.AskedBy));
    }

    [Fact]
    public async Task Nothing_is_asked_for_before_the_hour_or_without_one()
    {
        await using var office = await OpenAsync("23:30");
        await PlanAsync(office);
        Assert.Empty(await PlannedAsync(office));
        office.Time.Now = office.Time.Now.Date.AddHours(23).AddMinutes(31);
        using var clerk = await office.SignInAsync(Post.Office);
        var edit = $"/desk/yanshi/patrol/sites/{office.Site.Id}/edit";
        Assert.Equal(["“每天巡查时间”应为 24 小时制的时和分，如 02:00。"], (await clerk.SubmitAsync(edit, "site", new() { ["Input.DailyAt"] = "25点" })).Errors);
        // An hour that has passed already is for tomorrow.
        Assert.NotNull((await clerk.SubmitAsync(edit, "site", new() { ["Input.DailyAt"] = "9：30" })).Location);
        await PlanAsync(office);
        Assert.Empty(await PlannedAsync(office));
        Assert.NotNull((await clerk.SubmitAsync(edit, "site", new() { ["Input.DailyAt"] = "" })).Location);
        office.Wait(1);
        await PlanAsync(office);
        Assert.Empty(await PlannedAsync(office));
    }

    private async Task<TicketOffice> OpenAsync(string hour)
    {
        var office = (await TicketOffice.StartAsync(postgres)).Page("/");
        await using var db = office.App.OpenDb();
        (await db.PatrolSites.SingleAsync()).PatrolDailyAt(TimeOnly.Parse(hour, System.Globalization.CultureInfo.InvariantCulture), office.Time.Now.AddDays(-1));
        await db.SaveChangesAsync();
        return office;
    }

    private static Task PlanAsync(TicketOffice office) => Task.WhenAll(Enumerable.Range(0, 4).Select(_ => office.App.WithAsync<PlanPatrols, int>(plan => plan.RunAsync())));

    private static async Task<List<DateOnly?>> PlannedAsync(TicketOffice office)
    {
        await using var db = office.App.OpenDb();
        return await db.SitePatrols.OrderBy(patrol => patrol.Id).Select(patrol => patrol.PlannedOn).ToListAsync();
    }

    /// <summary>The event stream ends with the patrol.</summary>
    private static async Task EndAsync(TicketOffice office)
    {
        using var clerk = await office.SignInAsync(Post.Office);
        await clerk.Client.GetStringAsync($"/desk/yanshi/patrol/sites/{office.Site.Id}/events");
    }
}
