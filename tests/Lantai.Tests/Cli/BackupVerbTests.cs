using System.Text.Json;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Requests;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Cli;

/// <summary>A backup of an office with its own private database, made and put back by the verbs.</summary>
public sealed class BackupVerbTests : IAsyncLifetime
{
    // PostgreSQL's own user must be able to enter: no temporary folder of .NET's, which is for its maker alone.
    private readonly string folder = Path.Combine(Path.GetTempPath(), "lantai-backup-" + Guid.NewGuid().ToString("N")[..8]);

    private string Office => Path.Combine(folder, "office");

    private string Zip => Path.Combine(folder, "备份.zip");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Path.Combine(Office, "packs", "wording"));
        await File.WriteAllTextAsync(Path.Combine(Office, "packs", "wording", "unit-short-forms.csv"), "全称,简称\n");
        // What can be made again is not taken along: a restored office must not hand out papers of a later one.
        Directory.CreateDirectory(Path.Combine(Office, "cache", "articles"));
        await File.WriteAllTextAsync(Path.Combine(Office, "cache", "articles", "12.pdf"), "%PDF-1.5");
        await using var database = await Database.OpenPrivateAsync(Office);
        await Schema.EnsureCurrentAsync(database.Source);
        await using var db = database.OpenDb();
        using var content = new MemoryStream("考评依据"u8.ToArray());
        await new FileStore(database, TimeProvider.System).PutAsync(db, content, "依据.txt", "text/plain", "王晓", 1000);
        db.Record(TimeProvider.System, Actor.Program, "备份测试", "test", "记下一条。");
        await db.SaveChangesAsync();
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(folder, true);
        return ValueTask.CompletedTask;
    }

    [Fact]
    public async Task What_was_backed_up_comes_back_with_files_packs_and_journal()
    {
        Assert.Equal(0, Backup().Code);
        if (!OperatingSystem.IsWindows()) Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Zip));
        var drill = Call("restore", Zip, "--check", "--json");
        Assert.Equal(0, drill.Code);
        Assert.Equal((false, 2), (Json(drill).GetProperty("restored").GetBoolean(), Json(drill).GetProperty("files").GetInt32()));

        var place = Path.Combine(folder, "place");
        var restored = Call("restore", Zip, "--data", place);
        Assert.Equal(0, restored.Code);
        await using var database = await Database.OpenPrivateAsync(place);
        await Schema.EnsureCurrentAsync(database.Source);
        await using var db = database.OpenDb();
        using var content = new StreamReader(new FileStore(database, TimeProvider.System).Open(await db.Files.SingleAsync()));
        Assert.Equal("考评依据", await content.ReadToEndAsync());
        Assert.Null(await JournalChain.FirstBrokenAsync(db));
        Assert.Equal("记下一条。", (await db.Journal.SingleAsync()).Sentence);
        Assert.True(File.Exists(Path.Combine(place, "packs", "wording", "unit-short-forms.csv")));
    }

    [Fact]
    public async Task The_key_of_identity_documents_is_in_the_backup_wherever_it_lies()
    {
        var (key, place) = (Path.Combine(folder, "保险柜.key"), Path.Combine(folder, "place"));
        await File.WriteAllTextAsync(Path.Combine(Office, "identity.key"), "不用的旧密钥");
        await File.WriteAllTextAsync(key, "几台服务器共用的密钥");
        await using (var database = await Database.OpenPrivateAsync(Office))
        {
            await using var output = File.Create(Zip);
            await new BackupWriter(database, TimeProvider.System).WriteAsync(output, IdentitySeal.ForBackup(database, key), _ => { });
        }
        Assert.Equal(0, Call("restore", Zip, "--data", place).Code);
        Assert.Equal("几台服务器共用的密钥", await File.ReadAllTextAsync(Path.Combine(place, "identity.key")));
    }

    [Fact]
    public async Task Without_the_key_of_what_it_sealed_there_is_no_backup_and_a_drill_says_so()
    {
        await using var database = await Database.OpenPrivateAsync(Office);
        var missing = Path.Combine(folder, "没有.key");
        Assert.Empty(IdentitySeal.ForBackup(database, missing));
        await using var db = database.OpenDb();
        await db.Database.ExecuteSqlAsync($"insert into identity_key (id, fingerprint) values (1, 'aa')");
        Assert.Contains($"找不到身份证明的密钥{missing}", Assert.Throws<RefusedException>(() => IdentitySeal.ForBackup(database, missing)).Message, StringComparison.Ordinal);
        await using (var output = File.Create(Zip))
            await new BackupWriter(database, TimeProvider.System).WriteAsync(output, new Dictionary<string, string>(), _ => { });
        var drill = Call("restore", Zip, "--check");
        Assert.Equal(1, drill.Code);
        Assert.Contains("备份里没有身份证明的密钥identity.key", drill.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_place_that_holds_something_is_left_alone()
    {
        Backup();
        var refused = Call("restore", Zip, "--data", Office);
        Assert.Equal(2, refused.Code);
        Assert.EndsWith("要恢复到的数据库里已经有数据；请用 --data 或 --database 换一个空的。", refused.Error.Trim(), StringComparison.Ordinal);

        var place = Path.Combine(folder, "place");
        Directory.CreateDirectory(Path.Combine(place, "packs", "wording"));
        File.WriteAllText(Path.Combine(place, "packs", "wording", "unit-short-forms.csv"), "旧的");
        Assert.Equal(2, Call("restore", Zip, "--data", place).Code);
        Assert.Equal("旧的", File.ReadAllText(Path.Combine(place, "packs", "wording", "unit-short-forms.csv")));
        Assert.False(Directory.Exists(Path.Combine(place, "files")));
    }

    [Fact]
    public void A_backup_is_never_written_over_another_or_into_the_data_folder()
    {
        Backup();
        Assert.Equal((2, $"{Zip}已经存在，请换一个文件名。"), Said(Backup()));
        var inside = Call("backup", Path.Combine(Office, "备份.zip"), "--data", Office);
        Assert.Equal((2, $"备份不能放在数据文件夹 {Office} 里：文件夹丢了，备份也就丢了；请换一个位置。"), Said(inside));
        Assert.Equal(2, Call("backup", Path.Combine(folder, "没有", "备份.zip"), "--data", Office).Code);
    }

    [Fact]
    public void A_changed_part_a_missing_part_and_a_cut_file_are_told()
    {
        Backup();
        var (whole, named) = (File.ReadAllBytes(Zip), "data/packs/wording/unit-short-forms.csv");
        Change(zip =>
        {
            zip.GetEntry(named)!.Delete();
            using var other = zip.CreateEntry(named).Open();
            other.Write("全称，简称\n"u8);
        });
        Assert.Equal((1, $"备份里的{named}与备份时不同，已经损坏。"), LastSaid(Call("restore", Zip, "--check")));

        File.WriteAllBytes(Zip, whole);
        Change(zip => zip.GetEntry(named)!.Delete());
        Assert.Equal((2, $"备份里缺少{named}。"), LastSaid(Call("restore", Zip, "--data", Path.Combine(folder, "place"))));

        File.WriteAllBytes(Zip, whole[..(whole.Length / 2)]);
        Assert.Equal((2, $"{Zip}不是兰台的备份，或者没有写完；请换一份备份。"), Said(Call("restore", Zip, "--check")));
        Assert.Equal((2, $"找不到备份文件{Zip}x，请核对路径。"), Said(Call("restore", Zip + "x")));
    }

    [Fact]
    public void A_backup_of_a_newer_program_is_refused()
    {
        Backup();
        Change(zip =>
        {
            string manifest;
            using (var reader = new StreamReader(zip.GetEntry("manifest.json")!.Open())) manifest = reader.ReadToEnd();
            zip.GetEntry("manifest.json")!.Delete();
            using var writer = new StreamWriter(zip.CreateEntry("manifest.json").Open());
            writer.Write(manifest.Replace($"\"schema\": {Schema.Scripts[^1].Number}", "\"schema\": 9999", StringComparison.Ordinal));
        });
        Assert.Contains("是更新的程序备份的（数据库结构第9999版", Call("restore", Zip, "--check").Error, StringComparison.Ordinal);
    }

    private Answer Backup() => Call("backup", Zip, "--data", Office);

    private static Answer Call(params string[] arguments) => Command.Call(arguments);

    private void Change(Action<System.IO.Compression.ZipArchive> change)
    {
        using var zip = System.IO.Compression.ZipFile.Open(Zip, System.IO.Compression.ZipArchiveMode.Update);
        change(zip);
    }

    private static JsonElement Json(Answer answer) => JsonDocument.Parse(answer.Output).RootElement;

    private static (int Code, string Error) Said(Answer answer) => (answer.Code, answer.Error.Trim());

    private static (int Code, string Error) LastSaid(Answer answer) => (answer.Code, answer.Error.Trim().Split('\n')[^1]);
}
