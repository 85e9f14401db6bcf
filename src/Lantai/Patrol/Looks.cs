using Lantai.Patrol.Addresses;
using Lantai.Patrol.Crawl;
using Lantai.Patrol.Fetching;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol;

/// <summary>A page as the checks see it while it is at hand.</summary>
internal sealed class PageLook(PatrolRules rules, FindingSink sink, SiteScope scope, DateOnly today)
{
    /// <summary>Characters before and after words that are shown with them.</summary>
    private const int Reach = 10;

    /// <summary>Characters of the longest way to write a person's number.</summary>
    private const int LongestNumber = 40;

    public PatrolRules Rules => rules;

    public SiteScope Scope => scope;

    /// <summary>The day the patrol is of.</summary>
    public DateOnly Today => today;

    public Page Page { get; private set; } = new();

    public PageNote Note { get; private set; } = null!;

    public Answered Answer { get; private set; } = null!;

    /// <summary>The page's links, resolved; one for each of <see cref="Page.Links"/>, null for those that lead nowhere on the web.</summary>
    public IReadOnlyList<bool> LeadsOn { get; private set; } = [];

    public void Turn(Page page, PageNote note, Answered answer, IReadOnlyList<bool> leadsOn) =>
        (Page, Note, Answer, LeadsOn, walked) = (page, note, answer, leadsOn, Places.Begin);

    /// <summary>Where the last place was found: a page of one line with ten thousand findings is walked once, not ten thousand times.</summary>
    private (int At, int Line, int Column) walked = Places.Begin;

    public CheckRule Rule(string check) => rules.Of(check);

    private Place PlaceOf(int at)
    {
        var places = new Places(Page.Body) { Mark = walked };
        var place = places.Of(at);
        walked = places.Mark;
        return place;
    }

    /// <summary>The tag as it stands in the page: the same on every page of a template.</summary>
    public string TagAt(int at)
    {
        var tag = Page.Body[at..];
        var end = tag.IndexOf((byte)'>');
        return System.Text.Encoding.UTF8.GetString(end < 0 ? tag[..Math.Min(200, tag.Length)] : tag[..Math.Min(200, end + 1)]);
    }

    public bool Wants(string check) => sink.Wants(check);

    /// <param name="at">The byte of the page; -1 for the page as a whole.</param>
    /// <param name="cause">For what may stand on every page of a template.</param>
    /// <param name="needsPerson">Null, like the basis, for the check's own.</param>
    public void Report(string check, int at, string? stated, string message, string evidence = "", string? target = null, string? cause = null, bool? needsPerson = null, string? basis = null)
    {
        Place? place = at < 0 ? null : PlaceOf(at);
        sink.Add(check, Page.Address.Text, target, place, stated, message, evidence, cause, needsPerson: needsPerson, basis: basis);
    }

    /// <param name="block">In which the issue stands.</param>
    public void ReportWording(string check, Wording.TextIssue issue, TextBlock block, string? cause)
    {
        var stated = Page.Text.Chars.Slice(issue.Start, issue.Length).ToString();
        var isPersonal = issue.Rule.Kind == Wording.WordingKind.Privacy;
        var place = PlaceOf(Page.Text.ByteOf(issue.Start));
        sink.Add(
            check, Page.Address.Text, null, place, isPersonal ? Wording.PersonNumbers.Masked(stated) : stated, issue.Sentence(stated), $"规则 {issue.Rule.Id}",
            cause, issue.Rule.Severity, issue.Rule.ConfirmByHand, issue.Rule.Basis.Text, isPersonal ? null : Around(issue, block));
    }

    /// <summary>In menus and footers the same number stands on every page.</summary>
    public void ReportNumber(string check, ShownNumber number)
    {
        var rule = number.Issue.Rule;
        var cause = (number.Traits & (Traits.Navigation | Traits.Footer | Traits.Breadcrumb)) == 0 ? null : $"{rule.Id} {number.Stated}";
        sink.Add(
            check, Page.Address.Text, null, PlaceOf(number.At), Wording.PersonNumbers.Masked(number.Stated),
            number.Issue.Sentence(number.Stated), $"规则 {rule.Id}",
            cause, rule.Severity, rule.ConfirmByHand, rule.Basis.Text);
    }

    private string Around(Wording.TextIssue issue, TextBlock block)
    {
        var after = issue.Start + issue.Length;
        var (start, end) = (Math.Max(block.Start, issue.Start - Reach), Math.Min(Math.Max(block.End, after), after + Reach));
        if (char.IsLowSurrogate(Page.Text.Chars[start])) start++;
        if (char.IsHighSurrogate(Page.Text.Chars[end - 1])) end--;
        // A number that is cut off is none to the probes: they look farther than is shown.
        var (from, to) = (Math.Max(block.Start, start - LongestNumber), Math.Min(Math.Max(block.End, end), end + LongestNumber));
        var words = Wording.PrivacyProbes.Masked(Page.Text.Chars[from..to].ToString())[(start - from)..(end - from)].Trim();
        return $"{(start > block.Start ? "……" : "")}{words}{(end < block.End ? "……" : "")}";
    }
}

/// <summary>A file of the site, or a foreign page, as far as it was read.</summary>
internal sealed record FileLook(WebAddress Address, Answered Answer, PatrolRules Rules, FindingSink Sink)
{
    public ReadOnlyMemory<byte> Body => Answer.Body;

    /// <summary>A foreign page, read; null for a file.</summary>
    public Page? Page { get; init; }

    /// <summary>The path, or the name that the server gave it.</summary>
    public string Name { get; init; } = Address.Path;

    /// <summary>Read once for all checks: its text, and why it cannot be opened; nothing for what is no document.</summary>
    public (string? Text, string? Problem) Opened => opened ??= Papers.FileText.CanRead(Name) ? Papers.FileText.Open(Body, Name) : (null, null);

    private (string? Text, string? Problem)? opened;

    public CheckRule Rule(string check) => Rules.Of(check);
}

/// <summary>What is wrong with the thing behind an address; every page that links to it gets the finding.</summary>
/// <param name="OnceOnly">Only the first such page does, and which one that is makes no other finding of it.</param>
internal sealed record Flaw(string Check, string? Stated, string Message, string Evidence, bool OnceOnly = false)
{
    public Wording.Severity? Severity { get; init; }
}

/// <summary>A link whose target is not simply alive.</summary>
/// <param name="Fate">What became of asking for the target.</param>
internal sealed record LinkLook(LinkEdge Edge, Target Target, string Address, string Fate)
{
    public bool IsDead => Target.State == TargetState.Dead;
}
