using Lantai.Ui;

namespace Lantai.Disclosure;

/// <summary>Reads out of an address what is looked for: for the search page and the API the same names and the same sentences.</summary>
internal static class WishInput
{
    /// <param name="value">What the address says under a name; null or blank for nothing.</param>
    public static SearchWish Read(FormCheck check, string words, Func<string, string?> value)
    {
        var (from, until) = (check.Day("from", value("from"), "成文日期从"), check.Day("until", value("until"), "成文日期到"));
        if (from > until) check.Add("until", "结束日期早于开始日期，请改正。");
        return new SearchWish(words)
        {
            Column = Written(value("column")),
            UnitId = Unit(check, Written(value("unit"))),
            Type = OneOf<PolicyType>(check, "type", Written(value("type")), "文件类型", type => type.Title),
            Validity = OneOf<Validity>(check, "validity", Written(value("validity")), "有效性", validity => validity.Title),
            Theme = Written(value("theme")),
            From = from,
            Until = until,
        };
    }

    private static string? Written(string? value) => string.IsNullOrWhiteSpace(value) ? null : value.Trim();

    private static long? Unit(FormCheck check, string? text)
    {
        if (text is null) return null;
        if (long.TryParse(text, out var id)) return id;
        check.Add("unit", $"“公开主体”应填编号，现为“{FormCheck.Shorten(text)}”。");
        return null;
    }

    /// <summary>By the word that people read, or by the one that the form of the search sends.</summary>
    private static T? OneOf<T>(FormCheck check, string field, string? text, string label, Func<T, string> title) where T : struct, Enum
    {
        if (text is null) return null;
        var offered = Enum.GetValues<T>();
        foreach (var known in offered)
            if (title(known) == text || known.ToString() == text) return known;
        check.Add(field, $"“{label}”应为{string.Join('、', offered.Select(title))}之一，现为“{FormCheck.Shorten(text)}”。");
        return null;
    }
}
