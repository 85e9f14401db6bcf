using Lantai.Patrol.Fetching;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using NpgsqlTypes;

namespace Lantai.Patrol;

/// <summary>
/// The exchanges of one running patrol in the database: written in batches, at most a second after they happened, and read
/// again by the program that takes the patrol up.
/// </summary>
internal sealed class ExchangeStore(NpgsqlDataSource source, IDbContextFactory<LantaiDb> databases, long patrolId)
{
    /// <summary>Writers of contents and the sweeper of unused ones must not cross each other.</summary>
    public const long BodyLock = 0x5042_0001;

    private const int MostInBatch = 200;
    private static readonly TimeSpan WriteEvery = TimeSpan.FromSeconds(1);

    /// <summary>The log of the patrol, with what earlier programs have written.</summary>
    public async Task<ExchangeLog> OpenAsync(KeepContent keeping, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        var keys = await db.PatrolExchanges.Where(exchange => exchange.PatrolId == patrolId).Select(exchange => exchange.Key).ToListAsync(stop);
        return new ExchangeLog(keys.Select(Convert.ToHexStringLower), RecallAsync, keeping.Of);
    }

    /// <summary>Writes until the log is complete; a failure ends the log, and with it the patrol.</summary>
    public async Task WriteAsync(ExchangeLog log)
    {
        try
        {
            var batch = new List<KeptExchange>();
            while (await log.Fresh.WaitToReadAsync())
            {
                while (batch.Count < MostInBatch && log.Fresh.TryRead(out var exchange)) batch.Add(exchange);
                await WriteAsync(batch);
                if (batch.Count < MostInBatch) await Task.WhenAny(log.Completed, Task.Delay(WriteEvery));
                batch.Clear();
            }
        }
        catch (Exception cause)
        {
            log.Complete(cause);
            throw;
        }
    }

    private async Task<KeptExchange?> RecallAsync(byte[] key, CancellationToken stop)
    {
        await using var db = await databases.CreateDbContextAsync(stop);
        // In one question: between two of them MaskOldContents may give the content another hash.
        var kept = await db.PatrolExchanges.AsNoTracking().Where(exchange => exchange.PatrolId == patrolId && exchange.Key == key)
            .LeftJoin(db.PageBodies, exchange => exchange.BodyHash, body => body.Hash, (exchange, body) => new { Exchange = exchange, Body = body })
            .SingleOrDefaultAsync(stop);
        return kept?.Exchange.Read(kept.Body);
    }

    private async Task WriteAsync(List<KeptExchange> exchanges)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select pg_advisory_xact_lock_shared($1)") { Parameters = { new() { Value = BodyLock } } });
        // In one order everywhere, so that two patrols never wait for each other.
        var contents = exchanges.Select(exchange => exchange.Content).OfType<KeptContent>().DistinctBy(content => content.Hash);
        foreach (var content in contents.OrderBy(content => content.Hash, StringComparer.Ordinal))
            batch.BatchCommands.Add(Insert(content));
        foreach (var exchange in exchanges) batch.BatchCommands.Add(Insert(exchange));
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    private static NpgsqlBatchCommand Insert(KeptContent content) =>
        new("insert into page_body (hash, packed, length) values ($1, $2, $3) on conflict (hash) do nothing")
        {
            Parameters = { new() { Value = content.Hash }, new() { Value = content.Packed }, new() { Value = content.Length } },
        };

    private NpgsqlBatchCommand Insert(KeptExchange exchange)
    {
        const string sql = """
            insert into patrol_exchange (patrol_id, key, method, address, final, asked_at, elapsed_milliseconds, chain, status, failure, detail,
              request, response, cut, content_type, content_length, is_challenge, sent_hash, body_bytes, body_hash, masked)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, $20, $21)
            on conflict (patrol_id, key) do update set final = excluded.final, asked_at = excluded.asked_at,
              elapsed_milliseconds = excluded.elapsed_milliseconds, chain = excluded.chain, status = excluded.status, failure = excluded.failure,
              detail = excluded.detail, request = excluded.request, response = excluded.response, cut = excluded.cut, content_type = excluded.content_type,
              content_length = excluded.content_length, is_challenge = excluded.is_challenge, sent_hash = excluded.sent_hash,
              body_bytes = excluded.body_bytes, body_hash = excluded.body_hash, masked = excluded.masked
            """;
        return new NpgsqlBatchCommand(sql)
        {
            Parameters =
            {
                new() { Value = patrolId }, new() { Value = KeptExchange.KeyOf(exchange.Method, exchange.Address) }, Text(exchange.Method.ToString()),
                Text(exchange.Address), Text(exchange.Final), new() { Value = exchange.At }, new() { Value = (int)exchange.Elapsed.TotalMilliseconds },
                new() { Value = exchange.Chain }, Number(exchange.Status), Text(exchange.Failure?.ToString()), Text(exchange.Detail), Text(exchange.Request),
                Text(exchange.Response), Text(exchange.Cut.ToString()), Text(exchange.ContentType), new() { Value = (object?)exchange.Length ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint },
                new() { Value = exchange.IsChallenge }, Text(exchange.Hash), new() { Value = exchange.BodyBytes }, Text(exchange.Content?.Hash), new() { Value = exchange.Content?.Masked ?? 0 },
            },
        };
    }

    private static NpgsqlParameter Text(string? value) => new() { Value = (object?)value?.Replace("\0", "", StringComparison.Ordinal) ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text };

    private static NpgsqlParameter Number(int? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };
}
