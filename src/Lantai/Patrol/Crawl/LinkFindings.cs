namespace Lantai.Patrol.Crawl;

/// <summary>Turns what is wrong behind an address into findings on the pages that link to it: one for each page and address.</summary>
internal sealed class LinkFindings(RunParts run, SiteLook site)
{
    private readonly HashSet<(int Source, int Target)> told = [];
    private readonly HashSet<(int Target, string Check)> toldOnce = [];

    public void Report(IEnumerable<Check> given)
    {
        var checks = given.ToList();
        foreach (var edge in Suspicious())
        {
            var target = run.Map.Get(edge.Target);
            if (!told.Add((edge.Source, edge.Target))) continue;
            foreach (var flaw in FlawsOf(edge.Target, target)) Report(edge, flaw);
            if (target.State == TargetState.Alive) continue;
            var look = new LinkLook(edge, target, run.Map.Text(edge.Target), run.Map.Fate(edge.Target));
            foreach (var check in checks)
                if (check.OnLink!(look) is { } message) Report(edge, check.Id, message, look.Fate);
        }
    }

    /// <summary>Links to what is not simply alive, in the order of their pages, so that "only the first page" is always the same.</summary>
    private IEnumerable<LinkEdge> Suspicious()
    {
        var isSuspicious = new bool[run.Map.Count];
        for (var number = 0; number < isSuspicious.Length; number++)
        {
            var target = run.Map.Get(number);
            isSuspicious[number] = target.State is TargetState.Dead || FlawsOf(number, target).Any();
        }
        return run.Map.Links().Where(edge => isSuspicious[edge.Target])
            .OrderBy(edge => run.Map.Text(edge.Source), StringComparer.Ordinal).ThenBy(edge => edge.Line).ThenBy(edge => edge.Column);
    }

    /// <summary>The address's own flaws, and those of the page that its redirects end on.</summary>
    private IEnumerable<Flaw> FlawsOf(int number, Target target)
    {
        if (site.Flaws.TryGetValue(number, out var own))
            foreach (var flaw in own) yield return flaw;
        if (target.Final >= 0 && site.Flaws.TryGetValue(target.Final, out var final))
            foreach (var flaw in final) yield return flaw;
    }

    private void Report(LinkEdge edge, Flaw flaw)
    {
        if (flaw.OnceOnly && !toldOnce.Add((edge.Target, flaw.Check))) return;
        var target = run.Map.Text(edge.Target);
        run.Sink.Add(
            flaw.Check, run.Map.Text(edge.Source), target, new(edge.Line, edge.Column), flaw.Stated ?? run.Map.Written(edge.Written),
            flaw.Message, flaw.Evidence, cause: flaw.OnceOnly ? target : null, severity: flaw.Severity);
    }

    private void Report(LinkEdge edge, string check, string message, string evidence) => run.Sink.Add(
        check, run.Map.Text(edge.Source), run.Map.Text(edge.Target), new(edge.Line, edge.Column), run.Map.Written(edge.Written), message, evidence);
}
