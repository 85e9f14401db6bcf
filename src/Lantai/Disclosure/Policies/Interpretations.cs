using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>How far the interpretation of a document is.</summary>
public enum InterpretationState { InTime, Late, Waiting, Overdue }

/// <summary>One interpretation of a document.</summary>
/// <param name="Overlap">Percent that is the document's own text; 0 until the texts are compared (<see cref="Interpretations.WithTextsAsync"/>).</param>
/// <param name="Elements">How many of the elements it tells; 0 until then.</param>
public sealed record KnownInterpretation(long ArticleId, string Title, InterpretationForm? Form, DateOnly On, int Overlap, int Elements);

/// <summary>A published document that must be interpreted, with its clock.</summary>
/// <param name="DueOn">The last day on which an interpretation is in time; null while the calendar does not reach so far.</param>
public sealed record InterpretedPolicy(
    long ArticleId, string Title, long UnitId, DateOnly PublishedOn, DateOnly? DueOn, InterpretationState State,
        IReadOnlyList<KnownInterpretation> Interpretations);

/// <summary>The documents of a region that must be interpreted: which are, in time, in how many forms, and how well.</summary>
public sealed class Interpretations(LantaiDb db, PackFolder packs, TimeProvider time)
{
    /// <summary>All of them, without looking into their texts.</summary>
    public async Task<IReadOnlyList<InterpretedPolicy>> ReadAsync(long regionId, IReadOnlyCollection<long>? units, CancellationToken stop = default)
    {
        var (now, workdays, calendar) = (time.GetUtcNow(), PolicyPack.Read(packs).Workdays, await db.ReadCalendarAsync(stop));
        var live = db.LiveEditions(regionId, now);
        var policies = await live.Where(edition => edition.NeedsInterpretation && (units == null || units.Contains(edition.Article!.UnitId))).WithFirst()
            .Select(page => new { page.Edition.ArticleId, page.Edition.Title, page.Edition.Article!.UnitId, page.First }).ToListAsync(stop);
        var ids = policies.Select(policy => policy.ArticleId).ToList();
        var told = (await live.WithFirst()
            .SelectMany(page => page.Edition.Links, (page, link) => new
            {
                link.Kind,
                link.TargetId,
                page.Edition.ArticleId,
                page.Edition.Title,
                page.Edition.Form,
                page.First
            })
            .Where(row => row.Kind == LinkKind.Interprets && ids.Contains(row.TargetId)).ToListAsync(stop)).ToLookup(row => row.TargetId);
        return
        [
            .. from policy in policies
               let day = OfficeTime.Day(policy.First!.Value)
               let due = Due(calendar, day, workdays)
               let found = told[policy.ArticleId]
                   .Select(row => new KnownInterpretation(row.ArticleId, row.Title, row.Form, OfficeTime.Day(row.First!.Value), 0, 0))
                   .OrderBy(one => one.On).ToList()
               orderby day descending, policy.ArticleId descending
               select new InterpretedPolicy(policy.ArticleId, policy.Title, policy.UnitId, day, due,
                   StateOf(found.Count == 0 ? null : found[0].On, due, OfficeTime.Day(now)), found),
        ];
    }

    /// <summary>
    /// The same with overlap and elements, for those that are shown. The texts of one document at a time are in memory.
    /// </summary>
    public async Task<IReadOnlyList<InterpretedPolicy>> WithTextsAsync(long regionId, IReadOnlyList<InterpretedPolicy> shown, CancellationToken stop = default)
    {
        var (live, pack) = (db.LiveEditions(regionId, time.GetUtcNow()), PolicyPack.Read(packs));
        var compared = new List<InterpretedPolicy>();
        foreach (var policy in shown)
            compared.Add(policy.Interpretations.Count == 0 ? policy
                : policy with { Interpretations = await CompareAsync(live, policy.ArticleId, policy.Interpretations, pack, stop) });
        return compared;
    }

    private static async Task<IReadOnlyList<KnownInterpretation>> CompareAsync(
        IQueryable<Edition> live, long policyId, IReadOnlyList<KnownInterpretation> found, PolicyPack pack, CancellationToken stop)
    {
        long[] ids = [policyId, .. found.Select(one => one.ArticleId)];
        var bodies = await live.Where(edition => ids.Contains(edition.ArticleId)).Select(edition => new { edition.ArticleId, edition.Body })
            .ToDictionaryAsync(row => row.ArticleId, row => CleanHtml.Words(row.Body), stop);
        return [.. found.Select(one => one with
        {
            Overlap = InterpretationText.Overlap(bodies[one.ArticleId], bodies[policyId]),
            Elements = InterpretationText.Elements(bodies[one.ArticleId], pack.Elements).Count(element => element.IsThere),
        })];
    }

    /// <summary>In time is on the last day too; without a calendar nothing is late.</summary>
    internal static InterpretationState StateOf(DateOnly? first, DateOnly? due, DateOnly today) => first is { } on
        ? on > due ? InterpretationState.Late : InterpretationState.InTime
        : today > due ? InterpretationState.Overdue : InterpretationState.Waiting;

    private static DateOnly? Due(WorkCalendar calendar, DateOnly on, int workdays)
    {
        try
        {
            return calendar.AddWorkdays(on, workdays);
        }
        catch (RefusedException)
        {
            // The calendar of that year is not there: the clock is not shown rather than shown wrong.
            return null;
        }
    }
}

public static class InterpretationTitles
{
    extension(InterpretationState state)
    {
        public string Title => state switch
        {
            InterpretationState.InTime => "及时解读",
            InterpretationState.Late => "超期解读",
            InterpretationState.Waiting => "待解读",
            InterpretationState.Overdue => "超期未解读",
        };

        public Ui.Tone Tone => state switch
        {
            InterpretationState.InTime => Ui.Tone.Done,
            InterpretationState.Late => Ui.Tone.Soon,
            InterpretationState.Waiting => Ui.Tone.Soon,
            InterpretationState.Overdue => Ui.Tone.Late,
        };
    }
}
