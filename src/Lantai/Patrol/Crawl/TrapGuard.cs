using System.Runtime.InteropServices;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>
/// Keeps a run out of addresses without end: paths in which a directory repeats itself, queries that multiply
/// without bringing anything new. Safe for several threads.
/// </summary>
internal sealed class TrapGuard(TrapLimits limits)
{
    private readonly Lock sync = new();
    private readonly Dictionary<ulong, Variants> byPath = [];
    private readonly HashSet<ulong> told = [];

    /// <summary>Paths were left because they have so many queries, whatever stands behind the others.</summary>
    public bool WasCutOff { get; private set; }

    /// <summary>Whether the address should not be followed, and whether that is worth a finding: once for a path.</summary>
    public (bool IsTrap, bool IsNews, string Reason) Judge(ReadOnlySpan<byte> address, AddressParts parts)
    {
        var path = address[parts.PathStart..parts.QueryStart];
        if (address.Length > limits.LongestAddress) return Tell(Hashes.Long(path[..Math.Min(path.Length, 64)]), $"地址长{address.Length}字节");
        if (Repeats(path) is { } reason) return Tell(Hashes.Long(FirstSegment(path)), reason);
        if (parts.QueryStart == parts.FragmentStart) return default;
        lock (sync)
        {
            ref var variants = ref CollectionsMarshal.GetValueRefOrAddDefault(byPath, Hashes.Long(address[..parts.QueryStart]), out _);
            variants ??= new Variants();
            if (!variants.IsClosed && ++variants.Count <= limits.MostQueries) return default;
            if (variants.IsClosed) return Told(Hashes.Long(path), "同一页面的不同参数内容重复");
            WasCutOff = true;
            return Told(Hashes.Long(path), $"同一页面的参数组合超过{limits.MostQueries}种");
        }
    }

    /// <summary>Learns what a page with a query held: when nearly all variants hold the same, the path is closed.</summary>
    public void Learn(WebAddress address, ulong content)
    {
        if (address.Parts.QueryStart == address.Parts.FragmentStart) return;
        lock (sync)
        {
            ref var variants = ref CollectionsMarshal.GetValueRefOrAddDefault(byPath, Hashes.Long(address.Bytes[..address.Parts.QueryStart]), out _);
            variants ??= new Variants();
            variants.Read++;
            if (!variants.Contents.Add(content)) variants.Same++;
            variants.IsClosed |= variants.Read >= limits.SameFrom && variants.Same * 10 >= variants.Read * 9;
        }
    }

    private (bool, bool, string) Tell(ulong what, string reason)
    {
        lock (sync) return Told(what, reason);
    }

    private (bool, bool, string) Told(ulong what, string reason) => (true, told.Add(what), reason);

    /// <summary>One segment four times, or more segments than any honest tree has.</summary>
    private string? Repeats(ReadOnlySpan<byte> path)
    {
        var depth = path.Count((byte)'/');
        if (depth > limits.DeepestPath) return $"目录层级达{depth}层";
        if (depth <= limits.MostRepeats) return null;
        foreach (var range in path.Split((byte)'/'))
        {
            var segment = path[range];
            if (segment.Length == 0) continue;
            var count = 0;
            foreach (var other in path.Split((byte)'/'))
                if (path[other].SequenceEqual(segment)) count++;
            if (count > limits.MostRepeats) return $"目录“{System.Text.Encoding.ASCII.GetString(segment)}”重复{count}次";
        }
        return null;
    }

    private static ReadOnlySpan<byte> FirstSegment(ReadOnlySpan<byte> path)
    {
        var end = path.Length > 1 ? path[1..].IndexOf((byte)'/') : -1;
        return end < 0 ? path : path[..(end + 1)];
    }

    private sealed class Variants
    {
        public readonly HashSet<ulong> Contents = [];
        public int Count, Read, Same;
        public bool IsClosed;
    }
}

/// <summary>Where a run stops following; the figures of the row crawl-trap.</summary>
internal sealed record TrapLimits(int LongestAddress, int DeepestPath, int MostRepeats, int MostQueries, int SameFrom)
{
    public static TrapLimits Of(CheckRule rule) =>
        new(rule.Number("长度"), rule.Number("层级"), rule.Number("重复"), rule.Number("参数组合"), rule.Number("相同内容"));
}
