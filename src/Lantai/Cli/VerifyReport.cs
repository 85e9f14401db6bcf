using Lantai.Verification;
using Spectre.Console;

namespace Lantai.Cli;

/// <summary>The outcome of <c>lantai verify</c> for people: one table a file, and how much was right.</summary>
internal sealed class VerifyReport(TextWriter output)
{
    private readonly IAnsiConsole console = PlainConsole.Create(output);

    public void Write(VerifiedFile file)
    {
        console.MarkupLineInterpolated($"[bold]{file.File}[/]");
        foreach (var table in file.Tables)
            console.MarkupLineInterpolated($"  {(table.Title.Length > 0 ? table.Title : "（无标题）")}  {table.Rows} 行");
        if (file.Findings.Count > 0) console.Write(Findings(file));
        console.MarkupLineInterpolated($"  {Summary(file)}");
        console.WriteLine();
    }

    private static Table Findings(VerifiedFile file)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("结论", "项目", "位置", "说明");
        foreach (var finding in file.Findings)
            table.AddRow(Verdict(finding.Severity), Escape(finding.Title), Escape(finding.Location), Escape(finding.Message));
        return table;
    }

    private static string Summary(VerifiedFile file)
    {
        int Count(Severity severity) => file.Findings.Count(finding => finding.Severity == severity);
        return $"核对无误 {file.RightCount} 处，错误 {Count(Severity.Error)} 处，需确认 {Count(Severity.Warning)} 处，无法核对 {Count(Severity.Unverifiable)} 处。";
    }

    private static string Verdict(Severity severity) => severity switch
    {
        Severity.Error => "[red]✕ 错误[/]",
        Severity.Warning => "[yellow]！需确认[/]",
        Severity.Unverifiable => "[grey]？无法核对[/]",
    };

    private static string Escape(string text) => Markup.Escape(text);
}
