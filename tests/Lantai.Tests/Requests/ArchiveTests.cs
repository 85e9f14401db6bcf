using System.IO.Compression;
using System.Net;
using System.Text;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Archive;
using Lantai.Tests.Cli;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>The archive package of a case, and what it says when somebody has been at it.</summary>
public sealed class ArchiveTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_case_that_is_over_is_packed_with_all_its_papers_and_verifies_off_line()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (bytes, hash) = await PackAsync(office);
        using var package = new MemoryStream(bytes);
        var report = VerifyPackage.Read(package, "包.zip", hash);
        Assert.Empty(report.Problems);
        Assert.Equal("2026-001", report.Manifest.CaseNumber);
        Assert.Contains(report.Manifest.Papers, paper => paper.Path == "材料/01.txt");
        Assert.Contains(report.Manifest.Papers, paper => paper.Path == "操作日志.json");
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.Equal("补充说明", await TextAsync(zip, "材料/01.txt"));
        Assert.Contains("张三", await TextAsync(zip, "申请.json"), StringComparison.Ordinal);
        foreach (var entry in zip.Entries) Assert.DoesNotContain(RequestOffice.Identity, await TextAsync(zip, entry.FullName), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_was_changed_removed_or_added_is_named()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (bytes, hash) = await PackAsync(office);
        Assert.Equal("材料/01.txt（申请材料：说明.txt）与归档时不同。", Assert.Single(Problems(bytes, zip => Replace(zip, "材料/01.txt", "改过"))));
        Assert.Equal("缺少审核.json（保密审查、法制审核、签发）。", Assert.Single(Problems(bytes, zip => zip.GetEntry("审核.json")!.Delete())));
        Assert.Equal("多出添加.txt，不在目录里。", Assert.Single(Problems(bytes, zip => Replace(zip, "添加.txt", "多"))));
        Assert.Equal("材料/01.txt有2份，应只有一份。", Assert.Single(Problems(bytes, zip => zip.CreateEntry("材料/01.txt"))));
        Assert.Contains("与给定的", Assert.Single(Problems(bytes, _ => { }, new string('0', 64))), StringComparison.Ordinal);
        Assert.Equal(64, hash.Length);
    }

    [Fact]
    public async Task The_verb_says_what_it_found_and_refuses_what_is_no_package()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var (bytes, hash) = await PackAsync(office);
        var folder = Directory.CreateTempSubdirectory("lantai-archive-").FullName;
        var file = Path.Combine(folder, "包.zip");
        await File.WriteAllBytesAsync(file, bytes, TestContext.Current.CancellationToken);
        var fine = Command.Call("archive", file, "--hash", hash);
        Assert.Equal(0, fine.Code);
        Assert.Contains("每一份都与归档时相同。", fine.Output, StringComparison.Ordinal);
        await File.WriteAllBytesAsync(file, Changed(bytes, zip => Replace(zip, "申请.json", "{}")), TestContext.Current.CancellationToken);
        Assert.Equal(1, Command.Call("archive", file).Code);
        await File.WriteAllTextAsync(file, "不是压缩文件", TestContext.Current.CancellationToken);
        Assert.Equal((2, "包.zip不是申请的归档包，或者已经损坏；请重新导出。"), (Command.Call("archive", file).Code, Command.Call("archive", file).Error.Trim()));
        await File.WriteAllBytesAsync(file, Changed(bytes, zip => zip.GetEntry("manifest.json")!.Delete()), TestContext.Current.CancellationToken);
        Assert.Equal(2, Command.Call("archive", file).Code);
        Assert.Equal(2, Command.Call("archive", Path.Combine(folder, "没有.zip")).Code);
        Directory.Delete(folder, true);
    }

    [Fact]
    public async Task A_case_that_goes_on_and_another_regions_case_are_not_packed()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<PackCase>(packing => packing.RunAsync(RequestOffice.Clerk, office.Yanshi, request.Id, null, new MemoryStream())));
        Assert.Equal("申请2026-001还没有办结，不能归档。", refusal.Message);
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<PackCase>(packing => packing.RunAsync(RequestOffice.Clerk, office.Kaifeng, request.Id, null, new MemoryStream())));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        using var forged = await clerk.Client.PostAsync($"{RequestOffice.Home}/{request.Id}/package", new FormUrlEncodedContent([]), TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.BadRequest, forged.StatusCode);
    }

    /// <summary>Withdrawn, with a file, and downloaded at the desk.</summary>
    private static async Task<(byte[] Bytes, string Hash)> PackAsync(RequestOffice office)
    {
        using var note = new MemoryStream("补充说明"u8.ToArray());
        var request = await office.RegisterAsync(wanted => wanted with { Files = [new IncomingFile("说明.txt", note)] });
        await office.RecordAsync(request, new RequestEvent(RequestEventKind.Withdrawn, new(2026, 5, 20)));
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = await clerk.OpenAsync($"{RequestOffice.Home}/{request.Id}");
        var form = page.Page.QuerySelector("form[action$='/package']")!;
        using var content = new FormUrlEncodedContent(form.QuerySelectorAll("input").ToDictionary(input => input.GetAttribute("name")!, input => input.GetAttribute("value") ?? ""));
        using var download = await clerk.Client.PostAsync(form.GetAttribute("action"), content);
        Assert.Equal("application/zip", download.Content.Headers.ContentType?.MediaType);
        await using var db = office.App.OpenDb();
        var line = await db.Journal.SingleAsync(entry => entry.Act == "导出归档包");
        return (await download.Content.ReadAsByteArrayAsync(), line.Sentence.Split("校验值")[1].TrimEnd('。'));
    }

    private static IReadOnlyList<string> Problems(byte[] package, Action<ZipArchive> change, string? hash = null)
    {
        using var changed = new MemoryStream(Changed(package, change));
        return VerifyPackage.Read(changed, "包.zip", hash).Problems;
    }

    private static byte[] Changed(byte[] package, Action<ZipArchive> change)
    {
        using var copy = new MemoryStream();
        copy.Write(package);
        using (var zip = new ZipArchive(copy, ZipArchiveMode.Update, leaveOpen: true)) change(zip);
        return copy.ToArray();
    }

    private static void Replace(ZipArchive zip, string path, string text)
    {
        zip.GetEntry(path)?.Delete();
        using var entry = zip.CreateEntry(path).Open();
        entry.Write(Encoding.UTF8.GetBytes(text));
    }

    private static async Task<string> TextAsync(ZipArchive zip, string path)
    {
        using var reader = new StreamReader(zip.GetEntry(path)!.Open());
        return await reader.ReadToEndAsync();
    }
}
