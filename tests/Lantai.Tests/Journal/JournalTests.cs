using Lantai.Journal;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Journal;

public sealed class JournalTests(TestPostgres postgres)
{
    [Fact]
    public async Task Lines_written_at_once_form_one_chain()
    {
        await using var database = await postgres.CreateAsync();
        await Task.WhenAll(Enumerable.Range(0, 20).Select(async i =>
        {
            await using var writer = database.Open();
            writer.Record(TimeProvider.System, new Actor(i, "王晓"), "试写", $"test/{i}", $"第{i}条。", i % 2 == 0 ? null : 3);
            await writer.SaveChangesAsync();
        }));
        await using var db = database.Open();
        Assert.Equal(Enumerable.Range(1, 20).Select(i => (long)i), await db.Journal.OrderBy(e => e.Id).Select(e => e.Id).ToListAsync());
        Assert.Null(await JournalChain.FirstBrokenAsync(db));
    }

    [Fact]
    public async Task A_line_cannot_be_changed_or_removed()
    {
        await using var database = await postgres.CreateAsync();
        await using var db = database.Open();
        db.Record(TimeProvider.System, Actor.Program, "试写", "test/1", "一条。");
        await db.SaveChangesAsync();
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("update journal_entry set sentence = ''"));
        await Assert.ThrowsAsync<PostgresException>(() => db.Database.ExecuteSqlRawAsync("delete from journal_entry"));
    }

    [Theory]
    [InlineData("update journal_entry set sentence = '改过。' where id = 2", 2)]
    [InlineData("delete from journal_entry where id = 2", 2)]
    [InlineData("update journal_entry set at = at + interval '1 microsecond' where id = 3", 3)]
    public async Task A_line_changed_behind_the_programs_back_shows(string sql, long expected)
    {
        await using var database = await postgres.CreateAsync();
        await using var db = database.Open();
        for (var i = 0; i < 3; i++)
        {
            db.Record(TimeProvider.System, Actor.Program, "试写", $"test/{i}", $"第{i}条。");
            await db.SaveChangesAsync();
        }
        await db.Database.ExecuteSqlRawAsync("alter table journal_entry disable trigger journal_is_kept");
        await db.Database.ExecuteSqlRawAsync(sql);
        Assert.Equal(expected, await JournalChain.FirstBrokenAsync(db));
    }
}
