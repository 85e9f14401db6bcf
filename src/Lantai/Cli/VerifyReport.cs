using Lantai.Verification;
using Spectre.Console;

namespace Lantai.Cli;

/// <summary>The outcome of <c>lantai verify</c> for people: one table a file, and how much was right.</summary>
internal sealed class VerifyReport(TextWriter output)
{
    /// <summary>Wide enough for a sentence when the outcome goes to a file and no screen says how wide it is.</summary>
    private const int WidthOfFile = 160;

    private readonly IAnsiConsole console = Open(output);

    public void Write(VerifiedFile file)
    {
        console.MarkupLineInterpolated($"[bold]{file.File}[/]");
        foreach (var table in file.Tables)
            console.MarkupLineInterpolated($"  {(table.Title.Length > 0 ? table.Title : "（无标题）")}  {table.Rows} 行");
        if (file.Findings.Count > 0) console.Write(Findings(file));
        console.MarkupLineInterpolated($"  {Summary(file)}");
        console.WriteLine();
    }

    /// <summary>Colours only on a screen.</summary>
    private static IAnsiConsole Open(TextWriter output)
    {
        var isScreen = ReferenceEquals(output, Console.Out) && !Console.IsOutputRedirected;
        var settings = new AnsiConsoleSettings { Out = new AnsiConsoleOutput(output), Ansi = isScreen ? AnsiSupport.Detect : AnsiSupport.No };
        var console = AnsiConsole.Create(settings);
        if (!isScreen) console.Profile.Width = WidthOfFile;
        return console;
    }

    private static Table Findings(VerifiedFile file)
    {
        var table = new Table().Border(TableBorder.Simple).AddColumns("结论", "项目", "位置", "说明");
        foreach (var finding in file.Findings)
            table.AddRow(Verdict(finding.Severity), Escape(TitleOf(finding.Kind)), Escape(finding.Location), Escape(finding.Message));
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

    private static string TitleOf(string kind) => Check.All.First(check => check.Kind == kind).Title;

    private static string Escape(string text) => Markup.Escape(text);
}
