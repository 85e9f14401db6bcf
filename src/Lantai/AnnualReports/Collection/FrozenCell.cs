using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;
using Microsoft.EntityFrameworkCore.ChangeTracking;
using Microsoft.EntityFrameworkCore.Storage.ValueConversion;

namespace Lantai.AnnualReports.Collection;

/// <summary>What the records said of a cell when its report was handed in, with the things that they counted as they were then.</summary>
/// <param name="Written">The records' figure; the report may hold another with a reason.</param>
public sealed record FrozenCell(CellSource Source, string Written, IReadOnlyList<CountedThing> Things)
{
    /// <inheritdoc cref="LiveCell.Undecided"/>
    public IReadOnlyList<CountedThing> Undecided { get; init; } = [];

    public static FrozenCell Of(LiveCell live) => new(live.Source, live.Cell.Written, live.Things) { Undecided = live.Undecided };

    public LiveCell ToLive(AnnualColumn column) => new(Source, Things) { Cell = CellText.Read(Written, column), Undecided = Undecided };
}

/// <summary>A figure of a published edition: where it came from, and what was counted.</summary>
/// <param name="Because">Why it stands although the records said otherwise; null where it does not.</param>
/// <param name="Counted">Null where no record says anything.</param>
public sealed record EditionCell(string Row, string Column, CellSource Source, string Written, string? Because, FrozenCell? Counted)
{
    public static EditionCell Of(UnitFigure figure) =>
        new(figure.RowKey, figure.ColumnKey, figure.Source, figure.Written, figure.Because, figure.Counted);

    [JsonIgnore]
    public CellAt At => new(Row, Column);
}

/// <summary>Why a row of a published edition was not the sum of the units.</summary>
/// <param name="Differences">As <see cref="RowExplanation.Differences"/>.</param>
public sealed record EditionExplanation(string Row, string Words, string? Differences)
{
    public static EditionExplanation Of(RowExplanation why) => new(why.RowKey, why.Words, why.Differences);
}

/// <summary>Evidence as it stands in the database; replaced as a whole.</summary>
internal static class EvidenceJson
{
    private static readonly JsonSerializerOptions Readable =
        new() { Encoder = JavaScriptEncoder.Create(UnicodeRanges.All), Converters = { new JsonStringEnumConverter() } };

    public static readonly ValueConverter<FrozenCell, string> Cell = new(cell => Write(cell), json => Read<FrozenCell>(json));

    public static readonly ValueComparer<FrozenCell> CellCompared = new((one, other) => ReferenceEquals(one, other), cell => cell.Things.Count, cell => cell);

    public static readonly ValueConverter<List<EditionCell>, string> Cells = new(cells => Write(cells), json => Read<List<EditionCell>>(json));

    public static readonly ValueComparer<List<EditionCell>> CellsCompared = new((one, other) => ReferenceEquals(one, other), cells => cells.Count, cells => cells);

    public static readonly ValueConverter<List<EditionExplanation>, string> Explanations =
        new(all => Write(all), json => Read<List<EditionExplanation>>(json));

    public static readonly ValueComparer<List<EditionExplanation>> ExplanationsCompared =
        new((one, other) => ReferenceEquals(one, other), all => all.Count, all => all);

    private static string Write<T>(T value) => JsonSerializer.Serialize(value, Readable);

    private static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Readable)!;
}
