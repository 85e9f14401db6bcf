using System.Buffers;

namespace Lantai.Patrol.Addresses;

/// <summary>WHATWG URL 1.3: which bytes of a part are written as %XX. Every set holds the controls and what is not ASCII.</summary>
internal sealed class PercentSet
{
    private readonly SearchValues<byte> encoded;

    private PercentSet(string more) =>
        encoded = SearchValues.Create([.. Enumerable.Range(0, 256).Where(b => b < 0x20 || b > 0x7E || more.Contains((char)b)).Select(b => (byte)b)]);

    public static PercentSet Control { get; } = new("");

    public static PercentSet Fragment { get; } = new(" \"<>`");

    public static PercentSet Query { get; } = new(" \"#<>");

    public static PercentSet SpecialQuery { get; } = new(" \"#<>'");

    public static PercentSet Path { get; } = new(" \"#<>?^`{}");

    public static PercentSet UserInfo { get; } = new(" \"#<>?^`{}/:;=@[\\]|");

    public int FirstIn(ReadOnlySpan<byte> values) => values.IndexOfAny(encoded);
}
