using Lantai.Ui;

namespace Lantai.Disclosure;

/// <summary>Days of a document that are hardly right: a mistyped year decides whether the document holds.</summary>
internal static class UnusualDays
{
    /// <param name="formed">Null when it is not known.</param>
    /// <param name="body">Words of the text.</param>
    /// <returns>One sentence each with the name of the field.</returns>
    public static IEnumerable<string> In(GatePack pack, DateOnly? formed, DateOnly? effective, DateOnly? expires, Func<string> body, DateOnly today)
    {
        foreach (var (field, day) in new[] { ("成文日期", formed), ("施行日期", effective), ("有效期至", expires) })
            if (day < pack.EarliestOn) yield return $"“{field}”是{day:yyyy-MM-dd}，早于{pack.EarliestOn:yyyy-MM-dd}，像是填错了年份；请核对。";
        foreach (var (field, day) in new[] { ("成文日期", formed), ("施行日期", effective) })
            if (day > today.AddDays(pack.MostDaysAhead)) yield return $"“{field}”是{day:yyyy-MM-dd}，比今天晚{pack.MostDaysAhead}天还多，像是填错了年份；请核对。";
        if (effective < formed && !Says(body(), effective.Value))
            yield return $"“施行日期”{effective:yyyy-MM-dd}早于成文日期{formed:yyyy-MM-dd}，正文中也没有写到这一天；请核对。";
        if (expires < today) yield return $"“有效期至”{expires:yyyy-MM-dd}已经过去，一公布就标为失效；请核对。";
    }

    private static bool Says(string body, DateOnly day) =>
        string.Concat(HalfWidth.Of(body).Where(c => !char.IsWhiteSpace(c))).Contains($"{day.Year}年{day.Month}月{day.Day}日", StringComparison.Ordinal);
}
