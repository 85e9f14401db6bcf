using Lantai.Storage;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Storage;

public sealed class ServerMemoryTests
{
    [Theory]
    [InlineData(0.5, "shared_buffers=128MB", "max_wal_size=1024MB")]
    [InlineData(2, "shared_buffers=256MB", "max_wal_size=1024MB")]
    [InlineData(8, "shared_buffers=1024MB", "max_wal_size=2048MB")]
    [InlineData(256, "shared_buffers=4096MB", "max_wal_size=8192MB")]
    public void The_server_takes_an_eighth_of_the_memory_and_logs_twice_as_much(double gigabytes, string buffers, string log) =>
        Assert.Equal([buffers, log], ServerMemory.SettingsFor((long)(gigabytes * 1024 * 1024 * 1024)));

    [Fact]
    public async Task A_server_starts_with_the_settings_of_the_machine_and_those_asked_for_win()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lantai-memory-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await using var postgres = await PrivatePostgres.OpenAsync(folder, ["shared_buffers=64MB"], TestContext.Current.CancellationToken);
            await using var source = NpgsqlDataSource.Create(postgres.AddressOf("postgres") + ";Pooling=false");
            Assert.Equal("64MB", await ReadAsync(source, "shared_buffers"));
            Assert.Contains("max_wal_size=" + await ReadAsync(source, "max_wal_size"), ServerMemory.Settings());
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task<string> ReadAsync(NpgsqlDataSource source, string setting)
    {
        await using var command = source.CreateCommand($"select pg_size_bytes(current_setting('{setting}')) / 1024 / 1024 || 'MB'");
        return (string)(await command.ExecuteScalarAsync())!;
    }
}
