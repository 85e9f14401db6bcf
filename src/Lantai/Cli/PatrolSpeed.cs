namespace Lantai.Cli;

/// <summary>A program that only patrols may give its sockets' threads all the work.</summary>
internal static class PatrolSpeed
{
    private const string InlineCompletions = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>
    /// Before the first socket is opened: answers are read and checked on the thread that hears of them, which saves a change
    /// of threads for each. The runtime takes this from its environment only; who has set it is left alone.
    /// </summary>
    public static void Prepare()
    {
        if (Environment.GetEnvironmentVariable(InlineCompletions) is null) Environment.SetEnvironmentVariable(InlineCompletions, "1");
    }
}
