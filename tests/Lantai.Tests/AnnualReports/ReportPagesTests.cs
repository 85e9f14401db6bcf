using System.Net;
using System.Text;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>Units' reports at the desk, with scripts off.</summary>
public sealed class ReportPagesTests(TestPostgres postgres)
{
    private const string Home = ReportPlace.Home;
    private static readonly AnnualReport Sample = ReportPlace.Sample;

    [Fact]
    public async Task A_report_goes_from_the_office_to_the_unit_and_back()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        using var clerk = await place.Office.SignInAsync("fangmin", Post.Office);
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        var opened = await clerk.SubmitAsync($"{Home}/open", "open", new() { ["Input.Year"] = "2025" });
        Assert.Contains("已布置2025年度报告，共2个单位。", (await clerk.FollowAsync(opened)).Body, StringComparison.Ordinal);
        var report = await place.ReportAsync();
        Assert.Contains("填报2025年度报告", (await liaison.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        var list = await liaison.OpenAsync($"{Home}/reports");
        Assert.Contains("教育局", list.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("司法局", list.Text, StringComparison.Ordinal);

        await ReportPlace.FillAsync(liaison, report);
        Assert.Contains("核验没有发现问题", (await liaison.OpenAsync(report)).Text, StringComparison.Ordinal);
        Assert.Equal(report, (await liaison.SubmitAsync(report, "submit")).Location);
        Assert.Contains("1个单位待审定", (await clerk.OpenAsync("/desk/yanshi")).Text, StringComparison.Ordinal);
        Assert.Equal(["请填写“退回理由”。"], (await clerk.SubmitAsync(report, "return")).Errors);
        await clerk.SubmitAsync(report, "return", new() { ["Step.Because"] = "行政许可的件数请核对。" });
        Assert.Contains("退回理由：行政许可的件数请核对。", (await liaison.OpenAsync(report)).Text, StringComparison.Ordinal);
        await liaison.SubmitAsync(report, "submit");
        await clerk.SubmitAsync(report, "accept");
        Assert.Contains("已审定", (await liaison.OpenAsync(report)).Text, StringComparison.Ordinal);
        Assert.Equal(["这份年度报告已审定，不能提交，请刷新页面。"], (await liaison.SubmitAsync(report, "submit")).Errors);
    }

    [Fact]
    public async Task Nobody_but_the_unit_and_the_office_reaches_a_report_and_the_unit_does_not_decide()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var report = await place.ReportAsync();
        using var other = await place.Office.LiaisonAsync("xujia", place.Justice);
        using var administrator = await place.Office.App.SignInAsync("guanli", new Appointment { Post = Post.Administrator });
        using var abroad = await place.Office.App.SignInAsync("kaifeng", new Appointment { Post = Post.Office, RegionId = place.Office.Kaifeng.Id });
        foreach (var page in new[] { "", "/figures", "/sections/overview", "/cell", "/figures.csv" })
        {
            Assert.Equal(HttpStatusCode.NotFound, (await other.OpenAsync(report + page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await administrator.OpenAsync(report + page)).Status);
            Assert.NotEqual(HttpStatusCode.OK, (await abroad.OpenAsync(report + page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await abroad.OpenAsync((report + page).Replace("yanshi", "kaifeng", StringComparison.Ordinal))).Status);
        }
        Assert.NotEqual(HttpStatusCode.OK, (await other.OpenAsync($"{Home}/open")).Status);
        using var visitor = place.Office.App.Visit();
        Assert.Equal(HttpStatusCode.Found, (await visitor.OpenAsync(report)).Status);
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        Assert.Equal(["审定和退回由政务公开科办理。"], (await liaison.SubmitAsync(report, "accept")).Errors);
        using var reviewer = await place.Office.SignInAsync("shishen", Post.Reviewer);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.OpenAsync(report)).Status);
        Assert.Equal(["没有这份年度报告，请从列表重新打开。"], (await reviewer.SubmitAsync(report, "submit")).Errors);
    }

    [Fact]
    public async Task The_states_of_a_cell_are_told_apart_and_what_is_no_figure_is_marked()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var report = await place.ReportAsync();
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        await liaison.SubmitAsync($"{report}/figures", "figures", new()
        {
            ["cell[permits][decisions]"] = "１２件",
            ["cell[penalties][decisions]"] = "0",
            ["cell[enforcement][decisions]"] = "/",
            ["cell[charges][amount]"] = "约12",
            ["Input.Keep"] = "true",
        });
        var page = await liaison.OpenAsync(report);
        string Cell(string row) => page.Page.QuerySelectorAll("tr").First(line => line.QuerySelector("th")?.TextContent.Trim() == row).QuerySelector("td")!.TextContent.Trim();
        Assert.Equal(["１２件", "0", "/", "不是数：约12"], new[] { "行政许可", "行政处罚", "行政强制", "行政事业性收费" }.Select(Cell));
        Assert.Equal("未填", page.Page.QuerySelectorAll("tr").First(line => line.QuerySelector("th")?.TextContent.Trim() == "规章").QuerySelector("td")!.TextContent.Trim());
        var stale = await liaison.SubmitAsync($"{report}/figures", "figures", new() { ["Input.Seen"] = "1", ["cell[permits][decisions]"] = "13" });
        Assert.Equal(["这份年度报告刚由qinyu改过，请刷新页面，核对后再办理。"], stale.Errors);
        Assert.Equal("13", stale.Page.QuerySelector("input[name='cell[permits][decisions]']")!.GetAttribute("value"));
    }

