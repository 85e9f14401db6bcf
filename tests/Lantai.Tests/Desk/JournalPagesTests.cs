using Lantai.Journal;
using Lantai.Papers;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Tests.Units;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Desk;

public sealed class JournalPagesTests(TestPostgres postgres)
{
    private const string Journal = SettingsOffice.Home + "/journal";

    [Fact]
    public async Task The_journal_is_found_by_region_act_person_subject_and_day()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        using var clerk = await office.ClerkAsync("lilei");
        await clerk.SubmitAsync(UnitOffice.Home + "/new", "unit", new() { ["Input.Name"] = "偃师区水利局", ["Input.Group"] = "区直单位" });
        Assert.Equal(4, Rows(await administrator.OpenAsync(Journal + "?act=新增单位")));
        await using var db = office.App.OpenDb();
        var lilei = await db.Accounts.Where(account => account.UserName == "lilei").Select(account => account.Id).SingleAsync();
        Assert.Equal(1, Rows(await administrator.OpenAsync($"{Journal}?act=新增单位&account={lilei}")));
        Assert.Equal(6, Rows(await administrator.OpenAsync($"{Journal}?region={office.Yanshi}&subject=unit")));
        Assert.Equal(1, Rows(await administrator.OpenAsync(Journal + "?q=水利局")));
        Assert.Equal(0, Rows(await administrator.OpenAsync(Journal + "?to=2020-01-01")));
        Assert.Equal(1, Rows(await administrator.OpenAsync(Journal + "?q=水利局&from=2020-01-01")));
    }

    [Fact]
    public async Task The_chain_is_checked_and_a_changed_line_is_named()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        Assert.Contains("链条完整。", (await administrator.FollowAsync(await administrator.SubmitAsync(Journal, "check"))).Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        await db.Database.ExecuteSqlRawAsync("alter table journal_entry disable trigger journal_is_kept");
        await db.Database.ExecuteSqlRawAsync("update journal_entry set sentence = '改过。' where id = 2");
        Assert.Contains("链条在第2条断开", (await administrator.FollowAsync(await administrator.SubmitAsync(Journal, "check"))).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_export_gives_the_same_rows_with_their_hashes()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        using var file = await administrator.Client.GetAsync(Journal + ".csv?act=新增组别");
        Assert.Equal("attachment", file.Content.Headers.ContentDisposition!.DispositionType);
        await using var content = await file.Content.ReadAsStreamAsync();
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        var table = SourceTables.Read(copy, "操作日志.csv").Single();
        Assert.Equal(["新增组别“镇（街道）”。", "新增组别“区直单位”。"], table.Rows.Skip(1).Select(row => row.Cells[4]));
        await using var db = office.App.OpenDb();
        Assert.Equal(await db.Journal.Where(line => line.Act == "新增组别").OrderByDescending(line => line.Id).Select(line => line.Hash).ToListAsync(),
            table.Rows.Skip(1).Select(row => row.Cells[9]));
    }

    private static int Rows(Answer list) => list.Page.QuerySelectorAll("table[data-list] tbody tr").Length;
}
