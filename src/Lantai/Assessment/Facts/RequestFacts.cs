using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Requests;
using Lantai.Requests.Letters;
using Lantai.Requests.Lint;
using Lantai.Requests.Routing;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>
/// What became of applications, as facts: what was given to units is theirs; replies and letters are the unit's that was
/// applied to, and the office's own those of the unit that bears the office's name.
/// </summary>
internal static class RequestFacts
{
    private const string Given = "交办申请";
    private const string GivenLate = "承办超期";
    private const string Replied = "申请答复";
    private const string RepliedLate = "申请超期";
    private const string LetterFaults = "文书问题";

    public static FactSource Source(RequestRulebook rulebook, TimeProvider time) => new("依申请公开",
    [
        new(Given, "交给单位承办的一项，日期是提出意见或者退回之日，起算日是交办之日，状态是按期或超期，尚不能判断的没有状态", "项"),
        new(GivenLate, "过了承办期限没有提出意见的一项，日期是期限的次日，起算日是交办之日，状态是考评期末已办或未办", "项"),
        new(Replied, "答复机关答复的一件申请，日期是答复之日，起算日是收到之日，类别是渠道，状态是按期或超期，尚不能判断的没有状态", "件"),
        new(RepliedLate, "过了答复期限没有答复的一件申请，日期是期限的次日，起算日是收到之日，状态是考评期末已办结或未办结", "件"),
        new(LetterFaults, "答复机关签发的文书检查出的一处问题，日期是成文日期，类别是错误或提示，对象是检查规则", "处"),
    ], (db, query, stop) => ReadAsync(db, query with { Until = Earlier(query.Until, time.Today()) }, new RequestClock(db, rulebook, time), time, stop));

    /// <summary>What is due later in a period that still runs is not late yet.</summary>
    private static DateOnly Earlier(DateOnly until, DateOnly today) => until < today ? until : today;

    private static async Task<IReadOnlyList<Fact>> ReadAsync(LantaiDb db, FactQuery query, RequestClock clock, TimeProvider time, CancellationToken stop)
    {
        bool Wants(params string[] names) => names.Any(query.Names.Contains);
        if (!Wants(Given, GivenLate, Replied, RepliedLate, LetterFaults)) return [];
        var home = $"/desk/{await db.Set<Units.Region>().Where(region => region.Id == query.RegionId).Select(region => region.Key).SingleAsync(stop)}/requests";
        var agency = Wants(Replied, RepliedLate, LetterFaults) ? await AgencyAsync(db, query, stop) : _ => null;
        List<Fact> facts =
        [
            .. Wants(Given, GivenLate) ? await TasksAsync(query, new UnitTasks(db, clock, time), home, stop) : [],
            .. Wants(Replied, RepliedLate) ? await CasesAsync(db, query, clock, agency, home, stop) : [],
            .. Wants(LetterFaults) ? await LettersAsync(db, query, agency, home, stop) : [],
        ];
        return [.. facts.Where(fact => query.Names.Contains(fact.Name) && fact.Day <= query.Until && (query.From is null || fact.Day >= query.From)).OrderBy(fact => fact.Day)];
    }

    /// <returns>Names the unit that answers, given what was applied to; null when it is none of the units asked for.</returns>
    private static async Task<Func<long?, string?>> AgencyAsync(LantaiDb db, FactQuery query, CancellationToken stop)
    {
        var signs = await db.LetterOffices.Where(office => office.RegionId == query.RegionId && office.UnitId == null)
            .Select(office => office.Name).SingleOrDefaultAsync(stop);
        var own = query.Units.Values.FirstOrDefault(name => name == signs);
        return unit => unit is { } known ? query.Units.GetValueOrDefault(known) : own;
    }

    private static async Task<IEnumerable<Fact>> TasksAsync(FactQuery query, UnitTasks tasks, string home, CancellationToken stop) =>
        (await tasks.GivenAsync(query.RegionId, query.From, query.Until, stop)).Where(task => query.Units.ContainsKey(task.Routing.UnitId)).SelectMany(task =>
        {
            var row = new Fact(query.Units[task.Routing.UnitId], Given, task.Routing.AskedOn)
            {
                Since = task.Routing.AskedOn,
                Item = $"{task.CaseNumber}第{task.Place}项",
                Note = task.Routing.State.Title,
                Link = $"{home}/{task.Routing.RequestId}",
            };
            return Timed(row, task.EndedOn, task.DueOn, task.IsInTime, query.Until, GivenLate, ("已办", "未办"));
        });

