using System.Diagnostics;
using System.Globalization;
using Lantai.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace Lantai.Benchmarks.Disclosure;

/// <summary>
/// Requests a second of a document page, kept and made anew (a cookie keeps it from being kept), against an endpoint of the
/// same server that answers "ok", to visitors who take what browsers take (targets: at least 0.8 and 0.1), with the time of the processor
/// that each takes, whatever else the machine does. Seconds of a measurement and another page as arguments.
/// </summary>
internal static class PortalBench
{
    private const int Clients = 16;
    private const int Articles = 1_000;
    private const int Rounds = 3;

    public static async Task RunAsync(string[] arguments)
    {
        var length = TimeSpan.FromSeconds(arguments.Length > 0 ? double.Parse(arguments[0], CultureInfo.InvariantCulture) : 5);
        var folder = Path.Combine(Path.GetTempPath(), "lantai-bench-" + Guid.NewGuid().ToString("N")[..8]);
        try
        {
            await using var database = await Database.OpenAsync(null, folder);
            await Schema.EnsureCurrentAsync(database.Source);
            await ArticleFill.OpenAsync(database.Source);
            await ArticleFill.AddAsync(database.Source, new Vocabulary(), 0, Articles);
            var builder = LantaiApp.CreateBuilder();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            await using var app = LantaiApp.Build(builder, database);
            app.MapGet("/bench-ok", () => "ok");
            await app.StartAsync();
            while (!app.Services.GetRequiredService<Changes>().IsHearing) await Task.Delay(5);
            var server = new ServerTime(folder);
            await MeasureAsync(new Uri(app.Urls.First()), server, length, arguments.Length > 1 ? arguments[1] : $"/{ArticleFill.Region}/articles/1");
            await app.StopAsync();
        }
        finally
        {
            Directory.Delete(folder, true);
        }
    }

    private static async Task MeasureAsync(Uri site, ServerTime server, TimeSpan length, string path)
    {
        (string Path, string? Cookie) ok = ("/bench-ok", null), kept = (path, null), anew = (kept.Path, "bench=1");
        Console.WriteLine("round   ok/s   kept/s   anew/s   kept:ok   anew:ok   CPU µs of a request, client included + PostgreSQL: ok, kept, anew");
        for (var round = 0; round <= Rounds; round++)
        {
            var (bare, cached) = (await RateAsync(site, server, ok, length), await RateAsync(site, server, kept, length));
            var made = await RateAsync(site, server, anew, length);
            if (round == 0) continue;
            Console.Write($"{round,5}  {bare.PerSecond,6:F0}   {cached.PerSecond,6:F0}   {made.PerSecond,6:F0}");
            Console.Write($"   {cached.PerSecond / bare.PerSecond,7:F2}   {made.PerSecond / bare.PerSecond,7:F2}");
            Console.WriteLine($"   {bare.Cost}, {cached.Cost}, {made.Cost}");
        }
    }

    /// <param name="Own">Microseconds of this program.</param>
    /// <param name="Server">Microseconds of PostgreSQL.</param>
    private sealed record Rate(double PerSecond, double Own, double Server)
    {
        public string Cost => $"{Own,6:F0} + {Server:F0}";
    }

    private static async Task<Rate> RateAsync(Uri site, ServerTime server, (string Path, string? Cookie) page, TimeSpan length)
    {
        var (watch, before, there) = (Stopwatch.StartNew(), Environment.CpuUsage.TotalTime, server.Read());
        var count = (await Task.WhenAll(Enumerable.Range(0, Clients).Select(_ => Task.Run(() => AskAsync(site, page, watch, length))))).Sum();
        return new(count / watch.Elapsed.TotalSeconds, (Environment.CpuUsage.TotalTime - before).TotalMicroseconds / count,
            (server.Read() - there).TotalMicroseconds / count);
    }

    private static async Task<int> AskAsync(Uri site, (string Path, string? Cookie) page, Stopwatch watch, TimeSpan length)
    {
        using var client = new HttpClient(new SocketsHttpHandler { UseCookies = false }) { BaseAddress = site };
        client.DefaultRequestHeaders.Add("Accept-Encoding", "gzip, deflate, br");
        if (page.Cookie is not null) client.DefaultRequestHeaders.Add("Cookie", page.Cookie);
        var count = 0;
        for (; watch.Elapsed < length; count++) await client.GetByteArrayAsync(new Uri(page.Path, UriKind.Relative));
        return count;
    }
}
