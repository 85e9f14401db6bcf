using System.CommandLine;
using System.Text.Json;
using System.Xml.Linq;
using Lantai.Cli;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class PatrolVerbTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lantai-patrol").FullName;

    [Fact]
    public async Task The_report_comes_in_every_form_that_was_asked_for()
    {
        await using var site = await SiteAsync();
        var (exit, output, error) = await Run(
            site.Root, "--checks", "链接", "--json", At("a.json"), "--csv", At("a.csv"), "--xlsx", At("a.xlsx"), "--junit", At("a.xml"), "--rate", "0", "--no-external");
        Assert.Equal((ExitCode.Found, ""), (exit, error));
        Assert.Contains("2页", output);
        var report = JsonDocument.Parse(File.ReadAllBytes(At("a.json"))).RootElement;
        Assert.Equal(["site", "started", "seconds", "finished", "pages", "links", "notes", "findings"], report.EnumerateObject().Select(property => property.Name));
        Assert.Equal(($"{site.Root}/", 2, 3), (report.GetProperty("site").GetString(), report.GetProperty("pages").GetInt32(), report.GetProperty("links").GetInt32()));
        var finding = Assert.Single(report.GetProperty("findings").EnumerateArray());
        Assert.Equal(
            ["check", "severity", "page", "target", "line", "column", "stated", "message", "evidence"], finding.EnumerateObject().Select(property => property.Name));
        Assert.Equal(
            ("dead-link", "minor", $"{site.Root}/", $"{site.Root}/gone.html", 2, 10, "gone.html", "返回HTTP 404"),
            (Text("check"), Text("severity"), Text("page"), Text("target"), finding.GetProperty("line").GetInt32(), finding.GetProperty("column").GetInt32(), Text("stated"), Text("evidence")));
        Assert.Contains($"一般,站内死链,{site.Root}/,2,10,gone.html,{site.Root}/gone.html", File.ReadAllText(At("a.csv")));
        using var book = File.OpenRead(At("a.xlsx"));
        Assert.Contains(SourceTables.Read(book, "a.xlsx")[0].Rows, row => row.Cells.Contains($"{site.Root}/gone.html"));
        var failure = Assert.Single(XDocument.Load(At("a.xml")).Descendants("failure"));
        Assert.Equal("dead-link", failure.Parent!.Attribute("classname")!.Value);

        string? Text(string name) => finding.GetProperty(name).GetString();
    }

    [Fact]
    public async Task A_dash_gives_the_output_to_the_report_alone()
    {
        await using var site = await SiteAsync();
        var (_, output, error) = await Run(site.Root, "--checks", "dead-link", "--json", "-");
        Assert.Equal("", error);
        Assert.Equal(1, JsonDocument.Parse(output).RootElement.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task A_site_without_fault_ends_with_0()
    {
        await using var site = await SiteAsync();
        var (exit, output, _) = await Run(site.Root, "--checks", "title-missing,mojibake");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("发现0处", output);
    }

    [Fact]
    public async Task An_interrupted_patrol_still_writes_its_report()
    {
        using var stop = new CancellationTokenSource();
        await using var site = await SiteAsync();
        site.On("/1.html", async context =>
        {
            await stop.CancelAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var (exit, output, _) = await Run(stop.Token, site.Root, "--checks", "a11y-language", "--json", At("a.json"));
        Assert.Equal(ExitCode.Found, exit);
        Assert.Contains("没有检查完", output);
        Assert.Equal(1, JsonDocument.Parse(File.ReadAllBytes(At("a.json"))).RootElement.GetProperty("findings").GetArrayLength());
    }

    [Fact]
    public async Task Only_the_columns_of_the_register_are_judged_by_their_days()
    {
        await using var site = await SiteAsync();
        site.Page("/1.html", "<h1>动态</h1><ul>" + string.Concat(Enumerable.Range(1, 3).Select(i => $"<li><a href=\"/1.html?{i}\">关于某项工作的通知之{i}</a><span>2026-02-0{i}</span></li>")) + "</ul>");
        File.WriteAllText(At("columns.csv"), $"地址,栏目,类别,天数\n{site.Root}/1.html,工作动态,动态要闻,10\n");
        var (exit, _, _) = await Run(site.Root, "--checks", "column-stale", "--columns", At("columns.csv"), "--now", "2026-02-20");
        Assert.Equal(ExitCode.Found, exit);
        File.WriteAllText(At("columns.csv"), $"地址,栏目,类别,天数\n{site.Root}/1.html,工作动态,动态要闻,20\n");
        (exit, _, _) = await Run(site.Root, "--checks", "column-stale", "--columns", At("columns.csv"), "--now", "2026-02-20");
        Assert.Equal(ExitCode.Fine, exit);
    }

    [Theory]
    [InlineData("请写明要巡查的网址，如 lantai patrol http://www.example.gov.cn/。")]
    [InlineData("“ftp://a/”不是网址，应以 http:// 或 https:// 开头。", "ftp://a/")]
    [InlineData("--max-pages 应为正整数，现为0。", "http://127.0.0.1/", "--max-pages", "0")]
    [InlineData("--rate 不能小于0，现为-1。", "http://127.0.0.1/", "--rate=-1")]
    [InlineData("--now 应为日期，写成2026-01-31的样子，现为“明天”。", "http://127.0.0.1/", "--now", "明天")]
    [InlineData("没有名为“dead-lnk”的检查项，是否为“dead-link”；用 lantai patrol --list-checks 查看全部。", "http://127.0.0.1/", "--checks", "dead-lnk")]
    [InlineData("不能写文件/no/such/a.json：文件夹/no/such不存在。", "http://127.0.0.1/", "--json", "/no/such/a.json")]
    public async Task A_wrong_call_costs_one_sentence(string sentence, params string[] arguments)
    {
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => Run(arguments));
        Assert.Equal(sentence, refusal.Message);
    }

    [Fact]
    public async Task All_checks_are_listed_with_what_they_rest_on()
    {
        var (exit, output, _) = await Run("--list-checks");
        Assert.Equal(ExitCode.Fine, exit);
        Assert.Contains("国办秘函〔2019〕19号", output.Split('\n').Single(line => line.StartsWith("home-stale", StringComparison.Ordinal)));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private static async Task<VillageSite> SiteAsync()
    {
        var site = await VillageSite.OpenAsync();
        return site
            .Page("/", "<title>首页</title><a href=\"1.html\">一</a>\n<a href=\"gone.html\">二</a><a href=\"http://192.0.2.1/\">外</a>")
            .Page("/1.html", "<html lang=\"zh-CN\"><title>一</title>");
    }

    private string At(string name) => Path.Combine(folder, name);

    private static Task<(int Exit, string Output, string Error)> Run(params string[] arguments) => Run(CancellationToken.None, arguments);

    private static async Task<(int Exit, string Output, string Error)> Run(CancellationToken stop, params string[] arguments)
    {
        var (output, error) = (new StringWriter(), new StringWriter());
        var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = null };
        var exit = await LantaiCommand.Create().Parse(["patrol", .. arguments]).InvokeAsync(configuration, stop);
        return (exit, output.ToString(), error.ToString());
    }
}
