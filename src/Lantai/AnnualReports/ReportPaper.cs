using Lantai.Papers;

namespace Lantai.AnnualReports;

/// <summary>Sets a report: six sections, the tables where they belong.</summary>
public static class ReportPaper
{
    /// <exception cref="RefusedException">A figure in a sentence has no cell or no number.</exception>
    public static Paper Of(AnnualReport report)
    {
        var layout = PaperLayout.Standard;
        return new Paper(TitleLines.Break(report.Title, layout.TitleEms, layout.Words))
        {
            Body = [.. report.Figures.Format.Sections.SelectMany(section => Section(report, section))],
            Signature = report.SignedOn is { } day ? new Signature(report.Unit, day, Sealed: false) : null,
        };
    }

    private static IEnumerable<PaperBlock> Section(AnnualReport report, AnnualSection section)
    {
        yield return new Heading(1, [HeadingNumber.Of(1, section.Number) + section.Title]);
        if (report.Figures.Format.Tables.FirstOrDefault(table => table.Number == section.Number) is { } table)
            yield return FigureTables.Of(table, report.Figures);
        foreach (var paragraph in report.Prose.TryGetValue(section.Key, out var prose) ? prose : [])
            yield return new Paragraph(BoundText.Runs(paragraph, report.Figures));
    }
}