    private static async Task<IEnumerable<Fact>> CasesAsync(LantaiDb db, FactQuery query, RequestClock clock, Func<long?, string?> agency, string home, CancellationToken stop)
    {
        await clock.RefreshAsync(query.RegionId, stop);
        var cases = await CountedAsync(db, query, stop);
        var undue = await InTimeAsync(db, clock, [.. cases.Where(known => known is { IsReplied: true, DueOn: null }).Select(known => known.Id)], stop);
        return cases.Where(known => agency(known.UnitId) is not null).SelectMany(known =>
        {
            var row = new Fact(agency(known.UnitId)!, Replied, known.ReceivedOn!.Value)
            {
                Since = known.ReceivedOn,
                Class = known.Channel.Title,
                Item = Request.NumberOf(known.Year, known.Number),
                Link = $"{home}/{known.Id}",
            };
            var inTime = known.DueOn is { } due ? known.EndedOn <= due : undue.GetValueOrDefault(known.Id);
            return Timed(row, known.EndedOn, known.DueOn, inTime, query.Until, RepliedLate, ("已办结", "未办结"))
                .Where(fact => known.IsReplied || fact.Name != Replied);
        });
    }

    /// <summary>A case as far as it is told.</summary>
    private sealed record Counted(
        long Id, int Year, int Number, long? UnitId, Channel Channel, DateOnly? ReceivedOn, DateOnly? EndedOn, DateOnly? DueOn, bool IsReplied);

    /// <summary>Those that the period can tell of; what ended before it is told of by earlier ones.</summary>
    private static Task<List<Counted>> CountedAsync(LantaiDb db, FactQuery query, CancellationToken stop)
    {
        var replied = db.Set<RecordedEvent>().Where(recorded => recorded.Kind == RequestEventKind.Replied && recorded.StruckAt == null);
        return db.Requests.Where(request => request.RegionId == query.RegionId && request.ReceivedOn <= query.Until
                && (query.From == null || request.EndedOn == null || request.EndedOn >= query.From))
            .OrderBy(request => request.Id)
            .Select(request => new Counted(request.Id, request.Year, request.Number, request.UnitId, request.Channel, request.ReceivedOn, request.EndedOn,
                request.DueOn, replied.Any(recorded => recorded.RequestId == request.Id)))
            .ToListAsync(stop);
    }

    /// <summary>Cases answered without a due day: while others were asked, or into a year whose days off are not published. Few.</summary>
    private static async Task<Dictionary<long, bool?>> InTimeAsync(LantaiDb db, RequestClock clock, IReadOnlyList<long> ids, CancellationToken stop)
    {
        var found = new Dictionary<long, bool?>();
        foreach (var request in await db.Requests.AsNoTracking().Include(request => request.Events).Where(request => ids.Contains(request.Id)).ToListAsync(stop))
            found[request.Id] = (await clock.TryReadAsync(request, stop)).Reading?.EndedInTime;
        return found;
    }

    /// <summary>The answer on its day, and the lateness on the day after the term, whatever comes of it later.</summary>
    /// <param name="inTime">Null while it cannot be judged; the fact then has no state.</param>
    private static IEnumerable<Fact> Timed(
        Fact row, DateOnly? ended, DateOnly? due, bool? inTime, DateOnly until, string lateName, (string Done, string Open) states)
    {
        if (ended is { } on) yield return row with { Day = on, State = inTime is { } timely ? timely ? "按期" : "超期" : null };
        if (due is { } last && (ended ?? until) > last) yield return row with { Name = lateName, Day = last.AddDays(1), State = ended <= until ? states.Done : states.Open };
    }

    private static async Task<IEnumerable<Fact>> LettersAsync(LantaiDb db, FactQuery query, Func<long?, string?> agency, string home, CancellationToken stop)
    {
        var letters = await db.Letters.Where(letter => letter.RegionId == query.RegionId && letter.State == LetterState.Issued && letter.SignedOn <= query.Until
                && (query.From == null || letter.SignedOn >= query.From))
            .OrderBy(letter => letter.Id)
            .Join(db.Requests, letter => letter.RequestId, request => request.Id, (letter, request) => new
            {
                letter.Id,
                letter.RequestId,
                letter.Name,
                letter.SignedOn,
                letter.Findings,
                request.UnitId,
                Number = letter.NumberCode == null ? null : new DocumentNumber(letter.NumberCode, letter.NumberYear!.Value, letter.Number!.Value),
            }).ToListAsync(stop);
        return from letter in letters
               let unit = agency(letter.UnitId)
               where unit is not null
               from found in letter.Findings
               select new Fact(unit, LetterFaults, letter.SignedOn!.Value)
               {
                   Class = found.Severity == LintSeverity.Error ? "错误" : "提示",
                   Item = found.Rule,
                   Note = $"{letter.Name}{letter.Number}：{found.Message}",
                   Link = $"{home}/{letter.RequestId}/letters/{letter.Id}",
               };
    }
}
