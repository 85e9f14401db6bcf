using System.Net;
using System.Text;
using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Papers;
using Lantai.People;
using Lantai.Tests.Bulletins;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Verification.Published;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>Published reports of a region's units, checked together at the desk and kept.</summary>
public sealed class PublishedReportTests(TestPostgres postgres)
{
    private const string Home = "/desk/yanshi/verification/annual";

    [Fact]
    public async Task A_batch_is_checked_against_last_year_and_kept_by_unit_and_year()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync(Home)).Status);
        var (before, now) = (Report("民政局", 2021, 1), Report("民政局", 2022, 2));
        var answer = await clerk.SubmitAsync(Home + "/check", "check", null, File(before), File(now), File(Report("信访局", 2022, 3)), ("Input.Files", "通报.txt", "没有表格。"u8.ToArray()));
        Assert.Equal(["通报.txt不是政府信息公开工作年度报告，没有核验；通报请用“逐份核验”。"], answer.Page.QuerySelectorAll("ul.refusals li").Select(line => line.TextContent));
        Assert.Contains("已核验并保存3份", answer.Text, StringComparison.Ordinal);
        var kept = await KeptAsync(office);
        Assert.Equal([(2021, "民政局"), (2022, "信访局"), (2022, "民政局")], kept.Select(report => (report.Year, report.Publisher)).OrderBy(report => report.Year).ThenBy(report => report.Publisher, StringComparer.Ordinal).ToList());
        Assert.All(kept, report => Assert.NotNull(report.UnitId));
        var expected = now.Figures.Format.Requests.Rows[0].Columns.Count(column => now.Figures["carried_in", column.Key].Value != before.Figures["carried_out", column.Key].Value);
        var own = kept.Single(report => report is { Year: 2022, Publisher: "民政局" });
        Assert.Equal(expected, own.Findings.Count(finding => finding is { Kind: "carry_over", Severity: Lantai.Verification.Severity.Error }));
        Assert.Equal(now.Figures["received", "total"].Written, own.Figures["received.total"]);
        Assert.Equal(new DateOnly(2023, 1, 20), own.PublishedOn);
    }

    [Fact]
    public async Task Figures_kept_from_an_earlier_batch_serve_as_last_years()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Equal(HttpStatusCode.Redirect, (await clerk.SubmitAsync(Home + "/check", "check", null, File(Report("民政局", 2021, 1)))).Status);
        await clerk.SubmitAsync(Home + "/check", "check", null, File(Report("民政局", 2022, 2)));
        Assert.Contains((await KeptAsync(office)).Single(report => report.Year == 2022).Findings, finding => finding.Kind == "carry_over");
    }

    [Fact]
    public async Task The_matrix_names_what_was_found_and_who_is_missing()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(Home + "/check", "check", null, File(Broken(Report("民政局", 2022, 2))), File(Report("信访局", 2022, 3)));
        var page = await clerk.OpenAsync(Home + "?year=2022");
        var rows = page.Page.QuerySelectorAll("table[data-list] tbody tr").ToDictionary(row => row.QuerySelector("a")!.TextContent, row => row.TextContent);
        Assert.Contains("×", rows["民政局"], StringComparison.Ordinal);
        Assert.DoesNotContain("×", rows["信访局"], StringComparison.Ordinal);
        Assert.Contains("财政局", page.Page.QuerySelector("details.panel")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("你单位的年度报告请核实以下", page.Text, StringComparison.Ordinal);
        var link = page.Page.QuerySelector("table[data-list] tbody a[href*='report?id=']")!.GetAttribute("href")!;
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync(link)).Status);
        using var book = await clerk.Client.GetAsync(Home + "/published.xlsx?year=2022", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, book.StatusCode);
        Assert.Contains("没有这份报告", (await clerk.OpenAsync(Home + "/report?id=abc")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Checked_again_the_latest_counts_and_tells_the_facts()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var late = Report("民政局", 2022, 2) with { SignedOn = new(2023, 2, 3) };
        await clerk.SubmitAsync(Home + "/check", "check", null, File(Broken(late)), File(Report("信访局", 2022, 3)), File(Report("财政局", 2022, 4) with { SignedOn = null }));
        Assert.Equal([("信访局", new DateOnly(2023, 1, 20))], (await FactsAsync(office, "年报按时")).Select(fact => (fact.Unit, fact.Day)));
        var overdue = await FactsAsync(office, "年报逾期");
        Assert.All(overdue, fact => Assert.Equal((new DateOnly(2023, 2, 1), "2022年度"), (fact.Day, fact.Item)));
        Assert.Single(overdue, fact => fact is { Unit: "民政局", Note: "民政局2022.html" });
        Assert.DoesNotContain(overdue, fact => fact.Unit != "民政局");
        Assert.Equal(["信访局", "财政局"], (await FactsAsync(office, "年报无差错")).Select(fact => fact.Unit).Order(StringComparer.Ordinal));
        Assert.Contains(await FactsAsync(office, "年报差错"), fact => fact is { Unit: "民政局", Class: "各项之和" });
        Assert.DoesNotContain(await FactsAsync(office, "年报差错"), fact => fact.Class == "公布期限");
        await clerk.SubmitAsync(Home + "/check", "check", null, File(Report("民政局", 2022, 2)));
        Assert.Empty(await FactsAsync(office, "年报差错"));
        Assert.Equal(["信访局", "民政局"], (await FactsAsync(office, "年报按时")).Select(fact => fact.Unit).Order(StringComparer.Ordinal));
        Assert.Empty(await FactsAsync(office, "年报按时", new(2024, 1, 1)));
    }

    [Fact]
    public async Task Nobody_is_late_before_the_last_day_is_over_nor_for_a_year_that_was_not_opened()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(Home + "/check", "check", null, File(Report("信访局", 2022, 3)), File(Report("信访局", 2021, 3) with { SignedOn = new(2022, 1, 20) }));
        await office.DoAsync<OpenYear>(opening => opening.RunAsync(BulletinOffice.Clerk, office.Yanshi.Id, 2022));
        Assert.Empty(await FactsAsync(office, "年报逾期"));
        office.Time.Now = OfficeTime.Start(new DateOnly(2023, 1, 31));
        Assert.Empty(await FactsAsync(office, "年报逾期"));
        office.Time.Now = OfficeTime.Start(new DateOnly(2023, 2, 1));
        var overdue = await FactsAsync(office, "年报逾期");
        Assert.Single(overdue, fact => fact is { Unit: "公安局", Note: "到期没有公布的报告", Item: "2022年度" } && fact.Day == new DateOnly(2023, 2, 1));
        Assert.DoesNotContain(overdue, fact => fact.Unit == "信访局" || fact.Item != "2022年度");
    }

    [Fact]
    public async Task A_report_of_pictures_is_neither_without_an_error_nor_wrong_and_another_county_is_nobody_here()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var pictures = System.Text.RegularExpressions.Regex.Replace(PaperHtml.Render(ReportPaper.Of(Report("民政局", 2022, 2))), "<table.*?</table>", "<p><img src=\"a.png\" alt=\"表\"></p>", System.Text.RegularExpressions.RegexOptions.Singleline);
        await clerk.SubmitAsync(Home + "/check", "check", null, ("Input.Files", "民政局2022.html", Encoding.UTF8.GetBytes(pictures)), File(Report("剑阁县财政局", 2022, 4)));
        Assert.Equal(2, (await KeptAsync(office)).Count);
        Assert.Empty(await FactsAsync(office, "年报无差错"));
        Assert.Null((await KeptAsync(office)).Single(report => report.Publisher == "剑阁县财政局").UnitId);
    }

    [Fact]
    public async Task Years_and_units_are_compared_with_the_cells_as_they_stand()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var (first, second) = (Report("民政局", 2021, 1), SampleReports.With(Report("民政局", 2022, 2), new("permits", "decisions"), AnnualCell.Stroke("/")));
        await clerk.SubmitAsync(Home + "/check", "check", null, File(first), File(second), File(Report("信访局", 2022, 3)));
        var csv = await TextAsync(clerk, "/compare.csv?figure=received.total");
        Assert.Contains($"民政局,{first.Figures["received", "total"].Written},{second.Figures["received", "total"].Written}", csv, StringComparison.Ordinal);
        Assert.Contains($"合计,,{second.Figures["received", "total"].Value + Report("信访局", 2022, 3).Figures["received", "total"].Value}", csv, StringComparison.Ordinal);
        Assert.Contains("信访局,没有核验,", csv, StringComparison.Ordinal);
        Assert.Contains("民政局,", await TextAsync(clerk, "/compare.csv?year=2022"), StringComparison.Ordinal);
        Assert.Contains(",/,", await TextAsync(clerk, "/compare.csv?year=2022"), StringComparison.Ordinal);
        var page = await clerk.OpenAsync(Home + "/compare?figure=received.total&unit=民政局&year=2022");
        Assert.NotNull(page.Page.QuerySelector("svg.line-chart"));
        Assert.Equal(HttpStatusCode.OK, (await clerk.OpenAsync(Home + "/compare?figure=x&unit=y&year=z")).Status);
    }

    [Theory]
    [InlineData("民政局的年报", "网址", "每行写一个以http://或https://开头的网址。")]
    [InlineData("", "文件", "请选择要核验的文件，或者写上网址。")]
    public async Task What_is_no_paper_is_refused(string addresses, string field, string sentence)
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.NotEmpty(field);
        Assert.Contains(sentence, (await clerk.SubmitAsync(Home + "/check", "check", new() { ["Input.Addresses"] = addresses })).Errors);
    }

    [Fact]
    public async Task A_line_that_is_no_address_costs_its_own_line_and_the_rest_is_checked()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = await clerk.SubmitAsync(Home + "/check", "check", new() { ["Input.Addresses"] = "http://127.0.0.1:9/1.html\n年报" }, File(Report("民政局", 2022, 1)));
        Assert.Contains("已核验并保存1份，另有2份没有保存", page.Text, StringComparison.Ordinal);
        Assert.Contains("网址第2行不是网址：年报。每行写一个以http://或https://开头的网址。", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Many_findings_are_folded_under_their_count_and_the_first_twenty_come_first()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var report = Report("民政局", 2022, 1);
        foreach (var row in report.Figures.Format.Requests.Rows) report = SampleReports.With(report, new(row.Key, "person"), AnnualCell.Stroke("/"));
        await clerk.SubmitAsync(Home + "/check", "check", null, File(report));
        var page = await clerk.OpenAsync($"{Home}/report?id={Assert.Single(await KeptAsync(office)).Id}");
        var fold = Assert.Single(page.Page.QuerySelectorAll("details.folded"), known => known.QuerySelector("summary")!.TextContent == "无法核对（25处）");
        Assert.Equal([20, 5], fold.QuerySelectorAll("tbody").Select(body => body.QuerySelectorAll("tr").Length));
        Assert.Equal("全部：其余5处", fold.QuerySelector("details.folded details.folded > summary")!.TextContent);
        Assert.True(fold.HasAttribute("open"));
    }

    [Fact]
    public async Task The_tables_of_the_running_year_are_checked_any_day()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        var page = await clerk.OpenAsync(Home + "/live");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("还没有数的格：200格。", page.Page.QuerySelector("main")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("没有发现错误", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_unit_under_two_spellings_is_one_unit_and_a_publisher_that_is_none_is_named()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(Home + "/check", "check", null, File(Report("偃师区民政局", 2021, 1)), File(Broken(Report("偃师区民政局", 2022, 2))));
        Assert.Contains(Assert.Single(await KeptAsync(office), report => report.Year == 2022).Findings, finding => finding.Kind == "row_sum");
        var answer = await clerk.SubmitAsync(Home + "/check", "check", null, File(Report("民政局", 2022, 2)), File(Report("龙门研究院", 2022, 3)));
        Assert.Contains("名录里没有、或者分不清是哪个单位的：龙门研究院，不计入考评", (await clerk.FollowAsync(answer)).Body, StringComparison.Ordinal);
        var own = Assert.Single(await KeptAsync(office), report => report is { Year: 2022, UnitId: not null });
        Assert.Equal("民政局", own.Publisher);
        Assert.Contains(own.Findings, finding => finding.Kind == "carry_over");
        Assert.Single(await FactsAsync(office, "年报按时"), fact => fact is { Unit: "民政局", Item: "2022年度" });
        Assert.DoesNotContain(await FactsAsync(office, "年报差错"), fact => fact.Class == "各项之和");
        var page = await clerk.OpenAsync(Home + "?year=2022");
        Assert.Contains("龙门研究院。不计入考评", page.Text, StringComparison.Ordinal);
        Assert.Contains("民政局,", await TextAsync(clerk, "/compare.csv?figure=received.total"), StringComparison.Ordinal);
        Assert.DoesNotContain("偃师区民政局", await TextAsync(clerk, "/compare.csv?figure=received.total"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_this_year_took_over_is_held_against_what_was_published_and_not_against_the_register()
    {
        await using var office = await RequestOffice.OpenAsync(postgres);
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await office.RegisterAsync();
        var unpublished = await clerk.OpenAsync(Home + "/live?year=2026");
        Assert.Contains("没有2025年度公布的报告，上年结转、现行有效没有核对", unpublished.Text, StringComparison.Ordinal);
        var before = Report("偃师区人民政府", 2025, 1);
        Assert.NotEqual(0, before.Figures["carried_out", "total"].Value);
        await clerk.SubmitAsync(Home + "/check", "check", null, File(before));
        var page = await clerk.OpenAsync(Home + "/live?year=2026");
        Assert.Contains("上年结转、现行有效与核验过的偃师区人民政府2025年度报告（偃师区人民政府2025.html）比对", page.Text, StringComparison.Ordinal);
        Assert.Contains($"表三“总计”列上年结转为0，上一年报告的结转下年度继续办理为{before.Figures["carried_out", "total"].Written}", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_stranger_and_a_reviewer_do_not_check()
    {
        await using var office = await BulletinOffice.OpenAsync(postgres);
        using var reviewer = await office.SignInAsync("shishen", Post.Reviewer);
        Assert.Equal(HttpStatusCode.OK, (await reviewer.OpenAsync(Home)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await reviewer.OpenAsync(Home + "/check")).Status);
    }

    private static AnnualReport Report(string unit, int year, int seed) => new SampleReports(seed).Report(year) with { Unit = unit };

    private static AnnualReport Broken(AnnualReport report) => SampleReports.With(report, new("received", "person"), AnnualCell.Of(report.Figures["received", "person"].Value + 1));

    private static (string, string, byte[]) File(AnnualReport report) =>
        ("Input.Files", $"{report.Unit}{report.Year}.html", Encoding.UTF8.GetBytes(PaperHtml.Render(ReportPaper.Of(report))));

    private static async Task<string> TextAsync(Visitor clerk, string address)
    {
        using var answer = await clerk.Client.GetAsync(Home + address, TestContext.Current.CancellationToken);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static async Task<IReadOnlyList<PublishedReport>> KeptAsync(BulletinOffice office)
    {
        await using var db = office.App.OpenDb();
        return await db.ReadPublishedAsync(office.Yanshi.Id, null);
    }

    private static async Task<IReadOnlyList<Fact>> FactsAsync(BulletinOffice office, string name, DateOnly? from = null)
    {
        await using var db = office.App.OpenDb();
        var units = await db.Units.Include(unit => unit.Names).Where(unit => unit.RegionId == office.Yanshi.Id).ToDictionaryAsync(unit => unit.Id, unit => unit.Name);
        var source = Assert.Single(office.App.Services.GetServices<FactSource>(), source => source.Kinds.Any(kind => kind.Name == name));
        return await source.ReadAsync(db, new FactQuery(office.Yanshi.Id, units, from, new(2025, 12, 31), new HashSet<string> { name }), CancellationToken.None);
    }
}
