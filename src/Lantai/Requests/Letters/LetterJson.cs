using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;
using Lantai.Requests.Lint;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lantai.Requests.Letters;

/// <summary>Facts and findings of a letter as they stand in the database.</summary>
internal static class LetterJson
{
    private static readonly JsonSerializerOptions Readable = new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All) };

    public static readonly ValueConverter<Dictionary<string, string>, string> Facts =
        new(facts => Write(facts), json => Read<Dictionary<string, string>>(json));

    public static readonly ValueConverter<List<LintFinding>, string> Findings =
        new(findings => Write(findings), json => Read<List<LintFinding>>(json));

    /// <summary>Both are replaced as a whole, so what is the same object is unchanged.</summary>
    public static readonly ValueComparer<Dictionary<string, string>> FactsCompared =
        new((one, other) => ReferenceEquals(one, other), facts => facts.Count, facts => facts);

    /// <inheritdoc cref="FactsCompared"/>
    public static readonly ValueComparer<List<LintFinding>> FindingsCompared =
        new((one, other) => ReferenceEquals(one, other), findings => findings.Count, findings => findings);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Readable);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Readable)!;
}
