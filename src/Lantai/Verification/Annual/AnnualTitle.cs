using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Annual;

/// <summary>Whose report of which year, as its title says.</summary>
/// <param name="Unit">"" when the title names none.</param>
internal sealed partial record AnnualTitle(string Unit, int Year, string Text)
{
    /// <summary>Where no section begins; a portal's menus may be longer than that and stand above the title.</summary>
    private const int FirstLines = 300;
    private const int MostLines = 3;

    /// <summary>Shorter is the end of a name that was broken over lines.</summary>
    private const int ShortestUnit = 3;

    /// <summary>More than the pattern can match.</summary>
    private const int Longest = 100;

    /// <summary>In the paper itself, else in the file's name.</summary>
    public static AnnualTitle? In(ReadDocument document)
    {
        var lines = document.Lines.Take(Math.Max(FirstLines, FirstSection(document))).Select(line => line.Paragraph?.Text ?? Compact.Of(string.Concat(line.Cells.Where(cell => cell != ReadRow.Across)))).ToList();
        for (var at = 0; at < lines.Count; at++)
            for (var last = at; last < at + MostLines && last < lines.Count; last++)
                if (lines[last] is [.., '年' or '度' or '报' or '告' or ')'] && Of(string.Concat(lines[at..(last + 1)])) is { } title)
                    // What stands above it, such as where one is on the site, is no part of a name that is there.
                    return Enumerable.Range(at, last - at + 1).Reverse().Select(start => Of(string.Concat(lines[start..(last + 1)]))).FirstOrDefault(own => own?.Unit.Length >= ShortestUnit) ?? title;
        return Of(Compact.Of(Path.GetFileNameWithoutExtension(document.File)));
    }

    /// <summary>The level that publishes it, by the publisher's name.</summary>
    public PublisherLevel Level => PublisherLevels.Of(Unit);

    /// <summary>Neither the government of a province or city, which may make 规章 (《立法法》第九十三条), nor a body of the state: by its name.</summary>
    public bool IsBelowCity => !Unit.Contains("自治区", StringComparison.Ordinal) && (BelowCity().IsMatch(Unit) || (Level == PublisherLevel.Unit && OfPlace().IsMatch(Unit)));

    private static int FirstSection(ReadDocument document) =>
        document.Lines.Index().FirstOrDefault(line => line.Item.Paragraph?.Text.StartsWith("一、", StringComparison.Ordinal) == true).Index;

    private static AnnualTitle? Of(string text) => text.Length <= Longest && text.Contains("信息公开", StringComparison.Ordinal)
        && (Whole().Match(text) is { Success: true } whole ? whole : YearBelow().Match(text)) is { Success: true } match
        ? new AnnualTitle(match.Groups["unit"].Value + match.Groups["after"].Value, int.Parse(match.Groups["year"].ValueSpan, System.Globalization.CultureInfo.InvariantCulture), text)
        : null;

    [GeneratedRegex(@"^(?:关于)?(?<unit>[^\d。，；:]{0,30})(?<year>20\d{2})年度?(?<after>[^\d。，；:]{0,30}?)(?:政府)?信息公开(?:工作)?年度?报告?(?:\(.{1,8}\))?$")]
    private static partial Regex Whole();

    /// <summary>The year stands under the title, in brackets.</summary>
    [GeneratedRegex(@"^(?:关于)?(?<unit>[^\d。，；:]{0,30}?)(?<after>)(?:政府)?信息公开(?:工作)?年度?报告?\((?<year>20\d{2})年度?\)$")]
    private static partial Regex YearBelow();

    [GeneratedRegex("[县区旗镇乡]|街道")]
    private static partial Regex BelowCity();

    [GeneratedRegex("[省市]")]
    private static partial Regex OfPlace();
}
