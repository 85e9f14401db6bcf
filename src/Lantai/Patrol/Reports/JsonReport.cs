using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Lantai.Calendar;
using Lantai.Wording;

namespace Lantai.Patrol.Reports;

/// <summary>
/// The report for machines: site, started (office time), seconds, finished (false when it was stopped), pages, links, notes (what could
/// not be looked at and why), findings; each finding with check,
/// severity (veto, serious, minor, hint), page, target, line, column, stated, message, evidence. What is not there is null.
/// </summary>
public static class JsonReport
{
    /// <summary>Chinese stays readable: the file is UTF-8 and no part of a page.</summary>
    private static readonly JsonWriterOptions Options = new() { Indented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static void Write(PatrolReport report, Stream output)
    {
        using var json = new Utf8JsonWriter(output, Options);
        json.WriteStartObject();
        json.WriteString("site", report.Site);
        json.WriteString("started", OfficeTime.Local(report.StartedAt).ToString("yyyy-MM-ddTHH:mm:sszzz", CultureInfo.InvariantCulture));
        json.WriteNumber("seconds", Math.Round((decimal)report.Elapsed.TotalSeconds, 3));
        json.WriteBoolean("finished", report.IsFinished);
        json.WriteNumber("pages", report.Pages);
        json.WriteNumber("links", report.Links);
        json.WriteStartArray("notes");
        foreach (var note in report.Notes) json.WriteStringValue(note);
        json.WriteEndArray();
        json.WriteStartArray("findings");
        foreach (var finding in report.Rows) Write(json, finding);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter json, Finding finding)
    {
        json.WriteStartObject();
        json.WriteString("check", finding.Check);
        json.WriteString("severity", Code(finding.Severity));
        json.WriteString("page", finding.Page);
        json.WriteString("target", finding.Target);
        WriteNumber(json, "line", finding.Place?.Line);
        WriteNumber(json, "column", finding.Place?.Column);
        json.WriteString("stated", finding.Stated);
        json.WriteString("message", FindingSheet.Message(finding.Message, finding.More));
        json.WriteString("evidence", finding.Evidence);
        json.WriteEndObject();
    }

    private static void WriteNumber(Utf8JsonWriter json, string name, int? number)
    {
        if (number is { } value) json.WriteNumber(name, value);
        else json.WriteNull(name);
    }

    /// <summary>As machines read it.</summary>
    public static string Code(Severity severity) => severity switch
    {
        Severity.Veto => "veto",
        Severity.Serious => "serious",
        Severity.Minor => "minor",
        Severity.Hint => "hint",
    };
}
