using System.Runtime.InteropServices;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>A link of one page, resolved, before it is entered.</summary>
/// <param name="AddressStart">Where the resolved address lies in the page's scratch bytes.</param>
internal readonly record struct ResolvedLink(
    int AddressStart, int AddressLength, int WrittenStart, int WrittenLength, TargetSort Sort, bool IsOwn, Place Place, LinkKind Kind, Traits Traits);

/// <summary>All addresses that were found and all links between them. Every member takes the lock; a page's links are entered at once.</summary>
internal sealed class SiteMap
{
    private readonly Lock sync = new();
    private readonly ByteTable addresses = new();
    private readonly ByteTable written = new();
    private readonly List<Target> targets = [];
    private readonly LinkLog links = new();
    private readonly Dictionary<int, string> fates = [];

    public int Count
    {
        get { lock (sync) return targets.Count; }
    }

    public int LinkCount => links.Count;

    /// <summary>Enters a page's links.</summary>
    /// <param name="found">Receives the numbers of the addresses that were never seen before.</param>
    /// <param name="places">For each link its index in <paramref name="numbers"/>, which receives the number of its address.</param>
    public void Enter(
        int source, byte depth, ReadOnlySpan<byte> scratch, ReadOnlySpan<ResolvedLink> resolved, List<int> found, List<int> places, List<int> numbers)
    {
        lock (sync)
        {
            for (var i = 0; i < resolved.Length; i++)
            {
                var link = resolved[i];
                var number = NumberOf(scratch.Slice(link.AddressStart, link.AddressLength), link.Sort, link.IsOwn, depth, out var isNew);
                if (isNew) found.Add(number);
                numbers[places[i]] = number;
                var words = written.Number(scratch.Slice(link.WrittenStart, link.WrittenLength));
                links.Add(new LinkEdge(source, number, words, link.Place.Line, (ushort)Math.Min(link.Place.Column, ushort.MaxValue), link.Kind, link.Traits));
            }
        }
    }

    public int Enter(WebAddress address, TargetSort sort, bool isOwn, byte depth)
    {
        lock (sync) return NumberOf(address.WithoutFragment().Bytes, sort, isOwn, depth, out _);
    }

    public Target Get(int number)
    {
        lock (sync) return targets[number];
    }

    /// <summary>All as they stand now.</summary>
    public IReadOnlyList<Target> Targets()
    {
        lock (sync) return [.. targets];
    }

    public WebAddress Address(int number)
    {
        lock (sync)
        {
            var buffer = new AddressBuffer();
            return AddressParser.TryParse(addresses[number], null, null, buffer)
                ? buffer.ToAddress()
                : throw new InvalidOperationException($"Entered address cannot be read: {addresses.Text(number)}");
        }
    }

    public string Text(int number)
    {
        lock (sync) return addresses.Text(number);
    }

    public string Written(int number)
    {
        lock (sync) return written.Text(number);
    }

    /// <summary>False when somebody else has it already.</summary>
    public bool Claim(int number)
    {
        lock (sync)
        {
            ref var target = ref CollectionsMarshal.AsSpan(targets)[number];
            var isFree = !target.IsClaimed;
            target.IsClaimed = true;
            return isFree;
        }
    }

    /// <param name="fate">For the evidence; null for what lives.</param>
    public void Settle(int number, TargetState state, int status, string? fate, int final = -1)
    {
        lock (sync)
        {
            ref var target = ref CollectionsMarshal.AsSpan(targets)[number];
            (target.State, target.Status, target.Final) = (state, (short)status, final);
            if (fate is not null) fates[number] = fate;
        }
    }

    public string Fate(int number)
    {
        lock (sync) return fates.GetValueOrDefault(number, "");
    }

    /// <summary>For the checks after the run, when nothing is entered any more.</summary>
    public IEnumerable<LinkEdge> Links() => links.All();

    private int NumberOf(ReadOnlySpan<byte> address, TargetSort sort, bool isOwn, byte depth, out bool isNew)
    {
        var number = addresses.Number(address, out isNew);
        if (isNew)
        {
            targets.Add(new Target { Sort = sort, IsOwn = isOwn, Depth = depth, Final = -1 });
            return number;
        }
        ref var known = ref CollectionsMarshal.AsSpan(targets)[number];
        if (sort >= known.Sort) return number;
        // First met as a picture's lazy address, now as a link: it is to be read after all.
        (known.Sort, known.IsClaimed, isNew) = (sort, false, true);
        return number;
    }
}
