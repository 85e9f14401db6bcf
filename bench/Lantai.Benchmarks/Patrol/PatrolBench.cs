using System.Globalization;
using System.Text.Json;

namespace Lantai.Benchmarks.Patrol;

/// <summary>
/// A patrol of a generated site of 10,000 pages with all checks, its report written, against <c>wget2 --spider -r</c>, which
/// only fetches (target: ratio of medians at most 1.0, at most 150 MB); every planted fault found and nothing else, for
/// several seeds; the CPU of a page by stage.
/// </summary>
internal static class PatrolBench
{
    private const int Pages = 10_000;
    private const int Rounds = 5;

    private static readonly int[] Seeds = [1, 2, 3];

    /// <param name="arguments">Empty for everything; <c>faults [pages]</c>, <c>speed</c>, <c>stages</c> or <c>serve</c> for a part.</param>
    public static async Task<int> RunAsync(string[] arguments)
    {
        var part = arguments.FirstOrDefault();
        var isRight = true;
        if (part is null or "faults")
        {
            var pages = arguments.Length > 1 ? int.Parse(arguments[1], CultureInfo.InvariantCulture) : Pages;
            foreach (var seed in Seeds) isRight &= await FindsFaultsAsync(seed, pages);
        }
        if (part is null or "speed") await CompareAsync();
        if (part is "serve") await ServeAsync();
        if (part is null or "stages") PatrolStages.Run(NewSite(Seeds[0], Pages, 1));
        return isRight ? 0 : 1;
    }

    private static GovernmentSite NewSite(int seed, int pages, int elsewhere) => new(seed, pages, $"http://127.0.0.1:{elsewhere}");

    private static async Task<bool> FindsFaultsAsync(int seed, int pages)
    {
        var (own, elsewhere) = SiteServer.FreePorts();
        var site = NewSite(seed, pages, elsewhere);
        using var server = await SiteServer.StartAsync(site, own, elsewhere);
        using var report = new TemporaryReport();
        var run = await MeasuredRun.OfAsync("dotnet", Lantai(server, report.Path));
        var (missing, unexpected) = Manifest.Compare(site, server.Root, report.Read());
        Console.WriteLine($"seed {seed}: {site.Faults.Count} faults planted, {site.LookAlikes.Count} look-alikes; missing {missing.Count}, not planted {unexpected.Count}; {run.Seconds:0.0} s, {run.PeakMegabytes} MB");
        foreach (var line in missing.Take(40)) Console.WriteLine($"  - {line}");
        foreach (var line in unexpected.Take(40)) Console.WriteLine($"  + {line}");
        return missing.Count + unexpected.Count == 0;
    }

    private static async Task CompareAsync()
    {
        var (own, elsewhere) = SiteServer.FreePorts();
        var site = NewSite(Seeds[0], Pages, elsewhere);
        using var server = await SiteServer.StartAsync(site, own, elsewhere);
        using var report = new TemporaryReport();
        site.Forget();
        var (ours, theirs) = (new List<double>(), new List<double>());
        Console.WriteLine("round  lantai s  requests  CPU s  peak MB  wget2 s  requests  CPU s  peak MB");
        for (var round = 0; round <= Rounds; round++)
        {
            var (patrol, patrolRequests) = await CountedAsync(server, "dotnet", Lantai(server, report.Path));
            var (wget2, wgetRequests) = await CountedAsync(server, "wget2", ["-q", "--spider", "-r", "--max-threads=10", $"{server.Root}/"]);
            Console.WriteLine($"{(round == 0 ? "warm" : round),5}  {patrol.Seconds,8:0.00}  {patrolRequests,8}  {patrol.CpuSeconds,5:0.0}  {patrol.PeakMegabytes,7}  {wget2.Seconds,7:0.00}  {wgetRequests,8}  {wget2.CpuSeconds,5:0.0}  {wget2.PeakMegabytes,7}");
            if (round == 0) continue;
            ours.Add(patrol.Seconds);
            theirs.Add(wget2.Seconds);
        }
        Console.WriteLine($"ratio of medians {Median(ours) / Median(theirs):0.00} (target at most 1.00)");
        await CompareWithLinkinatorAsync(server, Median(ours));
    }

    /// <summary>Minutes, so only once, and only where LINKINATOR says how it is called: "/path/node /path/linkinator/build/src/cli.js".</summary>
    private static async Task CompareWithLinkinatorAsync(SiteServer server, double ours)
    {
        if (Environment.GetEnvironmentVariable("LINKINATOR")?.Split(' ') is not [var program, .. var script])
        {
            Console.WriteLine("linkinator: not compared, LINKINATOR is not set");
            return;
        }
        var run = await MeasuredRun.OfAsync(program, [.. script, $"{server.Root}/", "--recurse", "--format", "csv"]);
        Console.WriteLine($"linkinator {run.Seconds:0} s, {run.PeakMegabytes} MB: {run.Seconds / ours:0} times as long (target at least 50)");
    }

    /// <summary>For looking by hand, until a line is typed.</summary>
    private static async Task ServeAsync()
    {
        var (own, elsewhere) = SiteServer.FreePorts();
        using var server = await SiteServer.StartAsync(NewSite(Seeds[0], Pages, elsewhere), own, elsewhere);
        Console.WriteLine(server.Root);
        Console.ReadLine();
    }

    private static string[] Lantai(SiteServer server, string report) =>
    [
        Path.Combine(AppContext.BaseDirectory, "lantai.dll"), "patrol", $"{server.Root}/", "--json", report, "--now",
        GovernmentSite.Today.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), "--rate", "0",
    ];

    private static async Task<(MeasuredRun Run, long Requests)> CountedAsync(SiteServer server, string program, string[] arguments)
    {
        var before = await server.RequestsAsync();
        var run = await MeasuredRun.OfAsync(program, arguments);
        return (run, await server.RequestsAsync() - before - 1);
    }

    private static double Median(List<double> values) => values.Order().ElementAt(values.Count / 2);

    private sealed class TemporaryReport : IDisposable
    {
        public string Path { get; } = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lantai-bench-{Guid.NewGuid():N}.json");

        public JsonElement Read()
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(Path));
            return document.RootElement.Clone();
        }

        public void Dispose() => File.Delete(Path);
    }
}
