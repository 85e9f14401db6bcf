using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

[assembly: AssemblyFixture(typeof(Lantai.Tests.Support.TestPostgres))]

namespace Lantai.Tests.Support;

/// <summary>
/// One PostgreSQL for the run, with a template that holds the schema; a test gets a copy of its own (about 30 ms).
/// LANTAI_TEST_DATABASE names a server to use instead of a private one.
/// </summary>
public sealed class TestPostgres : IAsyncLifetime
{
    private static readonly string[] Fast =
        ["fsync=off", "synchronous_commit=off", "full_page_writes=off", "shared_buffers=64MB", "max_wal_size=1GB"];
    private const string Template = "lantai_template";
    private readonly string folder = Path.Combine(Path.GetTempPath(), "lantai-test-" + Guid.NewGuid().ToString("N")[..8]);
    private readonly SemaphoreSlim copying = new(1);
    private PrivatePostgres? own;
    private int made;

    public async ValueTask InitializeAsync()
    {
        if (Named is null) own = await PrivatePostgres.OpenAsync(folder, Fast);
        await ExecuteAsync($"drop database if exists {Template}");
        await ExecuteAsync($"create database {Template}");
        await using var source = NpgsqlDataSource.Create(AddressOf(Template) + ";Pooling=false");
        await Schema.UpgradeAsync(source);
    }

    /// <summary>A fresh database with the schema and no rows.</summary>
    internal async Task<TestDatabase> CreateAsync()
    {
        var name = $"t_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";
        await copying.WaitAsync();
        try
        {
            await ExecuteAsync($"create database {name} template {Template}");
        }
        finally
        {
            copying.Release();
        }
        return new TestDatabase(this, name, AddressOf(name));
    }

    /// <summary>An empty database without the schema.</summary>
    internal async Task<TestDatabase> CreateBareAsync()
    {
        var name = $"t_{Environment.ProcessId}_{Interlocked.Increment(ref made)}";
        await ExecuteAsync($"create database {name} template template0");
        return new TestDatabase(this, name, AddressOf(name));
    }

    internal Task DropAsync(string name) => ExecuteAsync($"drop database if exists {name} with (force)");

    public async ValueTask DisposeAsync()
    {
        copying.Dispose();
        if (own is null) return;
        await own.DisposeAsync();
        Directory.Delete(folder, true);
    }

    private static string? Named => Environment.GetEnvironmentVariable("LANTAI_TEST_DATABASE");

    private string AddressOf(string database) =>
        own?.AddressOf(database) ?? new NpgsqlConnectionStringBuilder(Named) { Database = database }.ConnectionString;

    private async Task ExecuteAsync(string sql)
    {
        await using var source = NpgsqlDataSource.Create(AddressOf("postgres") + ";Pooling=false");
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}

/// <summary>A test's own database; dropped with it.</summary>
internal sealed class TestDatabase(TestPostgres server, string name, string address) : IAsyncDisposable
{
    public string Address => address;

    public NpgsqlDataSource Source { get; } = NpgsqlDataSource.Create(address + ";Maximum Pool Size=20");

    public LantaiDb Open() => new(new DbContextOptionsBuilder<LantaiDb>().UseNpgsql(Source).Options);

    public async Task ExecuteAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>The first column of each row.</summary>
    public async Task<List<string>> ReadAsync(string sql)
    {
        await using var command = Source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new List<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }

    public async ValueTask DisposeAsync()
    {
        await Source.DisposeAsync();
        await server.DropAsync(name);
    }
}
