using CsvHelper;
using Lantai.Files;

namespace Lantai.Papers;

/// <summary>CSV and its relatives, as Excel in Chinese Windows, WPS and databases write them.</summary>
internal static class CsvSource
{
    public static SourceTable Read(Stream stream, string fileName, SourceLimits limits)
    {
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return Parse(TextBytes.Decode(bytes, fileName), fileName, limits);
    }

    private static SourceTable Parse(string text, string fileName, SourceLimits limits)
    {
        var rows = new SourceRows(fileName, limits);
        using var csv = CsvReader.FromText(text, Options(Delimiter(text), fileName));
        while (csv.Read())
        {
            limits.CheckColumns(csv.FieldCount, fileName, (int)csv.LineNumber);
            rows.Add((int)csv.LineNumber, [.. Enumerable.Range(0, csv.FieldCount).Select(at => csv.GetString(at).Trim())]);
        }
        return new SourceTable(fileName, "", rows.ToRows());
    }

    /// <summary>A quote inside a cell is kept as text; one never closed would swallow the rest of the file.</summary>
    private static CsvReaderOptions Options(char delimiter, string fileName) => new()
    {
        Separator = delimiter,
        HasHeader = false,
        TrackLineNumbers = true,
        OnMalformedRecord = record =>
        {
            if (record.Reason == CsvMalformedReason.UnterminatedQuote)
                throw new RefusedException($"{fileName}第{record.LineNumber}行的引号没有成对，请改正后再试。");
        },
    };

    /// <summary>The one that parts the first line into most cells; Chinese text has no bare commas of this width.</summary>
    private static char Delimiter(string text)
    {
        var start = text.AsSpan().TrimStart("\r\n");
        var end = start.IndexOfAny('\r', '\n');
        var line = end < 0 ? start : start[..end];
        var best = ',';
        foreach (var candidate in "\t;")
            if (line.Count(candidate) > line.Count(best)) best = candidate;
        return best;
    }
}
