using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Lantai.Benchmarks;

/// <summary>
/// From the command to the first page: the built program on a private database that it has made before, until <c>/</c> is
/// answered; and what the launcher costs over the bare program. Wall time, the median of the rounds.
/// </summary>
internal static class StartBench
{
    private const int Rounds = 7;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    public static async Task RunAsync()
    {
        var root = Root();
        var (launcher, program) = (Path.Combine(root, "lantai"), Path.Combine(root, "artifacts", "bin", "Lantai", "release", "lantai"));
        await TimeAsync(launcher, "--help"); // Builds what is not built yet.
        var folder = Path.Combine(Path.GetTempPath(), "lantai-bench-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            Console.WriteLine($"first start (makes the database)   {Seconds(await ServeAsync(program, folder))} s to the first page");
            Console.WriteLine($"second start                       {Seconds(await MedianAsync(() => ServeAsync(program, folder)))} s to the first page");
        }
        finally
        {
            if (Directory.Exists(folder)) Directory.Delete(folder, true);
        }
        var (bare, through) = (await MedianAsync(() => TimeAsync(program, "--help")), await MedianAsync(() => TimeAsync(launcher, "--help")));
        Console.WriteLine($"--help: program {Seconds(bare)} s, launcher {Seconds(through)} s, overhead {(through - bare).TotalMilliseconds:F0} ms");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lantai.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Lantai.slnx is in no folder above the benchmarks.");
    }

    private static async Task<TimeSpan> MedianAsync(Func<Task<TimeSpan>> measure)
    {
        var times = new List<TimeSpan>();
        for (var round = 0; round < Rounds; round++) times.Add(await measure());
        return times.Order().ElementAt(Rounds / 2);
    }

    private static async Task<TimeSpan> TimeAsync(string program, params string[] arguments)
    {
        var watch = Stopwatch.StartNew();
        using var process = Start(program, arguments);
        await process.WaitForExitAsync();
        return process.ExitCode == 0 ? watch.Elapsed : throw new InvalidOperationException($"{program} ended with {process.ExitCode}.");
    }

    /// <summary>Starts the program, waits for its first page and has it stop as Ctrl+C would.</summary>
    private static async Task<TimeSpan> ServeAsync(string program, string folder)
    {
        var address = $"http://127.0.0.1:{FreePort()}";
        var watch = Stopwatch.StartNew();
        using var process = Start(program, "serve", "--data", folder, "--urls", address);
        try
        {
            await FirstPageAsync(new Uri(address), process);
            return watch.Elapsed;
        }
        finally
        {
            using var signal = Process.Start("kill", ["-INT", process.Id.ToString(CultureInfo.InvariantCulture)]);
            await process.WaitForExitAsync();
        }
    }

    private static async Task FirstPageAsync(Uri address, Process process)
    {
        using var client = new HttpClient();
        for (var watch = Stopwatch.StartNew(); watch.Elapsed < Patience && !process.HasExited; await Task.Delay(5))
        {
            try
            {
                using var answer = await client.GetAsync(address);
                if (answer.StatusCode == HttpStatusCode.OK) return;
            }
            catch (HttpRequestException)
            {
                // It does not listen yet.
            }
        }
        throw new InvalidOperationException(process.HasExited ? $"The program ended with {process.ExitCode}." : "No page came.");
    }

    private static Process Start(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true };
        start.Environment.Remove("LANTAI_DATABASE");
        var process = Process.Start(start)!;
        process.BeginOutputReadLine(); // The first administrator's password is nobody's business here.
        return process;
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("F2", CultureInfo.InvariantCulture);
}
