using System.CommandLine;
using System.Globalization;
using System.Text;
using Lantai.Papers;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reports;

namespace Lantai.Cli;

/// <summary><c>lantai patrol</c>: goes through a site and tells what is wrong with it.</summary>
internal static class PatrolVerb
{
    private static readonly Argument<string[]> Starts = new("网址") { Description = "从哪里开始，可以有几个", Arity = ArgumentArity.ZeroOrMore };
    private static readonly Option<string?> Json = new("--json") { Description = "把结果写成 JSON 文件；- 为标准输出", HelpName = "文件" };
    private static readonly Option<string?> Csv = new("--csv") { Description = "把结果写成 CSV 文件", HelpName = "文件" };
    private static readonly Option<string?> Xlsx = new("--xlsx") { Description = "把结果写成 Excel 文件", HelpName = "文件" };
    private static readonly Option<string?> JUnit = new("--junit") { Description = "把结果写成 JUnit XML 文件", HelpName = "文件" };
    private static readonly Option<int> MostPages = new("--max-pages") { Description = "最多检查多少页，默认50000", HelpName = "页数", DefaultValueFactory = _ => 50_000 };
    private static readonly Option<decimal> Rate = new("--rate") { Description = "对网站每秒最多多少次请求，默认10，0 为不限；本机不受限", HelpName = "次数", DefaultValueFactory = _ => 10 };
    private static readonly Option<string> Checks = new("--checks") { Description = "只做这些检查：编号或组，用逗号隔开", HelpName = "清单", DefaultValueFactory = _ => "" };
    private static readonly Option<string?> Columns = new("--columns") { Description = "栏目登记表（CSV：地址,栏目,类别,天数）；不写则从网页识别", HelpName = "文件" };
    private static readonly Option<string?> Now = new("--now") { Description = "按哪一天判断是否更新，默认今天", HelpName = "日期" };
    private static readonly Option<bool> IgnoreRobots = new("--ignore-robots") { Description = "不理会 robots.txt；须有网站主办单位的书面同意" };
    private static readonly Option<bool> NoExternal = new("--no-external") { Description = "不检查外部链接" };
    private static readonly Option<bool> ListChecks = new("--list-checks") { Description = "列出全部检查项" };

    public static Command Create()
    {
        var command = new Command("patrol", "巡查网站：死链、更新、错别字、隐私、标识、安全、无障碍")
        {
            Starts, Json, Csv, Xlsx, JUnit, MostPages, Rate, Checks, Columns, Now, IgnoreRobots, NoExternal, ListChecks,
        };
        var packs = new PackOptions(command);
        command.SetAction((parsed, stop) => RunAsync(parsed, PatrolRules.Load(packs.Folder(parsed)), stop));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, PatrolRules rules, CancellationToken stop)
    {
        if (parsed.GetValue(ListChecks))
        {
            PatrolConsole.List(rules, parsed.InvocationConfiguration.Output);
            return ExitCode.Fine;
        }
        var outputs = new[] { parsed.GetValue(Json), parsed.GetValue(Csv), parsed.GetValue(Xlsx), parsed.GetValue(JUnit) };
        foreach (var file in outputs) EnsureWritable(file);
        var options = Options(parsed, rules);
        var console = new PatrolConsole(outputs[0] == "-" ? null : parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
        PatrolSpeed.Prepare();
        var report = await new PatrolRun(options, rules, TimeProvider.System).RunAsync(console, stop);
        if (outputs[0] == "-") WriteJson(report, parsed.InvocationConfiguration.Output);
        else Write(outputs[0], stream => JsonReport.Write(report, stream));
        Write(outputs[1], stream => SheetCsv.Write(FindingSheet.Of(report, rules), stream));
        Write(outputs[2], stream => SheetXlsx.Write([FindingSheet.Of(report, rules), FindingSheet.Undecided(report)], stream));
        var selected = rules.Select(options.Checks);
        Write(outputs[3], stream => JUnitReport.Write(report, [.. rules.Checks.Where(check => selected.Contains(check.Id))], stream));
        console.Tell(report, rules);
        if (report.Findings.Count > 0) return ExitCode.Found;
        return stop.IsCancellationRequested ? ExitCode.CouldNot : ExitCode.Fine;
    }

    private static PatrolOptions Options(ParseResult parsed, PatrolRules rules)
    {
        var starts = parsed.GetValue(Starts) ?? [];
        if (starts.Length == 0) throw new RefusedException("请写明要巡查的网址，如 lantai patrol http://www.example.gov.cn/。");
        var (pages, rate) = (parsed.GetValue(MostPages), parsed.GetValue(Rate));
        if (pages < 1) throw new RefusedException($"--max-pages 应为正整数，现为{pages}。");
        if (rate < 0) throw new RefusedException($"--rate 不能小于0，现为{rate}。");
        var checks = parsed.GetValue(Checks)!.Split([',', '，', ' '], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        rules.Select(checks);
        return new PatrolOptions
        {
            Starts = [.. starts.Select(Address)],
            MostPages = pages,
            Checks = checks,
            Columns = parsed.GetValue(Columns) is { } file ? RegisteredColumn.Read(file, rules.Columns) : [],
            Now = Day(parsed.GetValue(Now)),
            AsksElsewhere = !parsed.GetValue(NoExternal),
            Fetch = new() { Rate = rate, IgnoreRobots = parsed.GetValue(IgnoreRobots) },
        };
    }

    internal static WebAddress Address(string text)
    {
        var address = WebAddress.Parse(text) is { IsWeb: true } whole ? whole : text.Contains("://", StringComparison.Ordinal) ? null : WebAddress.Parse($"http://{text}");
        if (address is { IsWeb: true, HasUser: true }) throw new RefusedException("网址里不要带用户名和密码，请去掉“@”和它前面的部分。");
        return address is { IsWeb: true } web ? web.WithoutFragment() : throw new RefusedException($"“{text}”不是网址，应以 http:// 或 https:// 开头。");
    }

    private static DateOnly? Day(string? text)
    {
        if (text is null) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw new RefusedException($"--now 应为日期，写成2026-01-31的样子，现为“{text}”。");
    }

    /// <summary>Before an hour of work, not after it.</summary>
    private static void EnsureWritable(string? file)
    {
        if (file is null or "-") return;
        var folder = Path.GetDirectoryName(Path.GetFullPath(file))!;
        if (!Directory.Exists(folder)) throw new RefusedException($"不能写文件{file}：文件夹{folder}不存在。");
        if (Directory.Exists(file)) throw new RefusedException($"不能写文件{file}：它是文件夹。");
    }

    private static void WriteJson(PatrolReport report, TextWriter output)
    {
        using var bytes = new MemoryStream();
        JsonReport.Write(report, bytes);
        output.WriteLine(Encoding.UTF8.GetString(bytes.GetBuffer(), 0, (int)bytes.Length));
    }

    private static void Write(string? file, Action<Stream> write)
    {
        if (file is null) return;
        try
        {
            using var stream = File.Create(file);
            write(stream);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写文件{file}，请检查路径和权限。", cause);
        }
    }
}
