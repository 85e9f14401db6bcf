using System.Diagnostics;
using System.Globalization;
using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace Lantai.Benchmarks.Disclosure;

/// <summary>Importing articles, by default 100,000: articles a second, and memory against a run of a hundredth.</summary>
internal static class ArticleImportBench
{
    public static async Task RunAsync(string[] arguments)
    {
        var size = arguments.Length > 0 ? int.Parse(arguments[0], CultureInfo.InvariantCulture) : 100_000;
        Console.WriteLine("articles   articles/s   peak MB");
        foreach (var articles in new[] { size / 100, size })
        {
            var folder = Path.Combine(Path.GetTempPath(), "lantai-bench-" + Guid.NewGuid().ToString("N")[..8]);
            try
            {
                await MeasureAsync(folder, articles);
            }
            finally
            {
                Directory.Delete(folder, true);
            }
        }
    }

    private static async Task MeasureAsync(string folder, int articles)
    {
        await using var database = await Database.OpenAsync(null, folder);
        await Schema.EnsureCurrentAsync(database.Source);
        await ArticleFill.OpenAsync(database.Source);
        await using var app = LantaiApp.Build(LantaiApp.CreateBuilder(), database);
        await using var scope = app.Services.CreateAsyncScope();
        var vocabulary = new Vocabulary();
        var watch = Stopwatch.StartNew();
        var plan = await scope.ServiceProvider.GetRequiredService<ImportArticles>().ApplyAsync(Actor.Program, 1, Stream(vocabulary, articles));
        if (plan.New != articles) throw new InvalidOperationException($"{plan.New} of {articles} taken: {string.Join("; ", plan.Errors.Take(1))}");
        using var process = Process.GetCurrentProcess();
        Console.WriteLine($"{articles,8}   {articles / watch.Elapsed.TotalSeconds,10:F0}   {process.PeakWorkingSet64 >> 20,7}");
    }

    private static IEnumerable<ImportedArticle> Stream(Vocabulary vocabulary, int articles)
    {
        var random = new Random(3);
        for (var n = 0; n < articles; n++)
            yield return new ImportedArticle($"old-{n}", $"稿件.csv第{n + 2}行", vocabulary.Text(random, 20), $"<p class=MsoNormal>{vocabulary.Text(random, 500)}</p>", ArticleFill.Unit, ArticleFill.Column)
            {
                FormedOn = new DateOnly(2020, 1, 1),
            };
    }
}
