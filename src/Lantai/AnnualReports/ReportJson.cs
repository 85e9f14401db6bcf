using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Unicode;

namespace Lantai.AnnualReports;

/// <summary>A report for machines; the schema is docs/annual-report.schema.json.</summary>
public static class ReportJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), WriteIndented = true };

    public static string Write(AnnualReport report) => new JsonObject
    {
        ["unit"] = report.Unit,
        ["year"] = report.Year,
        ["title"] = report.Title,
        ["format"] = report.Figures.Format.FirstYear,
        ["signed_on"] = report.SignedOn is { } day ? $"{day:yyyy-MM-dd}" : null,
        ["tables"] = Of(report.Figures.Format.Tables, table => $"table{table.Number}", table => Rows(table, report.Figures)),
        ["sections"] = Of(report.Written, section => section.Key, section => new JsonArray([.. Paragraphs(report, section)])),
    }.ToJsonString(Readable) + "\n";

    /// <summary>A number, null for a blank, or what is written there.</summary>
    private static JsonNode? Cell(AnnualCell cell) => cell.State switch
    {
        CellState.Number or CellState.Zero => JsonValue.Create(cell.Value),
        CellState.Blank => null,
        CellState.Stroke or CellState.Text => JsonValue.Create(cell.Written),
    };

    private static JsonObject Rows(AnnualTable table, AnnualFigures figures) =>
        Of(table.Rows, row => row.Key, row => Of(row.Columns, column => column.Key, column => Cell(figures[row.Key, column.Key])));

    private static JsonObject Of<T>(IEnumerable<T> things, Func<T, string> key, Func<T, JsonNode?> value) =>
        new(things.Select(thing => KeyValuePair.Create(key(thing), value(thing))));

    private static IEnumerable<JsonNode?> Paragraphs(AnnualReport report, AnnualSection section) =>
        (report.Prose.TryGetValue(section.Key, out var prose) ? prose : []).Select(text => (JsonNode?)JsonValue.Create(BoundText.Plain(text, report.Figures)));
}
