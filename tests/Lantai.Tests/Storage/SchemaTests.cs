using Lantai.Storage;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Storage;

public sealed class SchemaTests(TestPostgres postgres)
{
    [Fact]
    public async Task The_scripts_and_the_model_say_the_same()
    {
        await using var database = await postgres.CreateAsync();
        await using var db = database.Open();
        var expected = db.Model.GetEntityTypes().SelectMany(ColumnsOf).ToHashSet();
        var actual = await CatalogueAsync(database.Source);
        Assert.Empty(expected.Except(actual).Order());
        Assert.Empty(actual.Except(expected).Order());
    }

    [Fact]
    public async Task Two_programs_starting_together_make_the_schema_once()
    {
        await using var database = await postgres.CreateBareAsync();
        var counts = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Schema.UpgradeAsync(database.Source)));
        Assert.Equal(Schema.Scripts.Count, counts.Sum());
    }

    [Fact]
    public async Task An_older_schema_is_refused_with_the_command_to_run()
    {
        await using var database = await postgres.CreateAsync();
        await ExecuteAsync(database.Source, "delete from schema_version where number > 1");
        if (Schema.Scripts.Count == 1) Assert.Skip("目前只有一个脚本。");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Schema.EnsureCurrentAsync(database.Source));
        Assert.Contains("lantai db upgrade", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_newer_schema_is_refused()
    {
        await using var database = await postgres.CreateAsync();
        await ExecuteAsync(database.Source, "insert into schema_version values (9999, 'later', now())");
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Schema.EnsureCurrentAsync(database.Source));
        Assert.Contains("请换用新版程序", refusal.Message, StringComparison.Ordinal);
    }

    private static async Task ExecuteAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await command.ExecuteNonQueryAsync();
    }

    // xmin is a system column of every table; no script makes it.
    private static IEnumerable<string> ColumnsOf(IEntityType entity) =>
        entity.GetProperties().Where(property => property.GetColumnName() != "xmin").Select(property =>
            $"{entity.GetTableName()}.{property.GetColumnName()} {Plain(property.GetColumnType())}{(property.IsNullable ? "" : " not null")}");

    private static string Plain(string type) => type.Split('(')[0];

    private static async Task<HashSet<string>> CatalogueAsync(NpgsqlDataSource source)
    {
        const string sql = """
            select c.relname, a.attname, format_type(a.atttypid, null), a.attnotnull
            from pg_attribute a join pg_class c on c.oid = a.attrelid
            where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
              and c.relname not in ('schema_version')
            """;
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var columns = new HashSet<string>();
        while (await reader.ReadAsync())
            columns.Add($"{reader.GetString(0)}.{reader.GetString(1)} {reader.GetString(2)}{(reader.GetBoolean(3) ? " not null" : "")}");
        return columns;
    }
}
