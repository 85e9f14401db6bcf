using System.Globalization;
using System.Reflection;
using Npgsql;

namespace Lantai.Storage;

/// <summary>A numbered script of the schema, embedded in the program.</summary>
public sealed record SchemaScript(int Number, string Name, string Sql);

/// <summary>
/// The schema as numbered scripts (<c>0001_name.sql</c>), each applied once, in one transaction, under an advisory
/// lock, so that two programs starting together do it once.
/// </summary>
public static class Schema
{
    private const string Prefix = "Lantai.Storage.Scripts.";
    private const long LockKey = 0x4C414E544149;

    /// <summary>All scripts, by number.</summary>
    public static IReadOnlyList<SchemaScript> Scripts { get; } = ReadScripts();

    /// <summary>Applies what is missing; answers how many scripts were applied.</summary>
    public static async Task<int> UpgradeAsync(NpgsqlDataSource database, CancellationToken stop = default)
    {
        await using var connection = await database.OpenConnectionAsync(stop);
        await ExecuteAsync(connection, $"select pg_advisory_lock({LockKey})", stop);
        try
        {
            var version = await VersionAsync(connection, stop);
            RefuseNewer(version);
            var missing = Scripts.Where(script => script.Number > version).ToList();
            foreach (var script in missing) await ApplyAsync(connection, script, stop);
            return missing.Count;
        }
        finally
        {
            await ExecuteAsync(connection, $"select pg_advisory_unlock({LockKey})", CancellationToken.None);
        }
    }

    /// <summary>
    /// Makes an empty database ready; refuses a schema of another version with the command to run.
    /// </summary>
    public static async Task EnsureCurrentAsync(NpgsqlDataSource database, CancellationToken stop = default)
    {
        int version;
        await using (var connection = await database.OpenConnectionAsync(stop)) version = await VersionAsync(connection, stop);
        RefuseNewer(version);
        if (version == 0) await UpgradeAsync(database, stop);
        else if (version < Scripts[^1].Number)
            throw new RefusedException(
                $"数据库结构是第{version}版，本程序需要第{Scripts[^1].Number}版；请先备份，再运行：lantai db upgrade");
    }

    private static void RefuseNewer(int version)
    {
        if (version > Scripts[^1].Number)
            throw new RefusedException($"数据库结构是第{version}版，比本程序（第{Scripts[^1].Number}版）新；请换用新版程序。");
    }

    private static async Task<int> VersionAsync(NpgsqlConnection connection, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand("select to_regclass('schema_version') is not null", connection);
        if (!(bool)(await command.ExecuteScalarAsync(stop))!) return 0;
        command.CommandText = "select coalesce(max(number), 0) from schema_version";
        return (int)(await command.ExecuteScalarAsync(stop))!;
    }

    private static async Task ApplyAsync(NpgsqlConnection connection, SchemaScript script, CancellationToken stop)
    {
        await using var transaction = await connection.BeginTransactionAsync(stop);
        await ExecuteAsync(connection, script.Sql, stop);
        await using var command = new NpgsqlCommand(
            "insert into schema_version (number, name, applied_at) values ($1, $2, now())", connection);
        command.Parameters.AddWithValue(script.Number);
        command.Parameters.AddWithValue(script.Name);
        await command.ExecuteNonQueryAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql, CancellationToken stop)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(stop);
    }

    private static List<SchemaScript> ReadScripts()
    {
        var assembly = Assembly.GetExecutingAssembly();
        return [.. assembly.GetManifestResourceNames()
            .Where(name => name.StartsWith(Prefix, StringComparison.Ordinal))
            .Select(name => ReadScript(assembly, name))
            .OrderBy(script => script.Number)];
    }

    private static SchemaScript ReadScript(Assembly assembly, string resource)
    {
        using var reader = new StreamReader(assembly.GetManifestResourceStream(resource)!);
        var name = resource[Prefix.Length..^".sql".Length];
        return new SchemaScript(int.Parse(name[..4], CultureInfo.InvariantCulture), name, reader.ReadToEnd());
    }
}
