using System.Text;
using Lantai.Storage;
using Lantai.Tests.Support;
using Lantai.Tests.Units;
using Xunit;

namespace Lantai.Tests.Desk;

public sealed class CalendarPagesTests(TestPostgres postgres)
{
    private const string Calendar = SettingsOffice.Home + "/calendar";

    [Fact]
    public async Task Every_day_says_by_word_and_shape_what_it_is()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var page = await administrator.OpenAsync(Calendar + "/2024");
        Assert.Equal(12, page.Page.QuerySelectorAll(".year table").Length);
        Assert.Equal(366, page.Page.QuerySelectorAll(".year td a").Length);
        Assert.Equal("◆休", Cell(page, "1月1日，放假，元旦"));
        Assert.Equal("▲班", Cell(page, "2月4日，调休上班，春节"));
        Assert.Equal("□双", Cell(page, "1月6日，双休日"));
        Assert.Equal("", Cell(page, "1月2日，工作日"));
    }

    [Fact]
    public async Task A_day_is_set_with_its_reason_and_taken_back()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        const string day = Calendar + "/2026?day=2026-03-09";
        Assert.Equal(["请填写“名称”。", "请填写“依据”。"], (await administrator.SubmitAsync(day, "day", new() { ["Input.Kind"] = "off" })).Errors);
        var set = await administrator.SubmitAsync(day, "day", new() { ["Input.Kind"] = "off", ["Input.Name"] = "抗洪放假", ["Input.Reason"] = "偃政办明电〔2026〕3号" });
        Assert.Contains("◆休＊", Cell(await administrator.FollowAsync(set), "3月9日，放假，抗洪放假，本单位设置"), StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.False((await db.ReadCalendarAsync()).IsWorkday(new DateOnly(2026, 3, 9)));
        Assert.Contains("现为放假（抗洪放假），本单位设置，依据：偃政办明电〔2026〕3号。", (await administrator.OpenAsync(day)).Text, StringComparison.Ordinal);

        await administrator.SubmitAsync(day, "unset");
        Assert.True((await db.ReadCalendarAsync()).IsWorkday(new DateOnly(2026, 3, 9)));
        var same = await administrator.SubmitAsync(day, "day", new() { ["Input.Kind"] = "work", ["Input.Name"] = "上班", ["Input.Reason"] = "通知" });
        Assert.Equal(["2026-03-09本来就上班，不用设置。"], same.Errors);
        Assert.Equal(2, (await office.JournalAsync("设置工作日历")).Count);
    }

    [Fact]
    public async Task A_year_without_data_is_computed_with_only_once_it_is_declared_complete()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        Assert.Contains("2031年的放假安排还没有录入", (await administrator.OpenAsync(Calendar + "/2031")).Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.False((await db.ReadCalendarAsync()).Covers(2031));
        await administrator.SubmitAsync(Calendar + "/2031", "declare");
        Assert.True((await db.ReadCalendarAsync()).Covers(2031));
        await administrator.SubmitAsync(Calendar + "/2031", "withdraw");
        Assert.False((await db.ReadCalendarAsync()).Covers(2031));
    }

    [Fact]
    public async Task A_years_arrangement_is_imported_after_a_preview()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var sent = await administrator.SubmitAsync(Calendar + "/2031", "import", null, ("Sent.File", "2031.csv", Encoding.UTF8.GetBytes("日期,安排,节日\n2031-01-01,放假,元旦\n2031-01-04,上班,元旦\n")));
        var preview = await administrator.FollowAsync(sent);
        Assert.Contains("2031.csv，共2天，其中要写入2天。", preview.Text, StringComparison.Ordinal);
        await using var db = office.App.OpenDb();
        Assert.Empty(db.Set<CalendarChange>());
        Assert.Equal(["请填写“依据”。"], (await administrator.SendAsync(sent.Location!, preview, "apply")).Errors);
        var done = await administrator.SendAsync(sent.Location!, preview, "apply", new() { ["Input.Reason"] = "国办发明电〔2030〕1号", ["Input.Declare"] = "true" });
        var page = await administrator.FollowAsync(done);
        Assert.Equal("◆休＊", Cell(page, "1月1日，放假，元旦，本单位设置"));
        Assert.Equal("▲班＊", Cell(page, "1月4日，调休上班，元旦，本单位设置"));
        Assert.True((await db.ReadCalendarAsync()).Covers(2031));
    }

    [Fact]
    public async Task The_offices_own_calendar_stands_before_the_shipped_one()
    {
        await using var office = await UnitOffice.OpenAsync(postgres, folder =>
        {
            var own = Directory.CreateDirectory(Path.Combine(folder, "packs", "calendars"));
            File.WriteAllText(Path.Combine(own.FullName, "china.csv"), "日期,安排,节日\n2031-03-10,放假,清淤放假\n");
        });
        using var administrator = await office.AdministratorAsync();
        var page = await administrator.OpenAsync(Calendar + "/2031");
        Assert.Equal("◆休", Cell(page, "3月10日，放假，清淤放假"));
        Assert.Contains("2004年的放假安排还没有录入", (await administrator.OpenAsync(Calendar + "/2004")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("日期,安排\n2031-01-01,放假", "2031.csv第1行应为“日期,安排,节日”。")]
    [InlineData("日期,安排,节日\n2031-01-01,放假,元旦\n2030-12-31,放假,元旦", "2031.csv里有2030-12-31，不是2031年的日期；请只留2031年的安排。")]
    [InlineData("日期,安排,节日\n2031-02-30,放假,春节", "2031.csv第2行：“2031-02-30”不是日期，应写成2026-01-01的样子。")]
    [InlineData("", "2031.csv是空文件，请重新选择。")]
    public async Task A_file_that_is_no_arrangement_of_the_year_is_refused(string content, string sentence)
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var refused = await administrator.SubmitAsync(Calendar + "/2031", "import", null, ("Sent.File", "2031.csv", Encoding.UTF8.GetBytes(content)));
        Assert.Equal([sentence], refused.Errors);
    }

    /// <summary>The mark of the day whose words are <paramref name="label"/>.</summary>
    private static string Cell(Answer page, string label)
    {
        var mark = page.Page.QuerySelectorAll(".year a .kind").Single(mark => mark.ParentElement!.TextContent == label + mark.TextContent);
        return mark.TextContent;
    }
}
