using Npgsql;

namespace Lantai.Storage;

/// <summary>
/// Connections for the statements behind public pages: few, so that PostgreSQL's processes stay awake, and not reset when they come
/// back. They cannot write; who uses them leaves nothing on them, no setting and no lock (ADR 0105).
/// </summary>
public sealed class PublicReads
{
    private const int ForEachProcessor = 2;

    internal PublicReads(string address)
    {
        var few = new NpgsqlConnectionStringBuilder(address) { MinPoolSize = 0, MaxPoolSize = ForEachProcessor * Environment.ProcessorCount, NoResetOnClose = true };
        few.Options = $"{few.Options} -c default_transaction_read_only=on".TrimStart();
        Source = NpgsqlDataSource.Create(few);
    }

    /// <summary>A statement waits its turn when all of them are busy.</summary>
    public NpgsqlDataSource Source { get; }
}
