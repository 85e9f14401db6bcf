using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using Lantai.Patrol.Reading;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>
/// Takes findings from all sides at once. What stands in several places by one cause, such as a picture of the template,
/// is one finding with its places, however many they are: so it is read once, counted once and known again.
/// </summary>
internal sealed class FindingSink(PatrolRules rules, IReadOnlySet<string> selected)
{
    /// <summary>A template gone wrong on a large site; more would only be more of the same.</summary>
    public const int MostOfOneCheck = 20_000;

    /// <summary>Places of one cause that are known by name; of the others only their number is.</summary>
    private const int MostPlaces = 20;

    private readonly Lock sync = new();
    private readonly Dictionary<string, List<Finding>> single = new(StringComparer.Ordinal);
    private readonly Dictionary<(string Check, string Cause), Common> byCause = [];
    private readonly Dictionary<string, int> causes = new(StringComparer.Ordinal);
    private readonly HashSet<string> cut = new(StringComparer.Ordinal);

    public int Count { get; private set; }

    /// <summary>Checks of which more was found than is kept.</summary>
    public IReadOnlySet<string> Cut
    {
        get { lock (sync) return cut.ToHashSet(StringComparer.Ordinal); }
    }

    public bool Wants(string check) => selected.Contains(check);

    /// <param name="severity">Null, like the following, for the check's own.</param>
    public void Add(
        string check, string page, string? target, Place? place, string? stated, string message, string evidence,
        string? cause = null, Severity? severity = null, bool? needsPerson = null, string? basis = null, string? around = null)
    {
        if (!Wants(check)) return;
        var rule = rules.Of(check);
        Add(new Finding(check, severity ?? rule.Severity, Shown(page), Shown(target), place, Shown(stated), Shown(message), Shown(evidence))
        {
            NeedsPerson = needsPerson ?? rule.ConfirmByHand,
            Basis = basis ?? rule.Basis.Text,
            Cause = cause,
            Around = Shown(around),
        });
    }

    [return: NotNullIfNotNull(nameof(words))]
    private static string? Shown(string? words) => words is null ? null : Addresses.AddressSecret.Masked(words);

    /// <summary>Everything, page by page and place by place: the same whatever order the pages came in.</summary>
    public IReadOnlyList<Finding> All()
    {
        lock (sync)
        {
            var seen = new Dictionary<string, int>(StringComparer.Ordinal);
            return [.. single.Values.SelectMany(Kept).Concat(byCause.Values.Select(common => common.Finding)).Order(ByPlace).Select(finding =>
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
            if (finding.Cause is { } cause && byCause.TryGetValue((finding.Check, cause), out var common))
            {
                common.Add(finding);
                return;
            }
            if (finding.Cause is { } first) AddCause(finding, first);
            else AddSingle(finding);
        }
    }

    private void AddCause(Finding finding, string cause)
    {
        ref var count = ref CollectionsMarshal.GetValueRefOrAddDefault(causes, finding.Check, out _);
        if (++count > MostOfOneCheck)
        {
            cut.Add(finding.Check);
            return;
        }
        Count++;
        byCause[(finding.Check, cause)] = new Common(finding);
    }

    private void AddSingle(Finding finding)
    {
        ref var found = ref CollectionsMarshal.GetValueRefOrAddDefault(single, finding.Check, out _);
        found ??= [];
        found.Add(finding);
        if (found.Count <= MostOfOneCheck) Count++;
        else cut.Add(finding.Check);
        if (found.Count >= 2 * MostOfOneCheck) found = Kept(found);
    }

    /// <summary>The first in the order of their places, whichever came first.</summary>
    private static List<Finding> Kept(List<Finding> found) => found.Count <= MostOfOneCheck ? found : [.. found.Order(ByPlace).Take(MostOfOneCheck)];

    /// <summary>A finding in all its places, of which the first in their order stand for it.</summary>
    private sealed class Common(Finding first)
    {
        private readonly List<Finding> places = [first];
        private int count = 1;

        public Finding Finding => places[0] with { More = count - 1, Others = [.. places.Skip(1).Select(place => new FindingSpot(place.Page, place.Place))] };

        public void Add(Finding finding)
        {
            count++;
            var at = places.BinarySearch(finding, ByPlace);
            places.Insert(at < 0 ? ~at : at, finding);
            if (places.Count > MostPlaces) places.RemoveAt(MostPlaces);
        }
    }
}