    [Fact]
    public async Task Words_where_a_figure_belongs_are_named_with_a_way_to_the_cell_and_nothing_is_saved_until_it_is_asked_for()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var report = await place.ReportAsync();
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        var typed = new Dictionary<string, string> { ["cell[permits][decisions]"] = "12", ["cell[penalties][decisions]"] = "abc", ["cell[charges][amount]"] = "3.5元" };
        var refused = await liaison.SubmitAsync($"{report}/figures", "figures", typed);
        Assert.Equal(
            ["“行政处罚”的“本年处理决定数量”填的是“abc”，请填数；没有的填0，不适用的填/。", "“行政事业性收费”的“本年收费金额（单位：万元）”填的是“3.5元”，单位是元，不是这一格的单位，请换算后填数。"],
            refused.Errors);
        var link = refused.Page.QuerySelector(".errors a")!.GetAttribute("href")!;
        Assert.Equal("abc", refused.Page.GetElementById(link[(link.IndexOf('#', StringComparison.Ordinal) + 1)..])!.GetAttribute("value"));
        Assert.Equal("12", refused.Page.QuerySelector("input[name='cell[permits][decisions]']")!.GetAttribute("value"));
        Assert.Contains("还没有保存，一格也没有改", refused.Text, StringComparison.Ordinal);
        await using var db = place.Office.App.OpenDb();
        Assert.False(await db.UnitReports.AnyAsync(known => known.Figures.Any()));
        typed["Input.Keep"] = "true";
        Assert.NotNull((await liaison.SendAsync($"{report}/figures", refused, "figures", typed)).Location);
        // What was kept knowingly is not asked about again.
        Assert.NotNull((await liaison.SubmitAsync($"{report}/figures", "figures", new() { ["cell[permits][decisions]"] = "13" })).Location);
        Assert.Contains("不是数：abc", (await liaison.OpenAsync(report)).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_tables_from_the_records_are_shown_of_one_unit_too()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        using var clerk = await place.Office.SignInAsync("fangmin", Post.Office);
        Assert.Contains("教育局2025年度报告的表", (await clerk.OpenAsync($"{Home}?year=2025&unit={place.Education}")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("教育局2025年度报告的表", (await clerk.OpenAsync($"{Home}?year=2025&unit=abc")).Text, StringComparison.Ordinal);
        Assert.Contains("没有这一格", (await clerk.OpenAsync($"{Home}/cell?year=2025&unit=abc&row=received&column=total")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_is_looked_at_before_it_is_saved_and_a_wrong_one_is_answered_with_a_sentence()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, 2025));
        var report = await place.ReportAsync();
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        using var csv = new MemoryStream();
        Lantai.Papers.SheetCsv.Write(FiguresFile.Write(Sample.Figures), csv);
        var read = await liaison.SubmitAsync($"{report}/figures", "import", null, ("Input.File", "数据.csv", csv.ToArray()));
        Assert.Contains("有 200 格与已填的不同，还没有保存", read.Text, StringComparison.Ordinal);
        await using var db = place.Office.App.OpenDb();
        Assert.False(await db.UnitReports.AnyAsync(known => known.Figures.Any()));
        Assert.NotNull((await liaison.SendAsync($"{report}/figures", read, "figures")).Location);
        Assert.Contains("（导入）", (await liaison.OpenAsync(report)).Text, StringComparison.Ordinal);
        var wrong = await liaison.SubmitAsync($"{report}/figures", "import", null, ("Input.File", "数据.csv", Encoding.UTF8.GetBytes("甲,乙\n1,2\n")));
        Assert.StartsWith("数据.csv第1行A列：第一行没有“数”列", Assert.Single(wrong.Errors), StringComparison.Ordinal);
        Assert.Equal(["请选择文件。"], (await liaison.SubmitAsync($"{report}/figures", "import")).Errors);
    }

    [Fact]
    public async Task Last_years_words_stand_beside_with_how_much_is_the_same()
    {
        await using var place = await ReportPlace.OpenAsync(postgres);
        foreach (var year in new[] { 2024, 2025 }) await place.Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, place.Office.Yanshi.Id, year));
        using var liaison = await place.Office.LiaisonAsync("qinyu", place.Education);
        var words = string.Concat("甲乙丙丁戊己庚辛壬癸".Select(mark => $"{mark}项栏目更新不够及时，责任到人逐月核对；"));
        foreach (var year in new[] { 2024, 2025 }) await liaison.SubmitAsync($"{await place.ReportAsync(year)}/sections/problems", "section", new() { ["Input.Words"] = words + year });
        var page = await liaison.OpenAsync($"{await place.ReportAsync()}/sections/problems");
        Assert.Contains("与上年相同100%", page.Text, StringComparison.Ordinal);
        Assert.Contains("核对；2024", page.Text, StringComparison.Ordinal);
        var report = await place.ReportAsync();
        await liaison.SubmitAsync($"{report}/sections/overview", "section", new() { ["Input.Words"] = new string('多', 1001) });
        Assert.Contains("超过1字", (await liaison.OpenAsync($"{report}/sections/overview")).Text, StringComparison.Ordinal);
        Assert.Equal(["“正文”最多 20000 个字，现有 20001 个字。"], (await liaison.SubmitAsync($"{report}/sections/overview", "section", new() { ["Input.Words"] = new string('多', 20_001) })).Errors);
        Assert.Equal(HttpStatusCode.NotFound, (await liaison.OpenAsync($"{report}/sections/proactive")).Status);
    }
}
