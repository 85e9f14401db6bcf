using System.CommandLine;
using Lantai.Cli;

namespace Lantai.Tests.Cli;

/// <summary>What a person sees who calls a verb.</summary>
internal sealed record Answer(int Code, string Output, string Error);

/// <summary>Calls a verb as from the shell, inside the test's own process and with its own output.</summary>
internal static class Command
{
    public static Answer Call(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        try
        {
            var configuration = new InvocationConfiguration { Output = output, Error = error, EnableDefaultExceptionHandler = false };
            return new Answer(LantaiCommand.Create().Parse(arguments).Invoke(configuration), output.ToString(), error.ToString());
        }
        catch (RefusedException refusal)
        {
            return new Answer(ExitCode.CouldNot, output.ToString(), refusal.Message);
        }
    }
}
