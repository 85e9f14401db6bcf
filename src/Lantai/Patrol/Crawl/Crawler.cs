using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Reading;
using Lantai.Patrol.Robots;

namespace Lantai.Patrol.Crawl;

/// <summary>Goes through the site: fetches, reads, enters what it finds, until nothing is left or the run is stopped.</summary>
internal sealed class Crawler(RunParts run, RobotsCache robots)
{
    private const int ForeignWorkers = 16;
    private const int ForeignPageBytes = 64 * 1024;
    private const int FileHeadBytes = 4096;

    private readonly WorkQueue queue = new();
    private readonly TrapGuard traps = new(TrapLimits.Of(run.Rules.Of(Checks.CrawlTrap.Id)));
    private readonly List<PageNote> pages = [];
    private readonly HomePages homes = new();
    private readonly Dictionary<int, List<Flaw>> flaws = [];
    private readonly Doorstep door = new(run);
    private readonly PageBudget budget = new(run.Options.MostPages, run.Options.Columns.Select(column => AddressKey.Of(column.Address)).ToHashSet());
    private readonly HashSet<string> unlinked = new(StringComparer.Ordinal);
    private readonly Lock sync = new();
    private int unpermitted;

    public IReadOnlyList<PageNote> Pages => pages;

    public RobotsCache Robots => robots;

    public IReadOnlySet<int> Homes => homes.Numbers;

    public IDictionary<int, List<Flaw>> Flaws => flaws;

    /// <summary>A sentence for each start of which could not be told whether it opens.</summary>
    public IReadOnlyList<string> Shut => door.Shut;

    public int Waiting => queue.Waiting;

    /// <summary>The run's limit of pages was reached.</summary>
    public bool WasLimited => budget.WasExceeded;

    /// <inheritdoc cref="TrapGuard.WasCutOff"/>
    public bool WasCutOff => traps.WasCutOff;

    /// <summary>Registered columns, without scheme, to which no link led from where the patrol started.</summary>
    public IReadOnlySet<string> Unlinked => unlinked;

    /// <summary>Pages that were not asked for because the robots.txt cannot be had.</summary>
    public int Unpermitted => unpermitted;

    public int PageCount
    {
        get { lock (sync) return pages.Count; }
    }

