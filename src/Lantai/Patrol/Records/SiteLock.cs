using Npgsql;

namespace Lantai.Patrol;

/// <summary>A site held by this program: PostgreSQL lets go of it when the connection ends, however it ends.</summary>
internal sealed class SiteLock : IAsyncDisposable
{
    /// <summary>Sets these locks apart from others on the same database.</summary>
    private const int Kind = 0x5041;

    private readonly NpgsqlConnection connection;
    private readonly long site;

    private SiteLock(NpgsqlConnection connection, long site) => (this.connection, this.site) = (connection, site);

    /// <summary>Null when somebody holds it.</summary>
    public static async Task<SiteLock?> TryTakeAsync(NpgsqlDataSource source, long site, CancellationToken stop)
    {
        var connection = await source.OpenConnectionAsync(stop);
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1, $2)", connection) { Parameters = { new() { Value = Kind }, new() { Value = checked((int)site) } } };
        if ((bool)(await command.ExecuteScalarAsync(stop))!) return new SiteLock(connection, site);
        await connection.DisposeAsync();
        return null;
    }

    public async ValueTask DisposeAsync()
    {
        // Back in the pool the connection would go on holding it.
        await using (var command = new NpgsqlCommand("select pg_advisory_unlock($1, $2)", connection) { Parameters = { new() { Value = Kind }, new() { Value = checked((int)site) } } })
            await command.ExecuteScalarAsync();
        await connection.DisposeAsync();
    }
}
