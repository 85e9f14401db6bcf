using System.Data;
using Npgsql;
using NpgsqlTypes;

namespace Lantai.Assessment;

/// <summary>
/// Streams a region's observations into tallies: one pass, one row in memory at a time, so that a whole region and year
/// is scored without holding its facts. The facts behind a single cell are read when somebody asks why.
/// </summary>
public static class TallyObservations
{
    private const string Sql = """
        select unit_id, fact, "on", quantity, class, state, since, item
        from observation
        where region_id = $1 and withdrawn_at is null and fact = any($2) and "on" between $3 and $4
          and unit_id = any($5)
        """;

    /// <summary>Where the latest row counts, two of one day are taken in the order in which they were recorded.</summary>
    private const string InOrder = Sql + """

        order by "on", id
        """;

    /// <summary>Adds every observation that the scheme asks for; answers how many rows were read.</summary>
    /// <param name="connection">Open; a transaction that runs on it is seen.</param>
    /// <param name="numbers">The units' numbers in the tallies by their ids; only these units' observations are read.</param>
    /// <param name="from">The first day; null for any age.</param>
    public static async Task<long> AddAsync(
        NpgsqlConnection connection, long regionId, Scoring scoring, Tallies tallies, IReadOnlyDictionary<long, int> numbers,
        DateOnly? from, DateOnly until, CancellationToken stop = default)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = scoring.KeepsLatest ? InOrder : Sql;
        command.Parameters.AddWithValue(regionId);
        command.Parameters.AddWithValue(scoring.Facts.ToArray());
        command.Parameters.Add(new NpgsqlParameter { Value = from ?? DateOnly.MinValue, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.Add(new NpgsqlParameter { Value = until, NpgsqlDbType = NpgsqlDbType.Date });
        command.Parameters.AddWithValue(numbers.Keys.ToArray());
        await using var rows = await command.ExecuteReaderAsync(CommandBehavior.SequentialAccess, stop);
        var count = 0L;
        // The rows of a result come in packets; waiting for each row would cost more than reading it.
        while (rows.Read())
        {
            count++;
            var number = numbers[rows.GetInt64(0)];
            var fact = rows.GetString(1);
            var day = rows.GetFieldValue<DateOnly>(2);
            var quantity = rows.GetDecimal(3);
            var @class = rows.IsDBNull(4) ? null : rows.GetString(4);
            var state = rows.IsDBNull(5) ? null : rows.GetString(5);
            DateOnly? since = rows.IsDBNull(6) ? null : rows.GetFieldValue<DateOnly>(6);
            var item = rows.IsDBNull(7) ? null : rows.GetString(7);
            tallies.Add(number, scoring.Kind(fact, @class, state), day, quantity, since, item);
        }
        return count;
    }
}
