using System.Diagnostics;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Reading;

namespace Lantai.Benchmarks.Patrol;

/// <summary>What a page costs of one core, stage by stage, without the network.</summary>
internal static class PatrolStages
{
    public static void Run(GovernmentSite site)
    {
        var rules = PatrolRules.Load(PackFolder.BesideProgram);
        var pages = site.Files.Where(file => file.Path.EndsWith(".html", StringComparison.Ordinal) && file.Content.Length > 4096).ToList();
        Console.WriteLine($"{pages.Count} pages, {pages.Average(page => page.Content.Length) / 1024:0.0} KB each; microseconds of one core a page");
        foreach (var isWarm in new[] { false, true }) Measure(site, pages, rules, isWarm);
    }

    private static void Measure(GovernmentSite site, List<SiteFile> files, PatrolRules rules, bool isTold)
    {
        var selected = rules.Select([]);
        var sink = new FindingSink(rules, selected);
        var scope = new SiteScope();
        scope.Add(WebAddress.Parse("http://127.0.0.1/")!);
        var checks = Check.All.Select(check => check.OnPage).OfType<Action<PageLook>>().Distinct().ToList();
        var (page, notes, look) = (new Page(), new NoteTaker(), new PageLook(rules, sink, scope, GovernmentSite.Today));
        var (read, noted) = (0L, 0L);
        var byCheck = new long[checks.Count];
        foreach (var file in files)
        {
            var address = WebAddress.Parse($"http://127.0.0.1{file.Path}")!;
            var at = Stopwatch.GetTimestamp();
            var (utf8, charset) = Charset.ToUtf8(file.Content, file.Type);
            page.Start(address, utf8, charset);
            PageReader.Read(page);
            Lap(ref read, ref at);
            var note = notes.Take(page, 0, 1, false, [.. Enumerable.Repeat(0, page.Links.Count)]);
            Lap(ref noted, ref at);
            look.Turn(page, note, new Answered(address, [], 200, file.Content, TimeSpan.Zero), [.. Enumerable.Repeat(true, page.Links.Count)]);
            for (var i = 0; i < checks.Count; i++)
            {
                at = Stopwatch.GetTimestamp();
                checks[i](look);
                Lap(ref byCheck[i], ref at);
            }
        }
        if (!isTold) return;
        Tell("reading", read, files.Count);
        Tell("note: kind, dates, lists", noted, files.Count);
        for (var i = 0; i < checks.Count; i++) Tell($"check {checks[i].Method.DeclaringType!.Name}", byCheck[i], files.Count);
        Tell("all checks", byCheck.Sum(), files.Count);
        GC.KeepAlive(site);
    }

    private static void Lap(ref long total, ref long at)
    {
        var now = Stopwatch.GetTimestamp();
        total += now - at;
        at = now;
    }

    private static void Tell(string stage, long ticks, int pages) => Console.WriteLine($"  {stage,-32} {ticks * 1e6 / Stopwatch.Frequency / pages,9:0.0}");
}
