using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;
using Npgsql;

namespace Lantai.Storage;

/// <summary>
/// A PostgreSQL of the program's own in its data folder: a unix socket, no TCP port. The first program on a folder
/// starts it, further ones join it, the last to leave stops it. After a crash the next start joins or restarts it.
/// </summary>
public sealed class PrivatePostgres : IAsyncDisposable
{
    private const int LongestSocketPath = 100;
    private readonly string folder;
    private readonly string cluster;
    private readonly string member;

    private PrivatePostgres(string folder)
    {
        this.folder = folder;
        cluster = Path.Combine(folder, "postgres");
        SocketFolder = ChooseSocketFolder(cluster);
        member = Path.Combine(folder, "programs", Environment.ProcessId.ToString());
    }

    /// <summary>The folder that holds the socket, for <c>Host=</c>.</summary>
    public string SocketFolder { get; }

    /// <summary>The address of a database of this instance.</summary>
    public string AddressOf(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = SocketFolder,
        Username = "lantai",
        Database = database,
        MaxPoolSize = 80,
    }.ConnectionString;

    /// <summary>Starts or joins the instance in the folder, which is made when it is not there.</summary>
    /// <param name="settings">Further <c>name=value</c> settings of the server, for tests; they win over those of <see cref="ServerMemory"/>.</param>
    public static async Task<PrivatePostgres> OpenAsync(
        string folder, IReadOnlyList<string>? settings = null, CancellationToken stop = default)
    {
        Directory.CreateDirectory(Path.Combine(folder, "programs"));
        var postgres = new PrivatePostgres(folder);
        await using (await postgres.LockAsync(stop))
        {
            if (!Directory.Exists(Path.Combine(postgres.cluster, "base"))) await postgres.InitialiseAsync(stop);
            if (!await postgres.IsRunningAsync(stop)) await postgres.StartAsync(settings ?? [], stop);
            await File.WriteAllTextAsync(postgres.member, "", stop);
        }
        return postgres;
    }

    /// <summary>Leaves the instance; stops it when no other program on this folder is alive.</summary>
    public async ValueTask DisposeAsync()
    {
        NpgsqlConnection.ClearAllPools();
        await using var held = await LockAsync(CancellationToken.None);
        File.Delete(member);
        if (OthersAlive()) return;
        await PostgresTools.TryRunAsync("pg_ctl", ["stop", "-D", cluster, "-m", "fast", "-w", "-t", "60"]);
    }

    private bool OthersAlive()
    {
        foreach (var file in Directory.GetFiles(Path.Combine(folder, "programs")))
        {
            if (int.TryParse(Path.GetFileName(file), out var id) && IsAlive(id)) return true;
            File.Delete(file);
        }
        return false;
    }

    private static bool IsAlive(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return false;
        }
    }

    private async Task InitialiseAsync(CancellationToken stop)
    {
        MakeOwnFolder(cluster);
        if ((await PostgresTools.TryRunAsync("test", ["-x", folder], stop)).Code != 0)
            throw new RefusedException(
                $"PostgreSQL 以 {PostgresTools.User} 用户运行，进不了数据文件夹 {folder}；请用 --data 换一个它能进入的位置，如 {Database.DefaultFolder}。");
        await PostgresTools.RunAsync(
            "initdb", ["-D", cluster, "--locale=C.UTF-8", "-E", "UTF8", "-U", "lantai", "--auth=trust", "--no-instructions"], stop);
    }

    private async Task<bool> IsRunningAsync(CancellationToken stop) =>
        (await PostgresTools.TryRunAsync("pg_ctl", ["status", "-D", cluster], stop)).Code == 0;

    private async Task StartAsync(IReadOnlyList<string> settings, CancellationToken stop)
    {
        MakeOwnFolder(SocketFolder);
        var options = new StringBuilder($"-k '{SocketFolder}' -c listen_addresses='' -c max_connections=200");
        foreach (var setting in ServerMemory.Settings().Concat(settings)) options.Append($" -c {setting}");
        var log = Path.Combine(cluster, "server.log");
        await PostgresTools.RunAsync("pg_ctl", ["start", "-D", cluster, "-w", "-t", "60", "-l", log, "-o", options.ToString()], stop);
    }

    private static void MakeOwnFolder(string path)
    {
        var own = PostgresTools.RunsAsOther ? new[] { "-o", PostgresTools.User, "-g", PostgresTools.User } : [];
        using var process = Process.Start("install", ["-d", "-m", "700", .. own, path]);
        process.WaitForExit();
        if (process.ExitCode != 0) throw new RefusedException($"不能建立数据文件夹 {path}，请检查权限。");
    }

    /// <summary>A socket's path has a limit of 107 bytes; a deep data folder gets a short place of its own.</summary>
    private static string ChooseSocketFolder(string cluster)
    {
        var beside = Path.Combine(cluster, "run");
        if (Encoding.UTF8.GetByteCount(beside) + ".s.PGSQL.5432".Length < LongestSocketPath) return beside;
        var name = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(cluster)))[..16];
        return Path.Combine(Path.GetTempPath(), $"lantai-{name}");
    }

    private async Task<FileStream> LockAsync(CancellationToken stop)
    {
        var path = Path.Combine(folder, "lock");
        for (var tries = 0; ; tries++)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (UnauthorizedAccessException cause)
            {
                throw new RefusedException($"不能写入数据文件夹 {folder}，请检查权限，或用 --data 换一个。", cause);
            }
            catch (IOException) when (tries < 1200)
            {
                await Task.Delay(TimeSpan.FromMilliseconds(100), stop);
            }
            catch (IOException cause)
            {
                throw new RefusedException($"另一个程序一直占着数据文件夹 {folder}，请稍后再试。", cause);
            }
        }
    }
}
