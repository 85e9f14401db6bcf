using System.Diagnostics;

namespace Lantai.Storage;

/// <summary>PostgreSQL's own programs on this machine: initdb, pg_ctl, pg_dump, pg_restore.</summary>
internal static class PostgresTools
{
    private const string RunsAs = "postgres";

    /// <summary>PostgreSQL refuses to run as root; root hands the work to the user that the package made.</summary>
    public static bool RunsAsOther => Environment.UserName == "root";

    /// <summary>The user that PostgreSQL runs as.</summary>
    public static string User => RunsAsOther ? RunsAs : Environment.UserName;

    /// <summary>Runs the program; refuses with what it said when it fails.</summary>
    public static async Task RunAsync(string program, IEnumerable<string> arguments, CancellationToken stop = default)
    {
        var (code, said) = await TryRunAsync(program, arguments, stop);
        if (code != 0) throw new RefusedException($"{program} 没有成功（返回码{code}）：{said.Trim().ReplaceLineEndings(" ")}");
    }

    /// <summary>Runs the program; answers its exit code and what it said.</summary>
    public static async Task<(int Code, string Said)> TryRunAsync(
        string program, IEnumerable<string> arguments, CancellationToken stop = default)
    {
        var start = new ProcessStartInfo { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = "/" };
        if (RunsAsOther)
        {
            start.FileName = "runuser";
            foreach (var word in (string[])["-u", RunsAs, "--", Find(program)]) start.ArgumentList.Add(word);
        }
        else start.FileName = Find(program);
        foreach (var argument in arguments) start.ArgumentList.Add(argument);

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(stop);
        var errors = process.StandardError.ReadToEndAsync(stop);
        await process.WaitForExitAsync(stop);
        return (process.ExitCode, await output + await errors);
    }

    /// <summary>The newest of the machine.</summary>
    public static string Find(string program)
    {
        var folders = Directory.Exists("/usr/lib/postgresql")
            ? Directory.GetDirectories("/usr/lib/postgresql")
                .OrderByDescending(folder => int.TryParse(Path.GetFileName(folder), out var version) ? version : 0)
                .Select(folder => Path.Combine(folder, "bin"))
            : [];
        var onPath = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':', StringSplitOptions.RemoveEmptyEntries);
        return folders.Concat(onPath).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists)
            ?? throw new RefusedException(
                $"没有找到 PostgreSQL 的 {program}；请安装（Debian：apt-get install postgresql），或用 --database 指定数据库服务器。");
    }
}
