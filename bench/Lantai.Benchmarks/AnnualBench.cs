using System.Diagnostics;
using System.Text;
using AngleSharp.Html.Parser;
using Lantai.AnnualReports;
using Lantai.Papers;
using Lantai.Verification;

namespace Lantai.Benchmarks;

/// <summary>Checking a thousand annual reports, pages of 80 KB, against only parsing the same HTML: CPU time of one core. Target: at most 2.</summary>
internal static class AnnualBench
{
    private const int Reports = 1_000;
    private const int Rounds = 5;

    /// <summary>Until the compiler has made its last version of everything; its own time would count otherwise.</summary>
    private const int Warmup = 2;
    private const int Size = 80 * 1024;

    public static void Run()
    {
        var pages = Enumerable.Range(0, Reports).Select(Page).ToList();
        Console.WriteLine($"{Reports} annual reports as HTML, {pages.Average(page => page.Length) / 1024:F0} KB each, CPU seconds");
        Console.WriteLine("round  parse s  verify s  reports/s  ratio");
        for (var round = 1 - Warmup; round <= Rounds; round++)
        {
            var parse = Cpu(() => pages.Sum(page => Parse(page)));
            var verify = Cpu(() => pages.Sum(page => Verify(page)));
            if (round > 0) Console.WriteLine($"{round,5}  {parse,7:F2}  {verify,8:F2}  {Reports / verify,9:F0}  {verify / parse,5:F2}");
        }
    }

    private static int Parse(byte[] page)
    {
        using var parsed = new HtmlParser().ParseDocument(Encoding.UTF8.GetString(page));
        return parsed.Body!.ChildElementCount > 0 ? 1 : throw new InvalidOperationException("Nothing was read.");
    }

    private static int Verify(byte[] page)
    {
        var verified = Verifier.Verify(new MemoryStream(page), "年报.html");
        return verified is { IsAnnual: true, Findings.Count: 0 } ? 1
            : throw new InvalidOperationException(string.Join('\n', verified.Findings.Select(finding => finding.Message)));
    }

    /// <summary>Seconds of the processor, which others on the machine do not lengthen.</summary>
    private static double Cpu(Func<int> act)
    {
        GC.Collect();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        if (act() != Reports) throw new InvalidOperationException("Not all were read.");
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalSeconds;
    }

    /// <summary>A report on a page as portals have them: menus around it, the tables with the styles of a word processor.</summary>
    private static byte[] Page(int number)
    {
        var html = PaperHtml.Render(ReportPaper.Of(Report(number)))
            .Replace("<td", "<td style=\"border:1px solid #000;padding:0 5.4pt;vertical-align:middle\"", StringComparison.Ordinal);
        var at = html.IndexOf("<main", StringComparison.Ordinal);
        var rest = (Size - Encoding.UTF8.GetByteCount(html)) / Encoding.UTF8.GetByteCount(Link(100));
        var menu = new StringBuilder("<div class=\"nav\"><ul>");
        for (var link = 0; link < rest; link++) menu.Append(Link(100 + link % 900));
        return Encoding.UTF8.GetBytes(html.Insert(at, menu.Append("</ul></div>").ToString()));
    }

    private static string Link(int number) =>
        $"<li><a href=\"/zwgk/fdzdgknr/col{number}/index.html\" target=\"_blank\" title=\"栏目{number}\">栏目{number}</a></li>\n";

    private static AnnualReport Report(int number)
    {
        var (random, format, cells) = (new Random(number), AnnualFormats.Shipped.Of(2022)!, new Dictionary<CellAt, AnnualCell>());
        foreach (var row in format.Proactive.Rows)
            foreach (var column in row.Columns) cells[new(row.Key, column.Key)] = AnnualCell.Of(row.Key == "regulations" ? 0 : random.Next(3_000));
        foreach (var row in format.Requests.Rows.Where(row => row.PartOf is not null)) Fill(row, _ => random.Next(4) == 0 ? random.Next(20) : 0);
        Fill(format.Row("completed"), column => format.Requests.Rows.Where(row => row.PartOf is not null).Sum(row => cells[new(row.Key, column)].Value));
        Fill(format.Row("carried_out"), _ => 0);
        Fill(format.Row("carried_in"), _ => 0);
        Fill(format.Row("received"), column => cells[new("completed", column)].Value);
        foreach (var row in format.Remedies.Rows) Fill(row, _ => random.Next(3));
        return new AnnualReport("青川县民政局", 2022, new AnnualFigures(format, cells), Prose()) { SignedOn = new(2023, 1, 20) };

        void Fill(AnnualRow row, Func<string, decimal> figure)
        {
            foreach (var column in row.Parts) cells[new(row.Key, column.Key)] = AnnualCell.Of(figure(column.Key));
            cells[new(row.Key, AnnualFormat.TotalColumn)] = AnnualCell.Of(row.Parts.Sum(column => cells[new(row.Key, column.Key)].Value));
        }
    }

    private static Dictionary<string, IReadOnlyList<string>> Prose() => new()
    {
        ["overview"] =
        [
            "本年新收政府信息公开申请{{received.total}}件，上年结转{{carried_in.total}}件，办结{{completed.total}}件，结转下年度继续办理{{carried_out.total}}件。",
            .. Enumerable.Repeat("本机关按照规定公开政府信息，及时更新栏目，做好解读和回应，加强队伍建设，办理群众的留言和来电。", 15),
        ],
        ["problems"] = ["一是栏目不够清楚。二是解读偏少。下一年逐项改进。"],
        ["others"] = ["本年度没有收取信息处理费。"],
    };
}
