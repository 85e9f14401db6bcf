using System.Globalization;
using System.Text.RegularExpressions;

namespace Lantai.AnnualReports;

/// <summary>Reads what stands in a cell of a statutory table; what is no plain figure stays text and is never guessed.</summary>
public static partial class CellText
{
    /// <summary>Reads １２, 1,234, 12件 and 12.0 as numbers; 约12 is a text, and so is 12.5 where things are counted.</summary>
    public static AnnualCell Read(string raw, AnnualColumn column)
    {
        var (text, written) = (Folded(raw), raw.Trim());
        if (text.Length == 0) return AnnualCell.Blank;
        if (IsStroke(text)) return AnnualCell.Stroke(written);
        if (Number(text) is not { } value) return AnnualCell.Text(written);
        var fits = (column.TakesFraction || value == decimal.Truncate(value)) && (column.TakesSign || value >= 0);
        return fits ? new AnnualCell(value == 0 ? CellState.Zero : CellState.Number, value, written) : AnnualCell.Text(written);
    }

    /// <summary>A number or a stroke: what a cell of figures holds when it is properly filled.</summary>
    public static bool IsFigure(string raw)
    {
        var text = Folded(raw);
        return text.Length > 0 && (IsStroke(text) || Number(text) is not null);
    }

    /// <summary>Full-width characters as ASCII, every dash as one; blanks at the ends gone.</summary>
    private static string Folded(string raw) => string.Concat(raw.Trim().Trim('\u200B', '\uFEFF').Select(Fold));

    private static char Fold(char c) => c switch
    {
        '—' or '–' or '―' or '－' or '−' or '─' or '‐' or '‑' => '-',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    };

    private static bool IsStroke(string text) => text.All(c => c is '/' or '-' or '\\');

    private static decimal? Number(string text)
    {
        var match = Figure().Match(text);
        if (!match.Success) return null;
        var digits = match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    [GeneratedRegex(@"^(?<n>[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,8})?)\s*(?:件|个|次|条|项|宗|份|万元)?$")]
    private static partial Regex Figure();
}
