namespace Lantai.AnnualReports.Desk;

/// <summary>The years to choose from: this one, for a look, and those before it.</summary>
internal static class ReportYears
{
    public static List<int> Until(DateOnly today, AnnualFormats formats) =>
        [.. Enumerable.Range(formats.FirstYear, Math.Max(1, today.Year - formats.FirstYear + 1)).Reverse()];

    /// <summary>The year asked for; last year, whose report is due, when there is no such.</summary>
    public static int Chosen(string? asked, List<int> years) =>
        int.TryParse(asked, out var year) && years.Contains(year) ? year : years[Math.Min(1, years.Count - 1)];
}
