using System.Globalization;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Tables;

/// <summary>What a cell holds. A blank, a stroke and a 0 are three different things.</summary>
internal enum FigureKind { Number, Blank, Stroke, Text }

/// <summary>A cell read as a figure.</summary>
/// <param name="Value">Meaningful only for a number.</param>
internal readonly record struct Figure(FigureKind Kind, decimal Value = 0)
{
    public decimal? Number => Kind == FigureKind.Number ? Value : null;

    /// <summary>Reads 12.0, １２, 1,234.5, 90.27分, −2; a stroke is "/", a dash or 无.</summary>
    public static Figure Parse(string cell)
    {
        if (cell.Length == 0 || cell == ReadRow.Across) return new Figure(FigureKind.Blank);
        if (TryNumber(cell, out var plain)) return new Figure(FigureKind.Number, plain);
        var text = Compact.Of(cell);
        if (text.Length == 0) return new Figure(FigureKind.Blank);
        if (text.All(c => c is '/' or '-' or '\\') || text == "无") return new Figure(FigureKind.Stroke);
        if (!text.AsSpan().ContainsAnyInRange('0', '9')) return new Figure(FigureKind.Text);
        var digits = text.EndsWith('分') ? text[..^1] : text;
        return TryNumber(WithoutThousands(digits), out var number) ? new Figure(FigureKind.Number, number) : new Figure(FigureKind.Text);
    }

    /// <summary>A figure that no paper means as one (a long account number in a cell) is a text: it cannot be summed exactly.</summary>
    private static bool TryNumber(string text, out decimal number) =>
        decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out number)
        && Math.Abs(number) < 1_000_000_000_000_000m && number.Scale <= 9;

    /// <summary>1,234,567 only: a comma anywhere else is no thousands separator.</summary>
    private static string WithoutThousands(string text)
    {
        var parts = text.Replace('，', ',').Split(',');
        return parts.Length > 1 && parts[0].Length is > 0 and < 5 && parts.Skip(1).All(part => part.Split('.')[0].Length == 3)
            ? string.Concat(parts)
            : text;
    }

    /// <summary>As a person writes it: 37, 31.5.</summary>
    public static string Show(decimal number) => number.ToString("0.##########", CultureInfo.InvariantCulture);

    public static string Show(decimal? number) => number is { } known ? Show(known) : "";
}
