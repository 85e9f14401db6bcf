using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lantai.Verification.Published;

/// <summary>Findings and figures of a report as they stand in the database; both are written once.</summary>
internal static class PublishedJson
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
        Converters = { new JsonStringEnumConverter() },
    };

    public static readonly ValueConverter<List<Finding>, string> Findings =
        new(findings => Write(findings), json => Read<List<Finding>>(json));

    public static readonly ValueConverter<Dictionary<string, string>, string> Figures =
        new(figures => Write(figures), json => Read<Dictionary<string, string>>(json));

    public static readonly ValueComparer<List<Finding>> FindingsCompared =
        new((one, other) => ReferenceEquals(one, other), findings => findings.Count, findings => findings);

    public static readonly ValueComparer<Dictionary<string, string>> FiguresCompared =
        new((one, other) => ReferenceEquals(one, other), figures => figures.Count, figures => figures);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Readable);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Readable)!;
}
