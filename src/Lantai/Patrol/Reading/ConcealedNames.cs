using System.Text;

namespace Lantai.Patrol.Reading;

/// <summary>
/// The classes and ids that style sheets take out of sight: not shown, without size, off the screen, transparent. Only rules for one class or
/// one id alone are taken (<c>.a</c>, <c>div#b</c>), so that what a menu shows on a touch, or paper alone does not, is not taken for hidden.
/// </summary>
internal sealed class ConcealedNames
{
    public static readonly ConcealedNames None = new();

    /// <summary>More than any honest site has; what comes after is not taken.</summary>
    private const int Most = 10_000;

    private readonly HashSet<ulong> classes = [], ids = [];

    public bool IsEmpty => Count == 0;

    private int Count => classes.Count + ids.Count;

    /// <summary>What the sheet leaves concealed at its end: a later rule of the same name takes back an earlier one.</summary>
    /// <param name="css">UTF-8.</param>
    public static ConcealedNames Of(ReadOnlySpan<byte> css)
    {
        var names = new ConcealedNames();
        foreach (var (selectors, declarations) in new CssRules(css))
            if (StyleLook.Conceals(declarations) is { } conceals) names.Take(selectors, conceals);
        return names.IsEmpty ? None : names;
    }

    public static ConcealedNames Of(IEnumerable<ConcealedNames> sheets)
    {
        var all = new ConcealedNames();
        foreach (var sheet in sheets)
        {
            if (all.Count >= Most) break;
            all.classes.UnionWith(sheet.classes);
            all.ids.UnionWith(sheet.ids);
        }
        return all.IsEmpty ? None : all;
    }

    public bool HasId(ReadOnlySpan<byte> id) => ids.Count > 0 && ids.Contains(Hashes.Long(id));

    /// <param name="value">Of a class attribute: names with blanks between them.</param>
    public bool HasClass(ReadOnlySpan<byte> value)
    {
        if (classes.Count == 0) return false;
        while (value.Length > 0)
        {
            var end = value.IndexOfAny(" \t\n\r\f"u8);
            var name = end < 0 ? value : value[..end];
            if (name.Length > 0 && classes.Contains(Hashes.Long(name))) return true;
            value = end < 0 ? default : value[(end + 1)..];
        }
        return false;
    }

    private void Take(ReadOnlySpan<byte> selectors, bool conceals)
    {
        while (selectors.Length > 0)
        {
            var comma = selectors.IndexOf((byte)',');
            var selector = comma < 0 ? selectors : selectors[..comma];
            selectors = comma < 0 ? default : selectors[(comma + 1)..];
            selector = selector[Ascii.Trim(selector)];
            var mark = selector.IndexOfAny((byte)'.', (byte)'#');
            if (mark < 0) continue;
            var name = selector[(mark + 1)..];
            if (name.IsEmpty || name.ContainsAnyExcept(NameBytes) || selector[..mark].ContainsAnyExcept(NameBytes)) continue;
            var kind = selector[mark] == '.' ? classes : ids;
            if (conceals && Count < Most) kind.Add(Hashes.Long(name));
            else if (!conceals) kind.Remove(Hashes.Long(name));
        }
    }

    /// <summary>What a name may be made of, bytes of characters beyond ASCII among it.</summary>
    private static readonly System.Buffers.SearchValues<byte> NameBytes = System.Buffers.SearchValues.Create(
        [.. "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_"u8, .. Enumerable.Range(0x80, 0x80).Select(value => (byte)value)]);
}