    /// <summary>Ends when nothing is left; a stop ends it too, with what there is.</summary>
    public async Task RunAsync(CancellationToken stop)
    {
        // A worker that breaks will never say that it is done: the others must not wait for it.
        using var broken = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            var desk = new PageDesk(run);
            queue.Revisit = Forgotten;
            foreach (var start in run.Options.Starts) await StartAsync(start, desk, stop);
            queue.Done();
            var workers = Enumerable.Range(0, run.Options.Fetch.Connections).Select(i => WatchAsync(() => WorkAsync(i == 0 ? desk : new PageDesk(run), broken.Token), broken));
            var elsewhere = Enumerable.Range(0, run.Options.AsksElsewhere ? ForeignWorkers : 0).Select(_ => WatchAsync(() => WorkElsewhereAsync(broken.Token), broken));
            await Task.WhenAll([.. workers, .. elsewhere]);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // What was found until now is the result.
        }
        var again = new PageDesk(run);
        foreach (var page in run.Styles.Early) again.LookAgain(page);
    }

    private static async Task WatchAsync(Func<Task> work, CancellationTokenSource broken)
    {
        try
        {
            await Task.Run(work, broken.Token);
        }
        catch
        {
            await broken.CancelAsync();
            throw;
        }
    }

    /// <summary>Registered columns, and what earlier patrols found fault with, that this one was not led to. They stand on no level of the site.</summary>
    private List<int> Forgotten()
    {
        HashSet<string> read;
        lock (sync) read = [.. pages.Select(page => AddressKey.Of(page.Address.Text))];
        var alone = run.Options.Columns.Select(column => WebAddress.Parse(column.Address)).OfType<WebAddress>()
            .Where(address => !read.Contains(AddressKey.Of(address.Text))).ToList();
        var columnNumbers = Unclaimed(alone).ToList();
        foreach (var number in columnNumbers) unlinked.Add(AddressKey.Of(run.Map.Text(number)));
        return [.. columnNumbers.Union(Unclaimed(run.Options.Revisit))];
    }

    private IEnumerable<int> Unclaimed(IEnumerable<WebAddress> addresses) =>
        addresses.Where(run.Scope.Holds)
            .Select(address => run.Map.Enter(address, TargetSorts.Of(LinkKind.Anchor, address.Bytes, address.Parts), true, byte.MaxValue))
            .Where(number => run.Map.Get(number) is { IsClaimed: false, State: TargetState.Waiting });

    private async Task StartAsync(WebAddress start, PageDesk desk, CancellationToken stop)
    {
        run.Scope.Add(start);
        var outcome = await run.Fetcher.FetchTwiceAsync(start, desk.Body, run.Options.Fetch.MostPageBytes, stop);
        var state = Verdict.Of(outcome, isOwn: true).State;
        if (state == LinkState.Alive) run.Scope.Add(outcome.Final);
        var number = run.Map.Enter(start, TargetSort.Page, true, 0);
        var home = run.Map.Enter(outcome.Final, TargetSort.Page, true, 0);
        homes.Add(home, outcome.Final);
        if (!run.Map.Claim(home)) return;
        if (home != number) run.Map.Claim(number);
        budget.Take(start);
        if (state == LinkState.Alive) Take(outcome, number, 0, desk);
        else await door.TellShutAsync(start, number, outcome, state, stop);
    }

    private async Task WorkAsync(PageDesk desk, CancellationToken stop)
    {
        while (await queue.Own.WaitToReadAsync(stop))
        {
            while (queue.Own.TryRead(out var number))
            {
                await VisitAsync(number, desk, stop);
                queue.Done();
            }
        }
    }

    private async Task WorkElsewhereAsync(CancellationToken stop)
    {
        var buffer = new BodyBuffer();
        while (await queue.Hosts.WaitToReadAsync(stop))
        {
            while (queue.Hosts.TryRead(out var host))
            {
                while (queue.TryTake(host, out var number))
                {
                    await VisitElsewhereAsync(number, host, buffer, stop);
                    queue.Done();
                }
            }
        }
    }

    private async Task VisitAsync(int number, PageDesk desk, CancellationToken stop)
    {
        if (!run.Map.Claim(number) && !queue.IsSecondLook) return;
        var (target, address) = (run.Map.Get(number), run.Map.Address(number));
        var permit = await robots.AskAsync(address, stop);
        if (permit != Permit.Given)
        {
            if (permit == Permit.Unknown && target.Sort == TargetSort.Page) Interlocked.Increment(ref unpermitted);
            run.Map.Settle(number, TargetState.Undecided, 0, new FetchFailure(FailureKind.DisallowedByRobots).Sentence);
            return;
        }
        switch (target.Sort)
        {
            case TargetSort.Page:
                await VisitPageAsync(number, target, address, desk, stop);
                break;
            case TargetSort.File:
                await VisitFileAsync(number, address, desk.Body, stop);
                break;
            case TargetSort.Resource:
                await VisitResourceAsync(number, target, address, desk, stop);
                break;
        }
    }

    private async Task VisitPageAsync(int number, Target target, WebAddress address, PageDesk desk, CancellationToken stop)
    {
        if (!budget.TryTake(address))
        {
            run.Map.Settle(number, TargetState.Skipped, 0, null);
            return;
        }
        var outcome = await run.Fetcher.FetchAsync(address, FetchMethod.Get, desk.Body, run.Options.Fetch.MostPageBytes, stop);
        if (!Settled(number, outcome, true, null)) return;
        if (outcome is Answered { FileName: { } name } file && run.Scope.Holds(file.Final)
            && file.ContentType?.StartsWith("text/html", StringComparison.OrdinalIgnoreCase) != true)
            await LookIntoAsync(number, address, file, name, desk.Body, stop);
        else Take(outcome, number, target.Depth, desk);
    }

    /// <summary>A file whose address does not say so.</summary>
    private async Task LookIntoAsync(int number, WebAddress address, Answered file, string name, BodyBuffer buffer, CancellationToken stop)
    {
        if (file.Cut == BodyCut.TooLarge && Papers.FileText.CanRead(name))
        {
            var whole = await run.Fetcher.FetchAsync(address, FetchMethod.Get, buffer, run.Options.Fetch.MostFileBytes, stop, anew: true);
            if (!Settled(number, whole, true, null)) return;
            file = (Answered)whole;
        }
        LookInto(number, new FileLook(address, file, run.Rules, run.Sink) { Name = name });
    }

    private void LookInto(int number, FileLook look)
    {
        foreach (var check in run.FileChecks)
            if (check(look) is { } flaw) AddFlaw(number, flaw);
    }

    /// <summary>A page that came: reads it unless its redirects ended on another site or on a page that was read already.</summary>
    private void Take(FetchOutcome outcome, int number, byte depth, PageDesk desk)
    {
        var answer = (Answered)outcome;
        var isOwn = run.Scope.Holds(answer.Final);
        if (answer.Chain.Count > 0)
        {
            var final = run.Map.Enter(answer.Final, TargetSort.Page, isOwn, depth);
            run.Map.Settle(number, TargetState.Alive, answer.Status, null, final == number ? -1 : final);
            if (!isOwn || (final != number && !run.Map.Claim(final) && !IsUnread(final))) return;
            number = final;
        }
        var (isHome, same) = answer.IsHtml ? homes.Meet(number, answer.Final, answer.Body.Span) : default;
        run.Map.Settle(number, TargetState.Alive, answer.Status, null, same ?? -1);
        if (!answer.IsHtml || same is not null) return;
        run.Options.OnPage?.Invoke(answer.Final.Text, Charset.ToUtf8(answer.Body, answer.ContentType).Utf8);
        var note = desk.Read(answer, number, depth, isHome);
        lock (sync) pages.Add(note);
        traps.Learn(note.Address, note.TextKey ^ (ulong)note.Titles);
        foreach (var found in desk.Found) Enqueue(found);
    }

    /// <summary>The start page is claimed before it is read.</summary>
    private bool IsUnread(int number)
    {
        lock (sync) return homes.Contains(number) && !pages.Exists(page => page.Number == number);
    }

    private async Task VisitFileAsync(int number, WebAddress address, BodyBuffer buffer, CancellationToken stop)
    {
        var isRead = run.Options.OnFile is not null || run.FileChecks.Count > 0 && Papers.FileText.CanRead(address.Path);
        var outcome = isRead
            ? await run.Fetcher.FetchAsync(address, FetchMethod.Get, buffer, run.Options.Fetch.MostFileBytes, stop)
            : await run.Fetcher.FetchAsync(address, FetchMethod.Range, buffer, FileHeadBytes, stop);
        // A file of no bytes has no first bytes to send.
        if (outcome is Answered { Status: 416 }) outcome = await run.Fetcher.FetchAsync(address, FetchMethod.Get, buffer, FileHeadBytes, stop);
        if (!Settled(number, outcome, true, null)) return;
        run.Options.OnFile?.Invoke(address.Text, ((Answered)outcome).Body);
        LookInto(number, new FileLook(address, (Answered)outcome, run.Rules, run.Sink));
    }

    private async Task VisitResourceAsync(int number, Target target, WebAddress address, PageDesk desk, CancellationToken stop)
    {
        if (StyleShelf.IsSheet(address))
        {
            var sheet = await run.Fetcher.FetchAsync(address, FetchMethod.Get, desk.Body, run.Options.Fetch.MostPageBytes, stop);
            if (!Settled(number, sheet, true, null)) return;
            desk.ReadSheet((Answered)sheet, number, target.Depth);
            foreach (var found in desk.Found) Enqueue(found);
            return;
        }
        Settled(number, await run.Fetcher.ProveAsync(address, desk.Body, true, stop), true, null);
    }

    private async Task VisitElsewhereAsync(int number, string host, BodyBuffer buffer, CancellationToken stop)
    {
        if (!run.Map.Claim(number) && !queue.IsSecondLook) return;
        var (target, address) = (run.Map.Get(number), run.Map.Address(number));
        if (target.Sort != TargetSort.Page)
        {
            Settled(number, await run.Fetcher.ProveAsync(address, buffer, false, stop), false, host);
            return;
        }
        var outcome = await run.Fetcher.FetchAsync(address, FetchMethod.Get, buffer, ForeignPageBytes, stop);
        if (!Settled(number, outcome, false, host) || outcome is not Answered { IsHtml: true } answer || run.ForeignChecks.Count == 0) return;
        var page = new Page();
        var (utf8, charset) = Charset.ToUtf8(answer.Body, answer.ContentType);
        page.Start(answer.Final, utf8, charset);
        PageReader.Read(page);
        var look = new FileLook(answer.Final, answer, run.Rules, run.Sink) { Page = page };
        foreach (var check in run.ForeignChecks)
            if (check(look) is { } flaw) AddFlaw(number, flaw);
    }

    /// <summary>Enters the verdict; true when the address lives.</summary>
    private bool Settled(int number, FetchOutcome outcome, bool isOwn, string? host)
    {
        var verdict = Verdict.Of(outcome, isOwn);
        var status = outcome is Answered answered ? answered.Status : 0;
        var isRangeOfNothing = status == 416;
        if (verdict.State == LinkState.Alive || isRangeOfNothing)
        {
            run.Map.Settle(number, TargetState.Alive, status, null);
            return true;
        }
        if (!verdict.IsFinal && !queue.IsSecondLook) queue.AskAgainLater(number, host);
        run.Map.Settle(number, verdict.State == LinkState.Dead ? TargetState.Dead : TargetState.Undecided, status, outcome.Fate);
        return false;
    }

    private void Enqueue(int number)
    {
        var target = run.Map.Get(number);
        var address = run.Map.Address(number);
        if (!target.IsOwn)
        {
            if (run.Options.AsksElsewhere) queue.AddForeign(number, address.Host);
            else run.Map.Settle(number, TargetState.Skipped, 0, null);
            return;
        }
        if (target.Sort != TargetSort.Page || traps.Judge(address.Bytes, address.Parts) is not (true, var isNews, var reason))
        {
            queue.Add(number);
            return;
        }
        run.Map.Settle(number, TargetState.Skipped, 0, null);
        if (isNews) run.Sink.Add(Checks.CrawlTrap.Id, address.Text, null, null, null, $"地址可以无限延伸，巡查到此为止：{reason}。", reason);
    }

    private void AddFlaw(int number, Flaw flaw)
    {
        lock (sync)
        {
            if (!flaws.TryGetValue(number, out var list)) flaws[number] = list = [];
            list.Add(flaw);
        }
    }
}
