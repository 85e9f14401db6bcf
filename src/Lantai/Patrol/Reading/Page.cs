using System.Runtime.InteropServices;
using System.Text;
using Lantai.Patrol.Addresses;

namespace Lantai.Patrol.Reading;

/// <summary>
/// What one pass over a page's bytes found. It is filled by <see cref="PageReader"/> and reused for the next page, so
/// nobody keeps it or a span of it.
/// </summary>
internal sealed class Page
{
    /// <summary>Style elements whose names are remembered: those of a site's templates are few.</summary>
    private const int MostStyles = 64;

    private readonly List<byte> decoded = [];
    private readonly Dictionary<ulong, ConcealedNames> styles = [];
    private ConcealedNames ownNames = ConcealedNames.None, sheetNames = ConcealedNames.None;
    private ReadOnlyMemory<byte> body;

    public WebAddress Address { get; private set; } = WebAddress.Parse("about:blank")!;

    /// <summary>What relative addresses are resolved against: the page's own address, or its base element's.</summary>
    public WebAddress Base { get; set; } = WebAddress.Parse("about:blank")!;

    /// <summary>UTF-8, whatever it was.</summary>
    public ReadOnlySpan<byte> Body => body.Span;

    public PageCharset Charset { get; private set; } = new("utf-8", null, null, false);

    public PageText Text { get; } = new();

    public List<TextBlock> Blocks { get; } = [];

    public List<PageLink> Links { get; } = [];

    public List<PageMeta> Metas { get; } = [];

    public List<PageElement> Elements { get; } = [];

    /// <summary>Words that stand in attributes and may hold a person's number.</summary>
    public List<ShownValue> ShownValues { get; } = [];

    /// <summary>Line feeds of <see cref="Text"/> that are line breaks (br) after a digit, in order: a number may go on behind them.</summary>
    public List<int> BrokenNumbers { get; } = [];

    /// <summary>Runs of <see cref="Text"/> that its own style elements, or the sheets given to <see cref="Start"/>, take out of sight.</summary>
    public List<(int Start, int End)> Concealed { get; } = [];

    /// <summary>Index of the title's block in <see cref="Blocks"/>; -1 for a page without one.</summary>
    public int TitleBlock { get; set; }

    /// <summary>The lang of the html element.</summary>
    public bool HasLanguage { get; set; }

    /// <summary>A script asks a server for content, so what is missing here may be filled in later.</summary>
    public bool IsFilledByScript { get; set; }

    /// <summary>How deep elements are nested; more than <see cref="OpenElements.Deepest"/> is no honest page.</summary>
    public int Depth { get; set; }

    /// <summary>Bytes of the longest value of an attribute.</summary>
    public int LongestAttribute { get; set; }

    /// <summary>More links than are recorded.</summary>
    public bool HasTooManyLinks { get; set; }

    /// <summary>What the reader needs while it reads, kept here to be reused.</summary>
    internal OpenElements Open { get; } = new();

    internal TagAttributes Tag { get; } = new();

    public string Title => TitleBlock < 0 ? "" : TextOf(Blocks[TitleBlock]).ToString().Trim();

    /// <param name="sheets">What the page's style sheets take out of sight; null for nothing.</param>
    public void Start(WebAddress address, ReadOnlyMemory<byte> utf8, PageCharset charset, ConcealedNames? sheets = null)
    {
        (ownNames, sheetNames) = (ConcealedNames.None, sheets ?? ConcealedNames.None);
        Concealed.Clear();
        (Address, Base, body, Charset) = (address, address, utf8, charset);
        decoded.Clear();
        Text.Clear();
        Blocks.Clear();
        Links.Clear();
        Metas.Clear();
        Elements.Clear();
        ShownValues.Clear();
        BrokenNumbers.Clear();
        (TitleBlock, HasLanguage, IsFilledByScript, Depth, LongestAttribute, HasTooManyLinks) = (-1, false, false, 0, 0, false);
    }

    internal bool HasConcealedNames => !ownNames.IsEmpty || !sheetNames.IsEmpty;

    internal bool IsConcealedClass(ReadOnlySpan<byte> value) => ownNames.HasClass(value) || sheetNames.HasClass(value);

    internal bool IsConcealedId(ReadOnlySpan<byte> value) => ownNames.HasId(value) || sheetNames.HasId(value);

    /// <summary>Takes a style element; the same one on the next page is not read again.</summary>
    internal void TakeStyle(ReadOnlySpan<byte> css)
    {
        var hash = Hashes.Long(css);
        if (!styles.TryGetValue(hash, out var names))
        {
            if (styles.Count == MostStyles) styles.Clear();
            styles[hash] = names = ConcealedNames.Of(css);
        }
        if (!names.IsEmpty) ownNames = ownNames.IsEmpty ? names : ConcealedNames.Of([ownNames, names]);
    }

    /// <summary>The block in which the character stands.</summary>
    public TextBlock BlockAt(int character)
    {
        var (low, high) = (0, Blocks.Count - 1);
        while (low < high)
        {
            var middle = (low + high + 1) / 2;
            if (Blocks[middle].Start <= character) low = middle;
            else high = middle - 1;
        }
        return Blocks[low];
    }

    public ReadOnlySpan<char> TextOf(TextBlock block) => Text.Chars[block.Start..block.End];

    public ReadOnlySpan<char> TextOf(PageLink link) => Text.Chars[link.TextStart..link.TextEnd].Trim();

    public ReadOnlySpan<byte> Value(ValueRange range) =>
        range.IsDecoded ? CollectionsMarshal.AsSpan(decoded).Slice(range.Start, range.Length) : body.Span.Slice(range.Start, range.Length);

    /// <summary>HTML (13.2.5.36): NUL in a value reads as U+FFFD; PostgreSQL keeps no NUL.</summary>
    public string TextOf(ValueRange range) => Encoding.UTF8.GetString(Value(range)).Replace('\0', '\uFFFD');

    /// <summary>The content of the meta element of that name, in any case; null when there is none.</summary>
    public string? Meta(string name)
    {
        foreach (var meta in Metas)
            if (meta.Name.Length == name.Length && Ascii.EqualsIgnoreCase(Value(meta.Name), name)) return TextOf(meta.Content).Trim();
        return null;
    }

    /// <summary>Resolves the entities of a value; one without any stays where it is.</summary>
    public ValueRange Decode(int start, int length)
    {
        var value = body.Span.Slice(start, length);
        if (value.IndexOf((byte)'&') < 0) return new(start, length);
        var from = decoded.Count;
        Entities.DecodeAttribute(value, decoded);
        return new(from, decoded.Count - from, true);
    }
}
