namespace Lantai.Cli;

/// <summary>How far a long run is: on a terminal one line that changes; elsewhere a line now and then.</summary>
/// <param name="time">Null for the machine's own.</param>
internal sealed class ProgressLine(TextWriter error, TimeProvider? time = null)
{
    private static readonly TimeSpan BetweenLines = TimeSpan.FromSeconds(5);

    private readonly TimeProvider time = time ?? TimeProvider.System;
    private readonly bool isTerminal = error == Console.Error && !Console.IsErrorRedirected;
    private DateTimeOffset lastLineAt = (time ?? TimeProvider.System).GetUtcNow();

    public void Show(string line)
    {
        if (isTerminal) error.Write($"\r{line}\u001b[K");
        else if (time.GetUtcNow() - lastLineAt >= BetweenLines)
        {
            lastLineAt = time.GetUtcNow();
            error.WriteLine(line);
        }
    }

    /// <summary>Wipes the line that changes.</summary>
    public void End()
    {
        if (isTerminal) error.Write("\r\u001b[K");
    }
}
