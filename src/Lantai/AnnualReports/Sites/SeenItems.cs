namespace Lantai.AnnualReports.Sites;

/// <summary>What patrols happened to see of a site's items of a year: a hint for whoever counts, not the count.</summary>
/// <param name="Since">The day of the first patrol: what was published and gone before, nobody saw.</param>
/// <param name="ByClass">By the class of their column, 0 where its columns had none; a class without a column is not there.</param>
internal sealed record SeenItems(DateOnly Since, int All, IReadOnlyDictionary<string, int> ByClass)
{
    private const string Items = "items";

    /// <summary>To be read beside the field; null where nothing is known or what was typed says the same.</summary>
    public string? HintOf(SiteField field, string? typed) =>
        Of(field) is { } count && AnnualCell.Show(count) != typed ? $"巡查见到{AnnualCell.Show(count)}{field.Measure ?? "条"}，第一次巡查在{Since:yyyy-MM-dd}，请核对后填写" : null;

    private int? Of(SiteField field) => field.From switch
    {
        Items => All,
        { } from when from.StartsWith(Items + ".", StringComparison.Ordinal) && ByClass.TryGetValue(from[(Items.Length + 1)..], out var count) => count,
        _ => null,
    };
}
