using Lantai.Packs;

namespace Lantai.Papers;

/// <summary>The type area (版心): millimetres from the page's top and left edge.</summary>
public sealed record TypeArea(decimal Top, decimal Left, decimal Width, decimal Height);

/// <summary>Body type: sizes in points, and how many lines and characters a page holds.</summary>
public sealed record BodyType(decimal Size, decimal Pitch, int Lines, int Characters);

/// <summary>A red name at the top: millimetres below the type area's top edge, and its largest size in points.</summary>
public sealed record MarkType(decimal Top, decimal Size);

/// <summary>The foot: type in points, lines in millimetres.</summary>
public sealed record FootType(decimal Size, decimal Pitch, decimal Thick, decimal Thin);

/// <summary>
/// Tables: type and row heights in points. A table too wide for its headings is set in <paramref name="LeastSize"/>, and
/// rows may close up to <paramref name="LeastRow"/>; those of a form to be filled in are <paramref name="FormRow"/> high.
/// </summary>
public sealed record TableType(decimal Size, decimal LeastSize, decimal Row, decimal LeastRow, decimal FormRow)
{
    /// <summary>The pitch of lines in a cell.</summary>
    public static decimal Pitch(decimal size) => size * 1.25m;
}

/// <summary>The faces; of each the first is the one officials have, the others stand in for it.</summary>
public sealed record PaperFonts(
    IReadOnlyList<string> SongTitle, IReadOnlyList<string> FangSong, IReadOnlyList<string> Kai, IReadOnlyList<string> Hei, IReadOnlyList<string> Song);

/// <summary>
/// The measures a paper is set with, read from <c>packs/papers</c>, where each cites its clause. Lengths of the page
/// are millimetres, type sizes and pitches points.
/// </summary>
public sealed record PaperLayout
{
    public required decimal PageWidth { get; init; }
    public required decimal PageHeight { get; init; }
    public required TypeArea Area { get; init; }
    public required BodyType Body { get; init; }
    public required MarkType Mark { get; init; }
    public required MarkType Masthead { get; init; }

    /// <summary>Six hexadecimal digits.</summary>
    public required string Red { get; init; }
    public required decimal RedRuleGap { get; init; }
    public required decimal RedRuleWeight { get; init; }
    public required decimal TitleSize { get; init; }
    public required decimal TitlePitch { get; init; }
    public required int LinesAboveSealed { get; init; }
    public required int LinesAboveUnsealed { get; init; }
    public required FootType Foot { get; init; }
    public required decimal PageNumberSize { get; init; }
    public required decimal PageNumberGap { get; init; }
    public required TableType Table { get; init; }
    public required PaperFonts Fonts { get; init; }

    /// <summary>No line of a title breaks inside these.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>Millimetres from the type area to the page's right edge.</summary>
    public decimal Right => PageWidth - Area.Left - Area.Width;

    /// <summary>Millimetres from the type area to the page's bottom edge.</summary>
    public decimal Bottom => PageHeight - Area.Top - Area.Height;

    /// <summary>The type area's width in points.</summary>
    public decimal WidthInPoints => Points(Area.Width);

    /// <summary>How many characters a line of a title takes at most: it never fills the line from edge to edge.</summary>
    public int TitleEms => (int)(WidthInPoints / TitleSize) - 1;

    /// <summary>A millimetre length in points.</summary>
    public static decimal Points(decimal millimetres) => millimetres * 72 / 25.4m;

    /// <summary>The size at which the name fits one line, in half points, no larger than the mark's.</summary>
    public decimal FittingSize(string name, MarkType mark) =>
        Math.Min(mark.Size, decimal.Floor(2 * WidthInPoints / Math.Max(1, TextWidth.Ems(name))) / 2);

    /// <summary>GB/T 9704-2012, as shipped.</summary>
    public static PaperLayout Standard => Shipped.Value;

    private static readonly Lazy<PaperLayout> Shipped = new(() => Load(PackFolder.BesideProgram));

    /// <summary>The layout of a folder of packs, the office's own before the shipped one.</summary>
    /// <exception cref="RefusedException">The pack lacks a measure or holds one that cannot be.</exception>
    public static PaperLayout Load(PackFolder packs) => Read(packs.Settings("papers", "gbt9704-2012"));

    /// <exception cref="RefusedException">The pack lacks a measure or holds one that cannot be.</exception>
    public static PaperLayout Read(PackFile pack)
    {
        var layout = new PaperLayoutPack(pack.Root.Map()).Read();
        pack.ThrowIfWrong();
        return layout;
    }
}
