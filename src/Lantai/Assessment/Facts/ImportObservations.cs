using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What an import of observations would do.</summary>
/// <param name="New">Those not known yet.</param>
/// <param name="Known">How many rows of the file are recorded already; they are not recorded again.</param>
public sealed record ObservationImport(IReadOnlyList<ObservationInput> New, int Known);

/// <summary>Takes a list of facts over as observations, all of it or nothing.</summary>
public sealed class ImportObservations(LantaiDb db, RecordObservation record)
{
    /// <exception cref="RefusedException">The file is not as it should be.</exception>
    public async Task<ObservationImport> PlanAsync(ScoringPeriod period, IReadOnlyList<SourceTable> tables, CancellationToken stop = default)
    {
        var names = await ParticipantNames.ReadAsync(db, period.Id, stop);
        var scheme = period.ReadScheme();
        var facts = FactNeed.Of(scheme).Select(need => need.Name).ToHashSet(StringComparer.Ordinal);
        var inputs = tables.SelectMany(table => FactFile.Read(table, names.Known, facts)).Select(fact => Of(fact, names)).ToList();
        var units = inputs.Select(input => input.UnitId).Distinct().ToArray();
        var stored = await db.Observations.AsNoTracking()
            .Where(row => row.RegionId == period.RegionId && row.WithdrawnAt == null && units.Contains(row.UnitId)).ToListAsync(stop);
        var known = stored.Select(Of).ToHashSet();
        // An objection that was upheld gave the row a state that the file does not know.
        var voided = stored.Where(row => row.State is { } state && scheme.VoidStates.Contains(state)).Select(row => Of(row) with { State = null }).ToHashSet();
        var fresh = inputs.Where(input => !known.Contains(input) && !voided.Contains(input with { State = null })).ToList();
        return new ObservationImport(fresh, inputs.Count - fresh.Count);
    }

    /// <exception cref="RefusedException">The file is not as it should be, or the period is closed.</exception>
    public async Task<ObservationImport> RunAsync(Actor actor, long periodId, IReadOnlyList<SourceTable> tables, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        // Observations are the region's: two periods of it must not take the same file over at once either.
        await db.Database.ExecuteSqlAsync($"select 1 from region where id = {period.RegionId} for no key update", stop);
        var import = await PlanAsync(period, tables, stop);
        if (import.New.Count > 0) await record.RunAsync(actor, period.RegionId, period.ReadScheme(), import.New, stop);
        await transaction.CommitAsync(stop);
        return import;
    }

    private static ObservationInput Of(Fact fact, ParticipantNames names) => new(names.Find(fact.Unit)!.UnitId, fact.Name, fact.Day, Figures.Trim(fact.Quantity))
    {
        Class = fact.Class,
        Item = fact.Item,
        State = fact.State,
        Since = fact.Since,
        Note = fact.Note,
        Link = fact.Link,
    };

    private static ObservationInput Of(Observation row) => new(row.UnitId, row.Fact, row.On, Figures.Trim(row.Quantity))
    {
        Class = row.Class,
        Item = row.Item,
        State = row.State,
        Since = row.Since,
        Note = row.Note,
        Link = row.Link,
    };
}
