using System.Text.Json;

namespace Lantai.Units;

/// <summary>A field that reads otherwise than before.</summary>
/// <param name="From">As it was written; "" when it was empty.</param>
internal sealed record FieldChange(string Field, string From, string To)
{
    /// <summary>网址由空改为“https://…”.</summary>
    public override string ToString() => $"{Field}由{Quoted(From)}改为{Quoted(To)}";

    /// <summary>What differs, in the order of the file's columns.</summary>
    public static IReadOnlyList<FieldChange> Between(UnitEntry before, UnitEntry after) =>
    [
        .. from column in UnitColumn.All
            let change = new FieldChange(column.Title, column.Text(before), column.Text(after))
            where change.From != change.To
            select change,
    ];

    private static string Quoted(string text) => text.Length == 0 ? "空" : $"“{text}”";
}

/// <summary>How the journal speaks of units.</summary>
internal static class UnitSentences
{
    public static string SubjectOf(long unitId) => $"unit/{unitId}";

    public static string Changed(string name, IReadOnlyList<FieldChange> changes) =>
        $"修改“{name}”：{string.Join('；', changes)}。";

    /// <summary>The changes for a program.</summary>
    public static string Detail(object content) => JsonSerializer.Serialize(content, Json);

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };
}
