using Lantai.Papers;
using Lantai.Patrol;
using Lantai.Patrol.Reports;

namespace Lantai.Cli;

/// <summary>What a patrol tells the person at the terminal: a line of progress while it runs, a summary at the end.</summary>
/// <param name="output">For the summary; null when the standard output belongs to the report.</param>
/// <param name="error">For the progress.</param>
internal sealed class PatrolConsole(TextWriter? output, TextWriter error) : IProgress<PatrolProgress>
{
    private readonly ProgressLine progress = new(error);

    public void Report(PatrolProgress value) =>
        progress.Show($"已检查{value.Pages}页、{value.Links}条链接，发现{value.Findings}处，待查{value.Waiting}个地址，每秒{value.Rate:0}页，受限于{value.LimitedBy}");

    public void Tell(PatrolReport report, PatrolRules rules)
    {
        progress.End();
        if (output is null) return;
        var rows = report.Rows;
        output.WriteLine($"{report.Site}　{report.Pages}页，{report.Links}条链接，{report.Elapsed.TotalSeconds:0.0}秒，发现{rows.Count}处{(report.IsWhole ? "" : "（没有检查完）")}");
        foreach (var group in rows.GroupBy(finding => (finding.Severity, finding.Check)).OrderBy(group => group.Key.Severity).ThenByDescending(group => group.Count()))
            output.WriteLine($"  {Pad(FindingSheet.Title(group.Key.Severity), 8)}  {Pad(rules.Of(group.Key.Check).Title, 20)}  {group.Count(),6}  {Example(group.First())}");
        if (report.Undecided.Count > 0) output.WriteLine($"  另有{report.Undecided.Count}个地址未能判定（拒绝访问、要求验证等），不计为死链。");
        foreach (var note in report.Notes) output.WriteLine($"  {note}");
    }

    public static void List(PatrolRules rules, TextWriter output)
    {
        foreach (var check in rules.Checks)
            output.WriteLine($"{Pad(check.Id, 22)}  {Pad(check.Group, 6)}  {Pad(FindingSheet.Title(check.Severity), 8)}  {Pad(check.Title, 22)}  {check.Basis.Text}");
    }

    private static string Example(Finding finding) =>
        $"{finding.Page}{(finding.Place is { } place ? $" 第{place.Line}行" : "")}　{finding.Stated ?? finding.Message}".ReplaceLineEndings(" ");

    /// <summary>Han characters take two cells of a terminal.</summary>
    private static string Pad(string text, int cells) => text + new string(' ', Math.Max(0, cells - (int)(2 * TextWidth.Ems(text))));
}
