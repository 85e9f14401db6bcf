using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Assessment;

/// <summary>A named fact that a scheme may ask for.</summary>
/// <param name="Counts">What one row of it is, in a sentence.</param>
/// <param name="Measure">What one is called: 次, 件, 条.</param>
public sealed record FactKind(string Name, string Counts, string Measure);

/// <summary>Which facts are asked for.</summary>
/// <param name="Units">The units, each with its name as of the period; a fact carries that name.</param>
/// <param name="From">The first day; null for any age.</param>
/// <param name="Names">The facts' names.</param>
public sealed record FactQuery(long RegionId, IReadOnlyDictionary<long, string> Units, DateOnly? From, DateOnly Until, IReadOnlySet<string> Names);

/// <summary>
/// Where facts come from: a module registers one with <c>services.AddSingleton(new FactSource(…))</c>, and schemes can
/// ask for its facts by name.
/// </summary>
/// <param name="Title">The module as people call it: 观测记录, 巡查.</param>
/// <param name="Kinds">The facts it knows by name; a source that takes any name has none.</param>
/// <param name="ReadAsync">The rows, each with its evidence; only those of <see cref="FactQuery.Names"/>.</param>
public sealed record FactSource(
    string Title, IReadOnlyList<FactKind> Kinds, Func<LantaiDb, FactQuery, CancellationToken, Task<IReadOnlyList<Fact>>> ReadAsync)
{
    /// <summary>
    /// Adds a group's rows to its tallies without holding them, for a source with many; null where they are few and
    /// <see cref="ReadAsync"/> serves for both.
    /// </summary>
    public Func<LantaiDb, FactQuery, GroupTallies, CancellationToken, Task>? TallyAsync { get; init; }
}

/// <summary>The tallies of a scheme's group, and the place of each of its units in them.</summary>
/// <param name="Numbers">By the units' ids.</param>
public sealed record GroupTallies(Scoring Scoring, Tallies Tallies, IReadOnlyDictionary<long, int> Numbers);

/// <summary>Observations are facts like any other.</summary>
internal static class ObservationFacts
{
    public static FactSource Source { get; } = new("观测记录", [], ReadAsync) { TallyAsync = TallyAsync };

    private static async Task<IReadOnlyList<Fact>> ReadAsync(LantaiDb db, FactQuery query, CancellationToken stop)
    {
        var units = query.Units.Keys.ToArray();
        var names = query.Names.ToArray();
        var rows = await db.Observations.AsNoTracking()
            .Where(row => row.RegionId == query.RegionId && row.WithdrawnAt == null && row.On <= query.Until)
            .Where(row => units.Contains(row.UnitId) && names.Contains(row.Fact) && (query.From == null || row.On >= query.From))
            .OrderBy(row => row.On).ThenBy(row => row.Id).ToListAsync(stop);
        return [.. rows.Select(row => Of(row, query.Units[row.UnitId]))];
    }

    private static async Task TallyAsync(LantaiDb db, FactQuery query, GroupTallies group, CancellationToken stop)
    {
        await db.Database.OpenConnectionAsync(stop);
        try
        {
            var connection = (NpgsqlConnection)db.Database.GetDbConnection();
            await TallyObservations.AddAsync(connection, query.RegionId, group.Scoring, group.Tallies, group.Numbers, query.From, query.Until, stop);
        }
        finally
        {
            await db.Database.CloseConnectionAsync();
        }
    }

    private static Fact Of(Observation row, string unit) => new(unit, row.Fact, row.On, row.Quantity)
    {
        Class = row.Class,
        Item = row.Item,
        State = row.State,
        Since = row.Since,
        Note = row.Note,
        Link = row.Link,
        FileId = row.FileId,
    };
}
