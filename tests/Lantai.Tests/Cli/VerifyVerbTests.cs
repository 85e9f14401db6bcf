using System.CommandLine;
using System.Text.Json;
using Lantai.AnnualReports;
using Lantai.Cli;
using Lantai.Papers;
using Lantai.Patrol.Addresses;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class VerifyVerbTests : IDisposable
{
    private const string Right = "得分情况\n\n单位\t基础\t解读\t总分\n民政局\t60\t39\t99\n公安局\t50\t39\t89\n";
    private const string Wrong = "得分情况\n\n单位\t基础\t解读\t总分\n民政局\t60\t39\t99\n公安局\t50\t39\t90\n";

    private readonly string folder = Directory.CreateTempSubdirectory("lantai-verify").FullName;

    [Fact]
    public async Task Json_names_the_tables_and_the_findings_of_each_file()
    {
        var (exit, output, error) = await Run("--json", Write("甲.txt", Right), Write("乙.txt", Wrong));
        Assert.Equal((ExitCode.Found, ""), (exit, error));
        var files = JsonDocument.Parse(output).RootElement;
        Assert.Equal(2, files.GetArrayLength());
        Assert.Equal(["file", "tables", "findings"], files[0].EnumerateObject().Select(property => property.Name));
        Assert.Equal(("得分情况", 2), (files[0].GetProperty("tables")[0].GetProperty("title").GetString(), files[0].GetProperty("tables")[0].GetProperty("rows").GetInt32()));
        Assert.Equal(0, files[0].GetProperty("findings").GetArrayLength());
        var finding = files[1].GetProperty("findings")[0];
        Assert.Equal(
            [("kind", "row_sum"), ("severity", "error"), ("location", "第5行“公安局”"), ("stated", "90"), ("computed", "89"), ("message", "“公安局”各项得分之和为89，表中“总分”为90。")],
            finding.EnumerateObject().Select(property => (property.Name, property.Value.GetString()!)));
        Assert.DoesNotContain("\\u", output);
    }

    [Fact]
    public async Task A_right_file_ends_with_0_and_says_how_much_was_right()
    {
        var (exit, output, _) = await Run(Write("甲.txt", Right));
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("得分情况  2 行", output);
        Assert.Contains("核对无误 3 处，错误 0 处，需确认 0 处，无法核对 0 处。", output);
    }

    [Fact]
    public async Task A_wrong_file_ends_with_1_and_shows_the_sentence()
    {
        var (exit, output, _) = await Run(Write("乙.txt", Wrong));
        Assert.Equal(ExitCode.Found, exit);
        Assert.Contains("“公安局”各项得分之和为89，表中“总分”为90。", output);
        Assert.DoesNotContain("\u001b", output);
    }

    [Fact]
    public async Task An_unreadable_file_costs_one_sentence_and_the_others_are_checked()
    {
        var (exit, output, error) = await Run("--json", Path.Combine(folder, "没有.txt"), Write("空.docx", ""), Write("乙.txt", Wrong));
        Assert.Equal(ExitCode.CouldNot, exit);
        Assert.Equal([$"找不到文件{Path.Combine(folder, "没有.txt")}，请检查路径。", "空.docx是空文件，请重新选择。"], error.TrimEnd().Split(Environment.NewLine));
        var files = JsonDocument.Parse(output).RootElement.EnumerateArray().Select(file => file.GetProperty("findings")[0]).ToList();
        Assert.Equal([("unreadable", "unverifiable"), ("unreadable", "unverifiable"), ("row_sum", "error")],
            files.Select(finding => (finding.GetProperty("kind").GetString(), finding.GetProperty("severity").GetString())));
        Assert.Equal("空.docx是空文件，请重新选择。", files[1].GetProperty("message").GetString());
    }

    [Fact]
    public async Task Names_are_checked_against_the_register_given()
    {
        var (exit, output, _) = await Run("--json", Write("甲.txt", Right), "--register", Write("名册.csv", "单位\n民政局\n"));
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("表中的“公安局”不在名册中", output);
    }

    [Fact]
    public async Task A_folder_of_reports_gives_one_workbook_and_one_page_with_what_to_write_to_each_unit()
    {
        var reports = Directory.CreateDirectory(Path.Combine(folder, "年报")).FullName;
        var right = new SampleReports(1).Report();
        var wrong = SampleReports.With(right with { Unit = "青川县财政局" }, new CellAt("granted", "person"), AnnualCell.Stroke("/"));
        wrong = SampleReports.With(wrong, new CellAt("carried_out", "total"), AnnualCell.Of(99));
        foreach (var (name, report) in new[] { ("甲.html", right), ("乙.html", wrong) }) File.WriteAllText(Path.Combine(reports, name), PaperHtml.Render(ReportPaper.Of(report)));
        File.WriteAllText(Path.Combine(reports, "空.txt"), "");
        var target = Path.Combine(folder, "结果");
        var (exit, _, error) = await Run(reports, "--out", target);
        Assert.Equal(ExitCode.CouldNot, exit);
        Assert.Contains("空.txt是空文件", error);
        var tables = SourceTables.Read(Path.Combine(target, "年度报告核验结果.xlsx"));
        Assert.Equal(["总表", "逐条"], tables.Select(table => table.Sheet));
        var lines = tables[0].Rows.Where(row => row.Cells[0].Contains("年报", StringComparison.Ordinal) && row.Cells[0].Contains('.')).ToDictionary(row => Path.GetFileName(row.Cells[0]), row => row.Cells);
        Assert.Equal("没有发现问题。", lines["甲.html"][^1]);
        var heads = tables[0].Rows.First(row => row.Cells[0] == "文件").Cells.ToList();
        Assert.Equal(("√", ""), (lines["甲.html"][heads.IndexOf("勾稽关系")], lines["甲.html"][heads.IndexOf("与上年衔接")]));
        Assert.Equal(("青川县财政局", "2022"), (lines["乙.html"][1], lines["乙.html"][2]));
        Assert.Contains("×1", lines["乙.html"]);
        Assert.Contains("？1", lines["乙.html"]);
        Assert.StartsWith("你单位的年度报告请核实以下", lines["乙.html"][^1]);
        Assert.Contains("是空文件", lines["空.txt"][^1]);
        var page = File.ReadAllText(Path.Combine(target, "年度报告核验结果.html"));
        Assert.Contains("共3份，有错误的1份，不能读取的1份", page);
    }

    [Fact]
    public async Task Reports_of_one_call_are_laid_beside_one_another_and_each_unit_gets_its_words()
    {
        var reports = Directory.CreateDirectory(Path.Combine(folder, "年报")).FullName;
        void Put(string name, AnnualReport report) => File.WriteAllText(Path.Combine(reports, name), PaperHtml.Render(ReportPaper.Of(report)));
        var words = Prose(new SampleReports(1).Report());
        Put("民政2022.html", words with { Unit = "青川县民政局" });
        Put("财政2022.html", Prose(new SampleReports(2).Report()) with { Unit = "青川县财政局" });
        var before = new SampleReports(3).Report(2021) with { Unit = "民政局" };
        Put("民政2021.html", SampleReports.With(before, new CellAt("carried_out", "total"), AnnualCell.Of(words.Figures["carried_in", "total"].Value + 5)));
        File.WriteAllText(Path.Combine(reports, "通报.txt"), Wrong);
        var (exit, output, _) = await Run("--json", reports, "--register", Write("名册.csv", "单位\n青川县民政局\n青川县财政局\n"));
        Assert.Equal(ExitCode.Found, exit);
        var files = JsonDocument.Parse(output).RootElement.EnumerateArray().ToDictionary(file => Path.GetFileName(file.GetProperty("file").GetString()!));
        string[] Kinds(string file) =>
            [.. files[file].GetProperty("findings").EnumerateArray().Select(finding => finding.GetProperty("kind").GetString()!).Distinct()];
        Assert.Contains("near_copy", Kinds("民政2022.html"));
        Assert.Contains("near_copy", Kinds("财政2022.html"));
        Assert.Contains("carry_over", Kinds("民政2022.html"));
        Assert.DoesNotContain("carry_over", Kinds("财政2022.html"));
        Assert.Contains("row_sum", Kinds("通报.txt"));
        Assert.Contains("与青川县民政局的报告相同", files["财政2022.html"].GetProperty("letter").GetString(), StringComparison.Ordinal);
        Assert.Equal((2021, "民政局"), (files["民政2021.html"].GetProperty("year").GetInt32(), files["民政2021.html"].GetProperty("unit").GetString()));
        Assert.False(files["通报.txt"].TryGetProperty("letter", out _));
    }

    /// <summary>With words that are long enough to be a copy.</summary>
    private static AnnualReport Prose(AnnualReport report) => Problems(
        report, "一是栏目设置还不够清楚，群众查找文件要点开许多层；二是政策解读偏少，图表和问答用得不多；三是基层人员变动频繁，培训没有跟上。下一年将逐个栏目清理归并，每份文件同步解读，每个季度组织一次业务培训，并把整改结果在网站上公开接受监督。");

    private static AnnualReport Problems(AnnualReport report, string words) =>
        report with { Prose = new Dictionary<string, IReadOnlyList<string>>(report.Prose) { ["problems"] = [words] } };

    [Fact]
    public async Task A_section_that_copies_nobody_is_one_statement_however_many_it_is_laid_beside()
    {
        string Put(int seed)
        {
            var report = new SampleReports(seed).Report() with { Unit = $"青川县{"甲乙丙"[seed - 1]}局" };
            var words = string.Concat(Enumerable.Range(seed * 200, 150).Select(at => (char)('\u4e00' + at)));
            return Write($"{seed}.html", PaperHtml.Render(ReportPaper.Of(Problems(report, words + "。"))));
        }
        async Task<int> Right(params string[] files) =>
            int.Parse((await Run(files)).Output.Split("核对无误 ")[1].Split(' ')[0], System.Globalization.CultureInfo.InvariantCulture);
        var (one, two, three) = (Put(1), Put(2), Put(3));
        var alone = await Right(one);
        Assert.Equal((alone + 1, alone + 1), (await Right(one, two), await Right(one, two, three)));
    }

    [Fact]
    public void A_long_run_says_how_far_it_is_and_a_short_one_says_nothing()
    {
        var (time, error) = (FakeTime.On(2023, 1, 17), new StringWriter());
        var console = new VerifyConsole(new ProgressLine(error, time));
        time.Now += TimeSpan.FromSeconds(6);
        console.Report(new BatchProgress(3, 0, 3));
        Assert.Equal("", error.ToString());
        console.Report(new BatchProgress(120, 0, 1000));
        console.Report(new BatchProgress(121, 0, 1000));
        time.Now += TimeSpan.FromSeconds(6);
        console.Report(new BatchProgress(1000, 400, 1000));
        Assert.Equal(["已读取120份，共1000份", "已核验400份，共1000份"], error.ToString().TrimEnd().Split(Environment.NewLine));
    }

    [Theory]
    [InlineData("http://127.0.0.1/a.html", true)]
    [InlineData("http://10.1.2.3/a.html", true)]
    [InlineData("http://203.0.113.7/a.html", false)]
    public async Task An_address_leads_into_the_own_network_only_when_it_stands_there_itself(string address, bool mayStay)
    {
        using var web = new WebPapers();
        Assert.True(await web.MayStayInsideAsync(WebAddress.Parse("http://192.168.1.1/b.html")!));
        Assert.Equal(mayStay, await web.MayStayInsideAsync(WebAddress.Parse(address)!));
    }

    [Fact]
    public async Task An_empty_folder_and_a_report_to_compare_with_that_is_none_get_one_sentence()
    {
        var empty = Directory.CreateDirectory(Path.Combine(folder, "空")).FullName;
        Assert.Contains("里没有可以核验的文件", (await Assert.ThrowsAsync<RefusedException>(() => Run(empty))).Message);
        var bulletin = Write("通报.txt", Right);
        Assert.Equal("通报.txt不是政府信息公开工作年度报告，不能拿来比对。", (await Assert.ThrowsAsync<RefusedException>(() => Run(bulletin, "--last-year", bulletin))).Message);
    }

    [Fact]
    public async Task Last_years_report_goes_with_one_report_only()
    {
        var last = Write("上年.html", PaperHtml.Render(ReportPaper.Of(new SampleReports(1).Report(2021))));
        var (one, other) = (Write("甲.html", PaperHtml.Render(ReportPaper.Of(new SampleReports(1).Report()))), Write("乙.txt", Right));
        Assert.Equal(
            "--last-year 是同一单位上一年的报告，一次只能核验一份，现有2份；请逐份核验，或者把两年的报告放在一起核验。",
            (await Assert.ThrowsAsync<RefusedException>(() => Run(one, other, "--last-year", last))).Message);
        Assert.NotEqual(ExitCode.CouldNot, (await Run(one, "--last-year", last)).Exit);
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Write(string name, string content)
    {
        var path = Path.Combine(folder, name);
        File.WriteAllText(path, content);
        return path;
    }

    [Fact]
    public async Task A_list_of_addresses_is_fetched_politely_and_each_paper_checked()
    {
        var report = SampleReports.ToText(new SampleReports(7).Report()).ToArray();
        await using var site = await VillageSite.OpenAsync();
        site.Page("/good.html", PaperHtml.Render(ReportPaper.Of(new SampleReports(7).Report())));
        site.Page("/good.txt", report, type: "text/plain; charset=utf-8").Page("/hidden/a.html", report);
        site.Page("/picture.html", "<h1>青川县民政局2022年政府信息公开工作年度报告</h1><img src=a.png>").Page("/robots.txt", "User-agent: *\nDisallow: /hidden/\n", type: "text/plain");
        var list = Write("名单.txt", $"# 各单位年报\n{site.Root}/good.html\n\n{site.Root}/good.txt\n{site.Root}/gone.html\n{site.Root}/hidden/a.html\n{site.Root}/picture.html\n");
        var (exit, output, error) = await Run("--json", list);
        Assert.Equal(ExitCode.CouldNot, exit);
        Assert.Equal(
            [$"{site.Root}/gone.html：网站返回HTTP 404，请核对网址。", $"{site.Root}/hidden/a.html：网站的 robots.txt 不允许自动访问，请用浏览器另存为文件再核验。"],
            error.TrimEnd().Split(Environment.NewLine).Take(2));
        var files = JsonDocument.Parse(output).RootElement;
        Assert.Equal(["/good.html", "/good.txt", "/gone.html", "/hidden/a.html", "/picture.html"], files.EnumerateArray().Select(file => file.GetProperty("file").GetString()![site.Root.Length..]));
        Assert.All(files.EnumerateArray().Take(2), file => Assert.Equal((3, 0), (file.GetProperty("tables").GetArrayLength(), file.GetProperty("findings").GetArrayLength())));
        Assert.DoesNotContain(site.Asked, asked => asked.Contains("hidden", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_line_of_the_list_that_is_no_address_costs_its_own_row_and_the_others_are_checked()
    {
        await using var site = await VillageSite.OpenAsync();
        site.Page("/good.html", PaperHtml.Render(ReportPaper.Of(new SampleReports(7).Report())));
        var list = Write("名单.txt", $"htp:/错的\n# 说明\n{site.Root}/good.html\n");
        var (exit, output, error) = await Run("--json", list);
        Assert.Equal(ExitCode.CouldNot, exit);
        Assert.Equal($"{list}第1行不是网址：htp:/错的。每行写一个以http://或https://开头的网址。", error.TrimEnd());
        var files = JsonDocument.Parse(output).RootElement.EnumerateArray().ToList();
        Assert.Equal([$"{list}第1行", $"{site.Root}/good.html"], files.Select(file => file.GetProperty("file").GetString()));
        Assert.Equal([1, 0], files.Select(file => file.GetProperty("findings").GetArrayLength()));
    }

    [Fact]
    public async Task A_report_none_of_whose_tables_can_be_read_was_not_checked()
    {
        var report = Write("年报.html", File.ReadAllText(Path.Combine(TestFiles.Root, "specs", "annual", "wild", "pictures.html")));
        var (exit, _, error) = await Run(report);
        Assert.Equal((ExitCode.CouldNot, $"{report}里没有可以读取的统计表（可能是图片），数字都没有核对；请提供表格可以复制的文件。"), (exit, error.TrimEnd()));
    }

    private static async Task<(int Exit, string Output, string Error)> Run(params string[] args)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var exit = await VerifyVerb.Create().Parse(args).InvokeAsync(new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        return (exit, output.ToString(), error.ToString());
    }
}
