using System.Globalization;

namespace Lantai.Requests.Letters;

/// <summary>Facts as people type them.</summary>
internal static class TypedFact
{
    public const char CellEnd = '｜';

    private static readonly char[] CellEnds = [CellEnd, '|', '\t'];

    /// <returns>Null for nothing.</returns>
    /// <exception cref="RefusedException">It is not what the field holds.</exception>
    public static LetterFact? Read(LetterField field, string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        var written = text.Trim();
        return field.Kind switch
        {
            FactKind.Text => new TextFact(written.ReplaceLineEndings(" ")),
            FactKind.Day => DateOnly.TryParseExact(written, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                ? new DayFact(day) : throw Wrong(field, "应填日期，如 2026-01-05", written),
            FactKind.Whole => int.TryParse(written, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                ? new WholeFact(number) : throw Wrong(field, "应填整数", written),
            FactKind.Yuan => decimal.TryParse(written, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var yuan)
                ? new YuanFact(yuan) : throw Wrong(field, "应填金额（元）", written),
            FactKind.Lines => new LinesFact([.. Lines(written)]),
            FactKind.Rows => new RowsFact([.. Lines(written).Select(line => (IReadOnlyList<string>)[.. line.Split(CellEnds).Select(cell => cell.Trim())])]),
        };
    }

    private static IEnumerable<string> Lines(string text) => text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    private static RefusedException Wrong(LetterField field, string should, string text) =>
        new($"“{field.Title}”{should}，现为“{(text.Length <= 20 ? text : text[..20] + "…")}”。");
}
