using Lantai.Calendar;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Robots;

namespace Lantai.Patrol;

/// <summary>One patrol of one site, from the first request to the findings. It keeps nothing and knows no database.</summary>
public sealed class PatrolRun(PatrolOptions options, PatrolRules rules, TimeProvider time)
{
    private static readonly TimeSpan ProgressEvery = TimeSpan.FromMilliseconds(200);

    /// <summary>Where its exchanges are written down and found again; null for nowhere.</summary>
    internal ExchangeLog? Log { get; init; }

    /// <summary>Shared with the program's other patrols; null for one by itself.</summary>
    internal MachineGates? Machines { get; init; }

    /// <summary>A stop ends the patrol early; the report tells what was found until then.</summary>
    public async Task<PatrolReport> RunAsync(IProgress<PatrolProgress>? progress, CancellationToken stop)
    {
        var (startedAt, started) = (time.GetUtcNow(), time.GetTimestamp());
        var selected = rules.Select(options.Checks);
        var sink = new FindingSink(rules, selected);
        var scope = new SiteScope();
        var limited = options with { Fetch = rules.Limit(options.Fetch) with { AllowPrivate = await StartsInsideAsync() } };
        using var fetcher = new Fetcher(limited.Fetch, time, scope.Hosts, Log, Machines);
        var run = new RunParts(limited, rules, sink, new SiteMap(), scope, fetcher, options.Now ?? OfficeTime.Day(startedAt))
        {
            PageChecks = Distinct(Check.All.Where(check => selected.Contains(check.Id)).Select(check => check.OnPage)),
            FileChecks = Distinct(Check.All.Where(check => selected.Contains(check.Id)).Select(check => check.OnFile)),
            ForeignChecks = Distinct(Check.All.Where(check => selected.Contains(check.Id)).Select(check => check.OnForeign)),
        };
        var crawler = new Crawler(run, new RobotsCache(fetcher, options.Fetch));
        var crawling = crawler.RunAsync(stop);
        if (progress is not null) await TellAsync(progress, run, crawler, crawling, started);
        await crawling;
        var notes = new List<string>(options.Notes);
        var site = await SiteAsync(run, crawler, selected, notes, stop);
        foreach (var check in Check.All.Where(check => check.OnSite is not null && selected.Contains(check.Id))) check.OnSite!(site);
        new LinkFindings(run, site).Report(Check.All.Where(check => check.OnLink is not null && selected.Contains(check.Id)));
        notes.AddRange(ColumnNotes.Of(run, crawler));
        notes.AddRange(LimitNotes(run, crawler, site.IsBarred));
        var (columns, items) = PublishedItems.Of(site);
        return new PatrolReport(
            options.Starts[0].Text, startedAt, time.GetElapsedTime(started), crawler.Pages.Count, run.Map.LinkCount, sink.All(), site.IsWhole,
            Undecided(run.Map), notes)
        {
            IsFinished = !stop.IsCancellationRequested,
            Columns = columns,
            Items = items,
            Cut = run.Sink.Cut,
            ReadsAll = site.IsWhole && run.Map.Targets().All(target => !target.IsOwn || target.Sort != TargetSort.Page || target.WasLookedAt),
            Looked = Texts(run.Map, target => target.IsOwn && target.WasLookedAt),
            Unsettled = Texts(run.Map, target => target.State is TargetState.Undecided or TargetState.Skipped or TargetState.Waiting),
        };
    }

    /// <summary>A patrol that begins in the own network may follow links there; any other may not be led into it.</summary>
    private async Task<bool> StartsInsideAsync()
    {
        if (!options.MayStartInside) return false;
        foreach (var start in options.Starts)
            if (await HostNames.IsInsideAsync(start.Host)) return true;
        return false;
    }

    private async Task TellAsync(IProgress<PatrolProgress> progress, RunParts run, Crawler crawler, Task crawling, long started)
    {
        while (await Task.WhenAny(crawling, Task.Delay(ProgressEvery, time)) != crawling) Tell();
        Tell();

        void Tell()
        {
            var pages = crawler.PageCount;
            var rate = pages / Math.Max(0.001, time.GetElapsedTime(started).TotalSeconds);
            progress.Report(new PatrolProgress(pages, run.Map.LinkCount, run.Sink.Count, crawler.Waiting, rate, LimitedBy(run)));
        }
    }

    private static string LimitedBy(RunParts run)
    {
        var gate = run.Fetcher.Gates.Of(run.Options.Starts[0]);
        if (gate.Rate is not { } rate) return "网站和本机的处理速度";
        var isSlowed = run.Options.Fetch.Rate > 0 && rate < (double)run.Options.Fetch.Rate * 0.99;
        return isSlowed ? $"网站变慢后的自动降速（每秒{rate:0.#}次）" : $"限速（每秒{rate:0.#}次）";
    }

