namespace Lantai.Patrol.Reading;

/// <summary>
/// The elements that are open, as far as their traits matter. Not the tree builder of the standard: end tags close
/// what they name, the end tags that authors leave out are supplied, and nesting beyond any honest page is only counted.
/// </summary>
internal sealed class OpenElements
{
    public const int Deepest = 512;

    private readonly Entry[] entries = new Entry[Deepest];
    private int count, beyond;

    /// <param name="Hash">Of the name, for elements that have no kind of their own.</param>
    /// <param name="Traits">Its own and inherited.</param>
    /// <param name="Cuts">Its edges cut the text, because it is a block or is not shown.</param>
    /// <param name="IsConcealed">A name of it, or of one around it, is taken out of sight by a style sheet.</param>
    internal readonly record struct Entry(Element Element, uint Hash, Traits Traits, byte Heading, bool Cuts, bool IsConcealed);

    public Traits Traits => count == 0 ? Traits.None : entries[count - 1].Traits;

    public bool IsConcealed => count > 0 && entries[count - 1].IsConcealed;

    public byte Heading => count == 0 ? (byte)0 : entries[count - 1].Heading;

    public int Depth => count + beyond;

    public void Clear() => (count, beyond) = (0, 0);

    public void Push(Element element, uint hash, Traits own, bool cuts, bool isConcealed)
    {
        if (count == Deepest)
        {
            beyond++;
            return;
        }
        var heading = element.HeadingLevel > 0 ? (byte)element.HeadingLevel : Heading;
        entries[count] = new(element, hash, Traits | own, heading, cuts, isConcealed || IsConcealed);
        count++;
    }

    public bool Has(ElementKind kind)
    {
        for (var i = count - 1; i >= 0; i--)
            if (entries[i].Element.Kind == kind) return true;
        return false;
    }

    /// <summary>Closes what the start tag closes by itself: an item before the next item, a paragraph before a block.</summary>
    public void Supply(Element starting)
    {
        if (starting.IsBlock && count > 0 && entries[count - 1].Element.Kind == ElementKind.P) count--;
        if (!ClosesItself(starting.Kind)) return;
        for (var i = count - 1; i >= 0 && entries[i].Element.Kind is not (ElementKind.Block or ElementKind.Body); i--)
        {
            if (entries[i].Element.Kind != starting.Kind) continue;
            count = i;
            return;
        }
    }

    /// <summary>Closes the element of that name; answers whether text on both sides of the end tag belongs apart.</summary>
    public bool Close(Element element, uint hash)
    {
        if (beyond > 0)
        {
            beyond--;
            return element.IsBlock;
        }
        var (cuts, passedBlock) = (element.IsBlock, false);
        for (var i = count - 1; i >= 0; i--)
        {
            ref var entry = ref entries[i];
            if (entry.Element.Kind == element.Kind && entry.Hash == hash)
            {
                cuts |= entry.Cuts;
                // </a> after an unclosed block ends the link, not the block.
                if (passedBlock && !element.IsBlock) entries.AsSpan(i + 1, count - i - 1).CopyTo(entries.AsSpan(i));
                count = passedBlock && !element.IsBlock ? count - 1 : i;
                return cuts;
            }
            passedBlock |= entry.Element.IsBlock;
        }
        return cuts;
    }

    private static bool ClosesItself(ElementKind kind) =>
        kind is ElementKind.Li or ElementKind.Option or ElementKind.Td or ElementKind.Th or ElementKind.Tr or ElementKind.Dd or ElementKind.Dt;
}
