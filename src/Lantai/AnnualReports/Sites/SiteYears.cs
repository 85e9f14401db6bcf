namespace Lantai.AnnualReports.Sites;

/// <summary>The years for which websites report: from the first of the form to the running one.</summary>
internal static class SiteYears
{
    private const int First = 2018;
    private const int Last = 2100;

    public static List<int> Until(DateOnly today) => [.. Enumerable.Range(First, today.Year - First + 1).Reverse()];

    /// <summary>The year asked for; last year, whose table is due, when there is no such.</summary>
    public static int Chosen(string? asked, DateOnly today) => TryParse(asked, out var year) && year <= today.Year ? year : today.Year - 1;

    public static bool TryParse(string? text, out int year) => int.TryParse(text, out year) && year is >= First and <= Last;
}
