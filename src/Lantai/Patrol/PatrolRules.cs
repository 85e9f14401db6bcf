using Lantai.Packs;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Checks;
using Lantai.Patrol.Fetching;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>Everything that packs say to a patrol; read once, shared by all runs.</summary>
public sealed class PatrolRules
{
    private readonly Dictionary<string, CheckRule> checks;

    private PatrolRules(Dictionary<string, CheckRule> checks, IReadOnlyList<ColumnClass> columns, WordingRules wording) =>
        (this.checks, Columns, Wording) = (checks, columns, wording);

    /// <summary>What of a patrol is kept, and how long.</summary>
    public required EvidenceKeeping Keeping { get; init; }

    /// <summary>For what a site fails an inspection at once, in the order of the paper.</summary>
    public required IReadOnlyList<InspectionRule> Inspection { get; init; }

    public IReadOnlyCollection<CheckRule> Checks => checks.Values;

    public IReadOnlyList<ColumnClass> Columns { get; }

    /// <summary>What findings in columns of a class count as, where not as those of any other page.</summary>
    public required IReadOnlyList<ColumnFact> ColumnFacts { get; init; }

    public WordingRules Wording { get; }

    internal IReadOnlyList<FootMark> FootMarks { get; private init; } = [];

    /// <summary>What is asked to tell a closed site from a line of our own that is down; none in an office that has none to ask.</summary>
    internal IReadOnlyList<WebAddress> Controls { get; private init; } = [];

    /// <exception cref="RefusedException">A pack is missing or wrong; the sentence names file and line.</exception>
    public static PatrolRules Load(PackFolder packs)
    {
        const string file = "checks.csv";
        var checks = new Dictionary<string, CheckRule>(StringComparer.Ordinal);
        foreach (var row in packs.Rows("checks", "checks", "编号", "编号", "名称", "组", "级别", "依据", "把握", "确认", "参数", "整改"))
        {
            var rule = new CheckRule(row["编号"], row["名称"], row["组"], row.Severity(file), row.Basis(file), row.ConfirmByHand(file), row["整改"]);
            if (!checks.TryAdd(rule.Id, rule.With(row["参数"], row, file))) throw row.Wrong(file, $"编号{rule.Id}重复。");
        }
        var columns = ColumnClass.Load(packs);
        return new PatrolRules(checks, columns, WordingRules.Load(packs))
        {
            FootMarks = FootMark.Load(packs),
            Controls = ControlsOf(packs),
            Keeping = EvidenceKeeping.Load(packs),
            Inspection = InspectionRule.Load(packs, checks.Keys, columns),
            ColumnFacts = ColumnFact.Load(packs, columns),
        };
    }

    /// <summary>With how long is waited for an answer and for a whole page, and how long before its end a certificate is reported.</summary>
    internal FetchOptions Limit(FetchOptions options) => options with
    {
        Limit = TimeSpan.FromSeconds(Of(Availability.Id).Number("秒")),
        BodyLimit = TimeSpan.FromSeconds(Of(HostilePage.Id).Number("秒")),
        CertificateNotice = TimeSpan.FromDays(Of(Certificate.Id).Number("天数")),
    };

    private static IReadOnlyList<WebAddress> ControlsOf(PackFolder packs)
    {
        var path = packs.Find("checks", "controls", ".csv");
        var file = Path.GetFileName(path);
        return [.. PackTable.Read(path, "网址", "依据", "把握").Select(row => WebAddress.Parse(row["网址"]) is { IsWeb: true } address ? address : throw row.Wrong(file, $"“{row["网址"]}”不是网址。"))];
    }

    public CheckRule Of(string check) =>
        checks.TryGetValue(check, out var rule) ? rule : throw new RefusedException($"checks.csv缺少编号为{check}的行。");

    /// <summary>The ids that a list of ids and groups names; all for an empty list.</summary>
    /// <exception cref="RefusedException">A word is neither an id nor a group.</exception>
    public IReadOnlySet<string> Select(IReadOnlyList<string> wanted)
    {
        if (wanted.Count == 0) return checks.Keys.ToHashSet(StringComparer.Ordinal);
        return wanted.SelectMany(Named).ToHashSet(StringComparer.Ordinal);
    }

    private IEnumerable<string> Named(string word)
    {
        var named = Checks.Where(rule => rule.Id == word || rule.Group == word).Select(rule => rule.Id).ToList();
        if (named.Count > 0) return named;
        var known = checks.Keys.Concat(Checks.Select(rule => rule.Group)).Distinct();
        var near = Spelling.Nearest(word, known);
        throw new RefusedException($"没有名为“{word}”的检查项{(near is null ? "" : $"，是否为“{near}”")}；用 lantai patrol --list-checks 查看全部。");
    }
}
