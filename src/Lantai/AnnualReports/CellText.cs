using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace Lantai.AnnualReports;

/// <summary>Reads what stands in a cell of a statutory table; what is no plain figure stays text and is never guessed.</summary>
public static partial class CellText
{
    /// <summary>Reads １２, 1,234, 12件 and 12.0 as numbers; 约12 is a text, and so are 12.5 and 12万元 where things are counted.</summary>
    public static AnnualCell Read(string raw, AnnualColumn column)
    {
        if (IsDigits(raw)) return Counted(int.Parse(raw, CultureInfo.InvariantCulture), raw);
        var (text, written) = (Folded(raw), raw.Trim());
        if (text.Length == 0) return AnnualCell.Blank;
        if (IsStroke(text)) return AnnualCell.Stroke(written);
        if (Number(text) is not { } value) return AnnualCell.Text(written);
        var fits = ForeignMeasure(text, column) is null && (column.TakesFraction || value == decimal.Truncate(value)) && (column.TakesSign || value >= 0);
        return fits ? Counted(value, written) : AnnualCell.Text(written);
    }

    private static AnnualCell Counted(decimal value, string written) => new(value == 0 ? CellState.Zero : CellState.Number, value, written);

    /// <summary>What most cells hold: a count in plain digits.</summary>
    private static bool IsDigits(string raw) => raw.Length is > 0 and < 10 && !raw.AsSpan().ContainsAnyExceptInRange('0', '9');

    /// <summary>A number or a stroke: what a cell of figures holds when it is properly filled.</summary>
    public static bool IsFigure(string raw)
    {
        if (IsDigits(raw)) return true;
        var text = Folded(raw);
        return text.Length > 0 && (IsStroke(text) || Number(text) is not null);
    }

    /// <summary>Full-width characters as ASCII, every dash as one; blanks at the ends gone.</summary>
    private static string Folded(string raw)
    {
        var text = raw.Trim().Trim('\u200B', '\uFEFF');
        return Ascii.IsValid(text) ? text : string.Create(text.Length, text, static (folded, raw) =>
        {
            for (var at = 0; at < raw.Length; at++) folded[at] = Fold(raw[at]);
        });
    }

    private static char Fold(char c) => c switch
    {
        '—' or '–' or '―' or '－' or '−' or '─' or '‐' or '‑' => '-',
        >= '！' and <= '～' => (char)(c - '！' + '!'),
        _ => c,
    };

    /// <summary>The measure behind a number that the column does not count in: 12万元 where cases are counted; null for none.</summary>
    public static string? ForeignMeasure(string raw, AnnualColumn column)
    {
        var measure = Figure().Match(Folded(raw)).Groups["m"].Value;
        return measure.Length == 0 || column.Measures.Contains(measure) ? null : measure;
    }

    private static bool IsStroke(string text) => text.All(c => c is '/' or '-' or '\\');

    private static decimal? Number(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return null;
        var match = Figure().Match(text);
        if (!match.Success) return null;
        var digits = match.Groups["n"].Value.Replace(",", "", StringComparison.Ordinal);
        return decimal.TryParse(digits, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) ? value : null;
    }

    [GeneratedRegex(@"^(?<n>[-+]?(?:[0-9]{1,3}(?:,[0-9]{3})+|[0-9]{1,15})(?:\.[0-9]{1,8})?)\s*(?<m>件|个|次|条|项|宗|份|篇|期|天|人|户|元|万元|亿元)?$")]
    private static partial Regex Figure();
}
