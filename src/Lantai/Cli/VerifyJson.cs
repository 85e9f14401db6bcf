using System.Text.Json.Nodes;
using Lantai.Verification;

namespace Lantai.Cli;

/// <summary>The outcome of <c>lantai verify --json</c>: an element for every paper, also for one that could not be read.</summary>
internal static class VerifyJson
{
    public static JsonArray Of(IEnumerable<BatchLine> lines) =>
        [.. lines.Select(line => (JsonNode)(line.Verified is { } file ? Of(line, file) : Unreadable(line)))];

    private static JsonObject Of(BatchLine line, VerifiedFile file)
    {
        var of = new JsonObject
        {
            ["file"] = file.File,
            ["tables"] = new JsonArray([.. file.Tables.Select(table => new JsonObject { ["title"] = table.Title, ["rows"] = table.Rows })]),
            ["findings"] = new JsonArray([.. file.Findings.Select(Of)]),
        };
        if (file.IsAnnual) (of["unit"], of["year"], of["letter"]) = (file.Unit ?? "", file.Year, BatchReport.Letter(line));
        return of;
    }

    private static JsonObject Of(Finding finding) => new()
    {
        ["kind"] = finding.Kind,
        ["severity"] = finding.Severity switch { Severity.Error => "error", Severity.Warning => "warning", Severity.Unverifiable => "unverifiable" },
        ["location"] = finding.Location,
        ["stated"] = finding.Stated,
        ["computed"] = finding.Computed,
        ["message"] = finding.Message,
    };

    private static JsonObject Unreadable(BatchLine line) => new()
    {
        ["file"] = line.File,
        ["tables"] = new JsonArray(),
        ["findings"] = new JsonArray(Of(new Finding("unreadable", Severity.Unverifiable, "", "", "", line.Refusal!))),
    };
}
