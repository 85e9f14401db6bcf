using System.Diagnostics;
using Npgsql;

namespace Lantai.Storage;

/// <summary>pg_dump and pg_restore at the end of a pipe. The password goes by the environment, never on the command line.</summary>
internal static class PostgresPipe
{
    /// <summary>Writes what the program says on its standard output.</summary>
    public static Task ReadAsync(string program, IEnumerable<string> arguments, string address, Stream output, CancellationToken stop) =>
        RunAsync(program, arguments, address, process => process.StandardOutput.BaseStream.CopyToAsync(output, stop), stop);

    /// <summary>Gives the program its standard input.</summary>
    public static Task WriteAsync(string program, IEnumerable<string> arguments, string address, Stream input, CancellationToken stop) =>
        RunAsync(program, arguments, address, process => FeedAsync(process, input, stop), stop);

    private static async Task FeedAsync(Process process, Stream input, CancellationToken stop)
    {
        try
        {
            await input.CopyToAsync(process.StandardInput.BaseStream, stop);
            process.StandardInput.Close();
        }
        catch (IOException)
        {
            // The program closed its end; why, it says on its standard error.
        }
        await process.StandardOutput.BaseStream.CopyToAsync(Stream.Null, stop);
    }

    private static async Task RunAsync(string program, IEnumerable<string> arguments, string address, Func<Process, Task> pipe, CancellationToken stop)
    {
        var start = new ProcessStartInfo(PostgresTools.Find(program), arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            WorkingDirectory = "/",
        };
        foreach (var (name, value) in Environmental(new NpgsqlConnectionStringBuilder(address))) start.Environment[name] = value;
        using var process = Process.Start(start)!;
        try
        {
            var errors = process.StandardError.ReadToEndAsync(stop);
            await pipe(process);
            await process.WaitForExitAsync(stop);
            if (process.ExitCode != 0) throw new RefusedException($"{program} 没有成功（返回码{process.ExitCode}）：{(await errors).Trim().ReplaceLineEndings(" ")}");
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    private static IEnumerable<(string Name, string? Value)> Environmental(NpgsqlConnectionStringBuilder address) =>
    [
        ("PGHOST", address.Host),
        ("PGPORT", address.Port.ToString(System.Globalization.CultureInfo.InvariantCulture)),
        ("PGUSER", address.Username),
        ("PGPASSWORD", address.Password),
        ("PGDATABASE", address.Database),
        ("PGSSLMODE", address.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Prefer => "prefer",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
        }),
    ];
}
