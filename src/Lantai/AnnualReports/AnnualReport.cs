namespace Lantai.AnnualReports;

/// <summary>A unit's report of a year, ready to be set.</summary>
/// <param name="Unit">The publisher's full name.</param>
/// <param name="Prose">
/// The paragraphs of the written sections, by the section's key. A figure of the tables stands in them as
/// <c>{{received.total}}</c>, row and column of the format.
/// </param>
public sealed record AnnualReport(string Unit, int Year, AnnualFigures Figures, IReadOnlyDictionary<string, IReadOnlyList<string>> Prose)
{
    /// <summary>成文日期; null to leave it out.</summary>
    public DateOnly? SignedOn { get; init; }

    public string Title => $"{Unit}{Year}年政府信息公开工作年度报告";

    /// <summary>The sections that are written, not filled in.</summary>
    public IEnumerable<AnnualSection> Written => Figures.Format.Written;
}
