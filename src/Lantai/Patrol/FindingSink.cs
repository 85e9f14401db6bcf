using System.Runtime.InteropServices;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>
/// Takes findings from all sides at once. What stands on many pages by one cause, such as a picture of the template,
/// is folded into one finding, so that a person reads it once; what stands on a few is told for each.
/// </summary>
internal sealed class FindingSink(PatrolRules rules, IReadOnlySet<string> selected)
{
    /// <summary>A template gone wrong on a large site; more would only be more of the same.</summary>
    private const int MostOfOneCheck = 20_000;
    private const int MostUnfolded = 20;

    private readonly Lock sync = new();
    private readonly List<Finding> single = [];
    private readonly Dictionary<(string Check, string Cause), Common> byCause = [];
    private readonly Dictionary<string, int> counts = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    public bool Wants(string check) => selected.Contains(check);

    /// <param name="severity">Null, like the following, for the check's own.</param>
    public void Add(
        string check, string page, string? target, Place? place, string? stated, string message, string evidence,
        string? cause = null, Severity? severity = null, bool? needsPerson = null, string? basis = null)
    {
        if (!Wants(check)) return;
        var rule = rules.Of(check);
        Add(new Finding(check, severity ?? rule.Severity, page, target, place, stated, message, evidence)
        {
            NeedsPerson = needsPerson ?? rule.ConfirmByHand,
            Basis = basis ?? rule.Basis.Text,
            Cause = cause,
        });
    }

    /// <summary>Everything, page by page and place by place: the same whatever order the pages came in.</summary>
    public IReadOnlyList<Finding> All()
    {
        lock (sync)
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            return [.. single.Concat(byCause.Values.SelectMany(common => common.Findings)).Order(ByPlace).Select(finding =>
            {
                ref var occurrences = ref CollectionsMarshal.GetValueRefOrAddDefault(seen, finding.Fingerprint, out _);
                return ++occurrences == 1 ? finding : finding with { Occurrence = occurrences };
            })];
        }
    }

    private static readonly Comparer<Finding> ByPlace = Comparer<Finding>.Create((a, b) =>
    {
        var order = string.CompareOrdinal(a.Page, b.Page);
        if (order == 0) order = (a.Place?.Line ?? 0).CompareTo(b.Place?.Line ?? 0);
        if (order == 0) order = (a.Place?.Column ?? 0).CompareTo(b.Place?.Column ?? 0);
        if (order == 0) order = string.CompareOrdinal(a.Check, b.Check);
        if (order == 0) order = string.CompareOrdinal(a.Target, b.Target);
        return order == 0 ? string.CompareOrdinal(a.Message, b.Message) : order;
    });

    private void Add(Finding finding)
    {
        lock (sync)
        {
            if (finding.Cause is { } cause)
            {
                if (byCause.TryGetValue((finding.Check, cause), out var common)) Count += common.Add(finding);
                else
                {
                    byCause[(finding.Check, cause)] = new Common(finding);
                    Count++;
                }
                return;
            }
            ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(counts, finding.Check, out _);
            if (++count > MostOfOneCheck) return;
            Count++;
            single.Add(finding);
        }
    }

    /// <summary>The findings of one cause: each of a few, or the first of many with their number.</summary>
    private sealed class Common(Finding first)
    {
        private readonly List<Finding> few = [first];
        private Finding first = first;
        private int count = 1;

        public IEnumerable<Finding> Findings => count <= MostUnfolded ? few : [first with { More = count - 1 }];

        /// <summary>By how many the findings are more now, or fewer.</summary>
        public int Add(Finding finding)
        {
            if (ByPlace.Compare(finding, first) < 0) first = finding;
            if (++count <= MostUnfolded)
            {
                few.Add(finding);
                return 1;
            }
            few.Clear();
            return count == MostUnfolded + 1 ? 1 - MostUnfolded : 0;
        }
    }
}
