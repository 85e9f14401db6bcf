namespace Lantai.AnnualReports;

/// <summary>
/// A text cut once into pieces of five Chinese characters, to be laid beside many others. Only Chinese characters count:
/// new figures do not make a new text.
/// </summary>
public sealed class TextPieces
{
    private const int Piece = 5;
    private const char First = '\u4e00', Last = '\u9fff';

    /// <summary>A character takes 15 bits.</summary>
    private const int Bits = 15;

    private static readonly UInt128 Whole = (UInt128.One << (Bits * Piece)) - 1;

    private readonly UInt128[] pieces;

    public TextPieces(string text)
    {
        var (cut, piece) = (new List<UInt128>(), UInt128.Zero);
        foreach (var c in text)
        {
            if (c is < First or > Last) continue;
            piece = ((piece << Bits) | (uint)(c - First)) & Whole;
            if (++Length >= Piece) cut.Add(piece);
        }
        pieces = [.. cut];
        Array.Sort(pieces);
    }

    /// <summary>In Chinese characters.</summary>
    public int Length { get; }

    /// <summary>How much of this text's pieces stand in the other as well, 0 to 1: both are in order, one pass tells.</summary>
    public decimal ShareIn(TextPieces other)
    {
        if (pieces.Length == 0) return 0;
        var (same, at, theirs) = (0, 0, other.pieces);
        foreach (var piece in pieces)
        {
            while (at < theirs.Length && theirs[at] < piece) at++;
            if (at < theirs.Length && theirs[at] == piece) same++;
        }
        return (decimal)same / pieces.Length;
    }
}
