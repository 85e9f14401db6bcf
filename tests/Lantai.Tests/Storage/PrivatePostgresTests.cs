using Lantai.Storage;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Storage;

public sealed class PrivatePostgresTests
{
    [Fact]
    public async Task A_folder_is_made_joined_left_and_opened_again_with_its_records()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lantai-own-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await using (var first = await Database.OpenAsync(null, folder))
            {
                Assert.True(first.IsPrivate);
                await Schema.EnsureCurrentAsync(first.Source);
                await using var second = await PrivatePostgres.OpenAsync(folder);
                await using var joined = NpgsqlDataSource.Create(second.AddressOf("lantai") + ";Pooling=false");
                await ExecuteAsync(joined, "insert into calendar_year values (2027, now())");
            }
            await using var again = await Database.OpenAsync(null, folder);
            await using var command = again.Source.CreateCommand("select count(*) from calendar_year");
            Assert.Equal(1L, await command.ExecuteScalarAsync());
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    [Fact]
    public async Task A_deep_folder_gets_a_short_place_for_its_socket()
    {
        var root = Path.Combine(Path.GetTempPath(), "lantai-deep-" + Guid.NewGuid().ToString("N")[..8]);
        var folder = Path.Combine(root, new string('深', 30));
        try
        {
            await using var postgres = await PrivatePostgres.OpenAsync(folder);
            await using var source = NpgsqlDataSource.Create(postgres.AddressOf("postgres") + ";Pooling=false");
            await ExecuteAsync(source, "select 1");
        }
        finally
        {
            Directory.Delete(root, true);
        }
    }

    [Fact]
    public async Task A_wrong_address_is_refused_with_an_example()
    {
        var folder = Path.Combine(Path.GetTempPath(), "lantai-none-" + Guid.NewGuid().ToString("N")[..8]);
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Database.OpenAsync("Hst=x", folder));
        Assert.Contains("Host=", refusal.Message, StringComparison.Ordinal);
        Directory.Delete(folder, true);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }
}
