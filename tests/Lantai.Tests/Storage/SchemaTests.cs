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
        Same(db.Model.GetEntityTypes().SelectMany(ColumnsOf), await ReadAsync(database.Source, Columns));
        Same(db.Model.GetEntityTypes().SelectMany(UniqueOf), await ReadAsync(database.Source, UniqueIndexes));
        Same(db.Model.GetEntityTypes().SelectMany(ReferencesOf).Concat(Upward), await ReadAsync(database.Source, ForeignKeys));
    }

    /// <summary>References to a higher floor: the tables have them, but the module below does not know the entity above.</summary>
    private static readonly string[] Upward = ["appointment(region_id) references region(id)", "appointment(unit_id) references unit(id)"];

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

    private static IEnumerable<string> UniqueOf(IEntityType entity) =>
        entity.GetKeys().Select(key => key.Properties).Concat(entity.GetIndexes().Where(index => index.IsUnique && index.GetFilter() is null).Select(index => index.Properties))
            .Select(properties => $"{entity.GetTableName()}({Names(properties)})");

    private static IEnumerable<string> ReferencesOf(IEntityType entity) => entity.GetForeignKeys().Select(key =>
        $"{entity.GetTableName()}({Names(key.Properties)}) references {key.PrincipalEntityType.GetTableName()}({Names(key.PrincipalKey.Properties)})");

    private static string Names(IEnumerable<IProperty> properties) => string.Join(", ", properties.Select(property => property.GetColumnName()));

    private static void Same(IEnumerable<string> model, HashSet<string> scripts)
    {
        var expected = model.ToHashSet();
        Assert.Empty(expected.Except(scripts).Order());
        Assert.Empty(scripts.Except(expected).Order());
    }

    private static string Plain(string type) => type.Split('(')[0];

    private const string Columns = """
        select c.relname || '.' || a.attname || ' ' || format_type(a.atttypid, null) || case when a.attnotnull then ' not null' else '' end
        from pg_attribute a join pg_class c on c.oid = a.attrelid
        where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attnum > 0 and not a.attisdropped
          and c.relname <> 'schema_version'
        """;

    // Uniqueness under a condition (an issue number only once issued) is the scripts' alone.
    private const string UniqueIndexes = """
        select c.relname || '(' || string_agg(a.attname, ', ' order by k.place) || ')'
        from pg_index i join pg_class c on c.oid = i.indrelid
          cross join unnest(i.indkey::int2[]) with ordinality k (number, place)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
        where c.relnamespace = 'public'::regnamespace and i.indisunique and i.indpred is null and c.relname <> 'schema_version'
        group by i.indexrelid, c.relname
        """;

    private const string ForeignKeys = """
        select c.relname || '(' || string_agg(a.attname, ', ' order by k.place) || ') references ' || t.relname
          || '(' || string_agg(b.attname, ', ' order by k.place) || ')'
        from pg_constraint f join pg_class c on c.oid = f.conrelid join pg_class t on t.oid = f.confrelid
          cross join unnest(f.conkey, f.confkey) with ordinality k (number, principal, place)
          join pg_attribute a on a.attrelid = c.oid and a.attnum = k.number
          join pg_attribute b on b.attrelid = t.oid and b.attnum = k.principal
        where f.contype = 'f'
        group by f.oid, c.relname, t.relname
        """;

    private static async Task<HashSet<string>> ReadAsync(NpgsqlDataSource source, string sql)
    {
        await using var command = source.CreateCommand(sql);
        await using var reader = await command.ExecuteReaderAsync();
        var rows = new HashSet<string>();
        while (await reader.ReadAsync()) rows.Add(reader.GetString(0));
        return rows;
    }
}
