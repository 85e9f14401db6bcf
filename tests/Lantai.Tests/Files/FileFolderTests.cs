using Lantai.Files;
using Lantai.Storage;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Files;

public sealed class FileFolderTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_second_machine_with_a_folder_of_its_own_is_refused_and_one_that_shares_it_is_not()
    {
        await using var data = await postgres.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("lantai-files-").FullName;
        async Task StartAsync(string machine)
        {
            await using var database = await Database.OpenAsync(data.Address, Path.Combine(folder, machine));
            await FileFolder.EnsureOwnAsync(database, TimeProvider.System);
        }
        await StartAsync("甲");
        await StartAsync("甲");
        Assert.Contains("files 不是这个数据库的", (await Assert.ThrowsAsync<RefusedException>(() => StartAsync("乙"))).Message, StringComparison.Ordinal);
        Directory.CreateSymbolicLink(Path.Combine(folder, "乙", "files"), Path.Combine(folder, "甲", "files"));
        await StartAsync("乙");
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_database_from_before_the_mark_is_marked_where_its_files_are()
    {
        await using var data = await postgres.CreateAsync();
        var folder = Directory.CreateTempSubdirectory("lantai-files-").FullName;
        await using var first = await Database.OpenAsync(data.Address, Path.Combine(folder, "甲"));
        await using var second = await Database.OpenAsync(data.Address, Path.Combine(folder, "乙"));
        await using (var db = first.OpenDb())
        {
            using var content = new MemoryStream("考评依据"u8.ToArray());
            await new FileStore(first, TimeProvider.System).PutAsync(db, content, "依据.txt", "text/plain", "王晓", 1000);
            await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        await Assert.ThrowsAsync<RefusedException>(() => FileFolder.EnsureOwnAsync(second, TimeProvider.System));
        await FileFolder.EnsureOwnAsync(first, TimeProvider.System);
        Directory.Delete(folder, true);
    }
}