    private async Task<SiteLook> SiteAsync(RunParts run, Crawler crawler, IReadOnlySet<string> selected, List<string> notes, CancellationToken stop)
    {
        IReadOnlyList<NotFoundSample> samples = [];
        IReadOnlyList<Ipv6Fact> ipv6 = [];
        IReadOnlyList<HttpsFact> https = [];
        try
        {
            if (selected.Contains(Soft404.Id))
                samples = await new NotFoundSampler(run, crawler.Homes, crawler.Robots).AskAsync(crawler.Pages, rules.Of(Soft404.Id).Number("目录"), stop);
            if (selected.Contains(Ipv6Support.Id))
                ipv6 = await new Ipv6Probe(run).AskAsync(crawler.Pages, rules.Of(Ipv6Support.Id).Number("抽样"), stop);
            if (selected.Contains(NoHttps.Id))
                https = await HttpsProbe.AskAsync(run.Options.Fetch, crawler.Pages.Where(page => crawler.Homes.Contains(page.Number)).Select(page => page.Address), stop);
            if (ipv6.Any(fact => fact is { HasRecord: true, CanTry: false })) notes.Add("本机没有IPv6网络，只核对了域名记录，没有检查IPv6可达性。");
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was found until now is the result.
        }
        if (stop.IsCancellationRequested) notes.Add("巡查被中断，没有完成全部检查。");
        notes.AddRange(crawler.Shut);
        if (options.History.IsEmpty && (selected.Contains(Backdated.Id) || selected.Contains(Availability.Id)))
            notes.Add("倒填日期和可用率要与以往的巡查、探测记录对照，单次巡查没有判断。");
        var isBarred = IsBarred(run.Map, crawler);
        // What was seen before is asked for even where the run was stopped: an article that is not known would look backdated.
        var seen = selected.Contains(Backdated.Id) && !options.History.Looks.IsEmpty
            ? await options.History.SeenAsync(Backdated.KeysOf(crawler.Pages)) : new Dictionary<string, FirstSight>();
        return new SiteLook(rules, run.Sink, run.Map, run.Scope, crawler.Pages, run.Today, options.History)
        {
            Site = options.Starts[0].Text,
            Homes = crawler.Homes,
            Columns = options.Columns,
            Seen = seen,
            Certificates = [.. run.Fetcher.Tls.Facts],
            Ipv6 = ipv6,
            Https = https,
            NotFound = samples,
            IsWhole = !stop.IsCancellationRequested && !crawler.WasLimited && !crawler.WasCutOff && crawler.Shut.Count == 0 && !isBarred
                && !run.Fetcher.Gates.LeftAlone.Any(host => run.Scope.Holds(WebAddress.Parse(host.Origin)!)),
            IsBarred = isBarred,
            Flaws = crawler.Flaws,
        };
    }

    /// <summary>More pages were kept from it than it read: by a robots.txt that cannot be had, by walls and by errors of the server.</summary>
    private static bool IsBarred(SiteMap map, Crawler crawler) =>
        crawler.Unpermitted + map.Targets().Count(target => target.IsRefusedPage) > crawler.Pages.Count(page => page.Kind != PageKind.Home);

    private IEnumerable<string> LimitNotes(RunParts run, Crawler crawler, bool isBarred)
    {
        if (crawler.WasLimited) yield return $"已达到{options.MostPages}页的上限，其余页面没有检查。";
        if (crawler.WasCutOff) yield return $"有网页的参数组合超过{rules.Of(CrawlTrap.Id).Number("参数组合")}种，其余没有检查。";
        if (isBarred) yield return "拒绝访问、服务器出错或读不到robots.txt的网页比读到的还多，没有读到的不作判断，本次不算走完全站。";
        foreach (var (origin, wait) in run.Fetcher.Gates.LeftAlone)
            yield return $"{origin}要求{Math.Ceiling(wait.TotalMinutes):0}分钟后再访问，超过2分钟的不等，本次不再访问，没有检查的不作判断。";
        foreach (var check in run.Sink.Cut.Order(StringComparer.Ordinal))
            yield return $"“{rules.Of(check).Title}”超过{FindingSink.MostOfOneCheck}处，其余没有记录，以前的也不作消失处理。";
    }

    private static List<(string, string)> Undecided(SiteMap map) =>
        [.. Enumerable.Range(0, map.Count).Where(number => map.Get(number).State == TargetState.Undecided)
            .Select(number => (map.Text(number), map.Fate(number))).OrderBy(pair => pair.Item1, StringComparer.Ordinal)];

    private static HashSet<string> Texts(SiteMap map, Predicate<Target> wanted) =>
        [.. Enumerable.Range(0, map.Count).Where(number => wanted(map.Get(number))).Select(number => AddressKey.Of(map.Text(number)))];

    private static List<T> Distinct<T>(IEnumerable<T?> checks) where T : Delegate => [.. checks.OfType<T>().Distinct()];
}
