using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Requests;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Cli;

/// <summary>An application of a sample region, with what is to happen to it.</summary>
/// <param name="Unit">The full name of the unit that is applied to; null for the region's own office.</param>
internal sealed record SampleRequest(NewRequest Request, string? Unit, IReadOnlyList<Decision> Decisions, IReadOnlyList<RequestEvent> Events)
{
    public SampleRequest Moved(Func<DateOnly, DateOnly> move) => this with
    {
        Request = Request with { SubmittedOn = move(Request.SubmittedOn), ConfirmedOn = Request.ConfirmedOn is { } on ? move(on) : null },
        Events = [.. Events.Select(happened => happened with { On = move(happened.On), Until = happened.Until is { } until ? move(until) : null })],
    };
}

/// <summary>The applications of a sample region (<c>requests.yaml</c>), taken in through the same use cases as real ones.</summary>
internal sealed class SampleRequests
{
    private readonly List<SampleRequest> ended;
    private readonly List<SampleRequest> open;
    private readonly DateOnly asOf;

    private SampleRequests(PackFile file)
    {
        var map = file.Root.Map();
        ended = [.. map.Required("cases").Items().Select(Case)];
        var now = map.Required("open").Map();
        asOf = now.Required("as_of").Date();
        open = [.. now.Required("cases").Items().Select(Case)];
        now.End();
        map.End();
        file.ThrowIfWrong();
    }

    public static SampleRequests Read(string path) => new(PackFile.Read(path));

    /// <summary>The cases in the order of their days; the open ones only where the calendar knows today.</summary>
    public IEnumerable<SampleRequest> On(DateOnly today, WorkCalendar calendar)
    {
        if (!calendar.Covers(today.Year)) return ended;
        return ended.Concat(open.Select(request => request.Moved(day => Move(day, today, calendar))));
    }

    public static async Task LoadAsync(IServiceProvider services, long regionId, SampleRequest sample, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var use = scope.ServiceProvider;
        var unit = sample.Unit is { } name ? await use.GetRequiredService<LantaiDb>().FindSampleUnitAsync(regionId, name, stop) : (long?)null;
        var request = await use.GetRequiredService<RegisterRequest>().RunAsync(Actor.Program, regionId, sample.Request with { UnitId = unit }, stop);
        var decisions = sample.Decisions.Select((decision, i) => (Place: i + 1, decision)).ToDictionary(pair => pair.Place, pair => pair.decision);
        if (decisions.Count > 0) await use.GetRequiredService<DecideItem>().RunAsync(Actor.Program, regionId, request.Id, null, decisions, stop);
        foreach (var happened in sample.Events)
            await use.GetRequiredService<RecordEvent>().RunAsync(Actor.Program, regionId, request.Id, null, happened, stop: stop);
    }

    /// <summary>As many working days from today as the day is from the day the file was written for.</summary>
    private DateOnly Move(DateOnly day, DateOnly today, WorkCalendar calendar)
    {
        var away = calendar.WorkdaysBetween(day, asOf);
        return away >= 0 ? calendar.SubtractWorkdays(today, away) : calendar.AddWorkdays(today, -away);
    }

    private static SampleRequest Case(PackNode node)
    {
        var map = node.Map();
        var channel = map.Required("channel").OneOf([.. Channels.All.Select(channel => (channel.Word, channel))]);
        var on = map.Required("on").Date();
        var unit = map.Text("unit");
        var applicant = map.Required("applicant").Map();
        var request = new NewRequest(
            channel, on, applicant.Required("kind").OneOf(("citizen", ApplicantKind.Citizen), ("company", ApplicantKind.Company)),
            applicant.Required("name").Text(), applicant.Required("identity").Text())
        {
            Representative = applicant.Text("representative"),
            Address = "偃师区样例路1号",
            Delivery = "邮寄",
            Items = [.. map.Required("asked").Items().Select(item => item.Text())],
            ConfirmedOn = map.Optional("confirmed_on")?.Date(),
        };
        applicant.End();
        var decisions = map.Optional("decisions")?.Items().Select(Decided).ToList() ?? [];
        var events = map.Optional("events")?.Items().Select(ClockFile.Event).ToList() ?? [];
        map.End();
        return new SampleRequest(request, unit, decisions, events);
    }

    private static Decision Decided(PackNode node) => node.OneOf([.. DecisionKinds.All.Select(decision => (decision.ToString(), decision))]);
}

internal static class SampleUnits
{
    /// <exception cref="RefusedException">The sample names a unit that is not among its units.</exception>
    public static async Task<long> FindSampleUnitAsync(this LantaiDb db, long regionId, string name, CancellationToken stop) =>
        await db.Units.Where(unit => unit.RegionId == regionId && unit.Names.Any(known => known.Kind == UnitNameKind.Full && known.Text == name))
            .Select(unit => (long?)unit.Id).FirstOrDefaultAsync(stop)
        ?? throw new RefusedException($"样例里没有单位“{name}”，请核对units.csv。");
}
