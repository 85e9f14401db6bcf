using Npgsql;

namespace Lantai.Patrol;

/// <summary>A site held by this program: PostgreSQL lets go of it when the connection ends, however it ends.</summary>
internal sealed class SiteLock : IAsyncDisposable
{
    /// <summary>Sets these locks apart from others on the same database.</summary>
    private const int Kind = 0x5041;

    /// <summary>
    /// A machine that vanishes says no farewell: PostgreSQL asks a silent holder after ten seconds and lets go after three
    /// questions without an answer. On a Unix socket, where the kernel knows, the settings mean nothing.
    /// </summary>
    private const string NoticeDeath = "set tcp_keepalives_idle = 10; set tcp_keepalives_interval = 5; set tcp_keepalives_count = 3; set tcp_user_timeout = 25000";

    private readonly NpgsqlConnection connection;
    private readonly long site;

    private SiteLock(NpgsqlConnection connection, long site) => (this.connection, this.site) = (connection, site);

    /// <summary>Null when somebody holds it.</summary>
    public static async Task<SiteLock?> TryTakeAsync(NpgsqlDataSource source, long site, CancellationToken stop)
    {
        var held = new SiteLock(await source.OpenConnectionAsync(stop), site);
        try
        {
            if (await held.TryTakeAsync(stop)) return held;
        }
        catch
        {
            await held.DisposeAsync();
            throw;
        }
        await held.connection.DisposeAsync();
        return null;
    }

    private async Task<bool> TryTakeAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1, $2)", connection) { Parameters = { new() { Value = Kind }, new() { Value = checked((int)site) } } };
        if (!(bool)(await command.ExecuteScalarAsync(stop))!) return false;
        await using var notice = new NpgsqlCommand(NoticeDeath, connection);
        await notice.ExecuteNonQueryAsync(stop);
        return true;
    }

    /// <summary>Fails when the connection is gone, and with it the lock.</summary>
    public async Task EnsureHeldAsync(CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select 1", connection);
        await command.ExecuteScalarAsync(stop);
    }

    public async ValueTask DisposeAsync()
    {
        try
        {
            // Back in the pool the connection would go on holding it.
            await using var command = new NpgsqlCommand("select pg_advisory_unlock($1, $2)", connection) { Parameters = { new() { Value = Kind }, new() { Value = checked((int)site) } } };
            await command.ExecuteScalarAsync();
        }
        catch (NpgsqlException gone) when (gone.IsTransient)
        {
            // A connection that is gone holds nothing.
        }
        await connection.DisposeAsync();
    }
}
