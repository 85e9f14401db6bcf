using Spectre.Console;

namespace Lantai.Cli;

/// <summary>Tables and trees for people; plain, and wide enough not to break lines, when the output is no terminal.</summary>
internal static class PlainConsole
{
    private const int WidthOfFile = 1000;

    public static IAnsiConsole Create(TextWriter output)
    {
        var isTerminal = output == Console.Out && !Console.IsOutputRedirected;
        var console = AnsiConsole.Create(new AnsiConsoleSettings
        {
            Out = new AnsiConsoleOutput(output),
            Ansi = isTerminal ? AnsiSupport.Detect : AnsiSupport.No,
        });
        if (!isTerminal) console.Profile.Width = WidthOfFile;
        return console;
    }
}
