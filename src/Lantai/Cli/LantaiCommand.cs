using System.CommandLine;

namespace Lantai.Cli;

/// <summary>The map of the command line: one line a verb, one file a verb.</summary>
internal static class LantaiCommand
{
    public static RootCommand Create() => new("兰台：政务公开工作平台")
    {
        ServeVerb.Create(),
        DbVerb.Create(),
        BackupVerb.Create(),
        RestoreVerb.Create(),
        ScoreVerb.Create(),
        SchemeVerb.Create(),
        ClockVerb.Create(),
        FeeVerb.Create(),
        LetterVerb.Create(),
        ArchiveVerb.Create(),
        VerifyVerb.Create(),
        AnnualVerb.Create(),
        BulletinVerb.Create(),
        ImportVerb.Create(),
        ExportVerb.Create(),
        PatrolVerb.Create(),
        WordingVerb.Create(),
    };

    /// <summary>After Ctrl-C a verb still has this long: a patrol writes what it found.</summary>
    private static readonly TimeSpan ToFinish = TimeSpan.FromMinutes(1);

    /// <summary>Runs the verb; a refusal becomes one sentence on stderr and exit code 2.</summary>
    public static async Task<int> RunAsync(string[] args)
    {
        var root = Create();
        ChineseHelp.UseOn(root);
        var parsed = root.Parse(args.Length == 0 ? ["--help"] : args);
        try
        {
            if (parsed.Errors.Count == 0 || parsed.Action is ChineseHelp)
                return await parsed.InvokeAsync(new InvocationConfiguration { EnableDefaultExceptionHandler = false, ProcessTerminationTimeout = ToFinish });
            foreach (var sentence in CallErrors.Of(parsed)) await Console.Error.WriteLineAsync(sentence);
            return ExitCode.CouldNot;
        }
        catch (RefusedException refusal)
        {
            await Console.Error.WriteLineAsync(refusal.Message);
            return ExitCode.CouldNot;
        }
    }
}

/// <summary>What every verb answers: 0 fine, 1 it found something, 2 it could not do what was asked.</summary>
internal static class ExitCode
{
    public const int Fine = 0;
    public const int Found = 1;
    public const int CouldNot = 2;
}
