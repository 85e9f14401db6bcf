using Lantai.Patrol.Reading;

namespace Lantai.Patrol.Crawl;

/// <summary>A link as it stands on a page: from where to where, at which place, in which words.</summary>
/// <param name="Source">Number of the page's address.</param>
/// <param name="Target">Number of the address it leads to.</param>
/// <param name="Written">Number of the words in which the address is written.</param>
internal readonly record struct LinkEdge(int Source, int Target, int Written, int Line, ushort Column, LinkKind Kind, Traits Traits);

/// <summary>Every link of the run, appended in blocks; a link costs twenty bytes and no object.</summary>
internal sealed class LinkLog
{
    private const int BlockSize = 32 * 1024;

    private readonly List<LinkEdge[]> blocks = [];

    public int Count { get; private set; }

    public void Add(LinkEdge edge)
    {
        if (Count % BlockSize == 0) blocks.Add(new LinkEdge[BlockSize]);
        blocks[^1][Count++ % BlockSize] = edge;
    }

    public IEnumerable<LinkEdge> All()
    {
        for (var i = 0; i < Count; i++) yield return blocks[i / BlockSize][i % BlockSize];
    }
}
