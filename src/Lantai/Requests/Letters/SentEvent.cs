using System.Globalization;

namespace Lantai.Requests.Letters;

/// <summary>What a letter's going out enters in the case, with the days and names that the letter fixes.</summary>
internal static class SentEvent
{
    private static readonly Dictionary<RequestEventKind, string> Untils = new()
    {
        [RequestEventKind.CorrectionAsked] = "correction_until",
        [RequestEventKind.Delayed] = "delayed_until",
        [RequestEventKind.FeeNoticed] = "fee_until",
    };

    private static readonly Dictionary<RequestEventKind, string> Parties = new()
    {
        [RequestEventKind.ThirdPartyAsked] = "third_party",
        [RequestEventKind.CoMakerAsked] = "co_maker",
    };

    /// <exception cref="RefusedException">What the case needs to follow a letter written elsewhere is not given.</exception>
    public static void RequireDetails(LetterTemplate paper, OutsideLetter outside)
    {
        if (paper.Sends == RequestEventKind.Extended && outside.Workdays is null) throw new RefusedException($"{paper.Name}写明延长多少个工作日，请照文书填写。");
        if (paper.Sends == RequestEventKind.Delayed && outside.Until is null) throw new RefusedException($"{paper.Name}写明答复的日期，请照文书填写告知的期限。");
    }

    /// <summary>What a letter written elsewhere fixes, by key of field.</summary>
    public static Dictionary<string, string> FactsOf(LetterTemplate paper, OutsideLetter outside)
    {
        var facts = new Dictionary<string, string>();
        if (paper.Sends is not { } sends) return facts;
        if (sends == RequestEventKind.Extended && outside.Workdays is { } days) facts["extension_days"] = days.ToString(CultureInfo.InvariantCulture);
        if (outside.Until is { } day && Untils.TryGetValue(sends, out var until)) facts[until] = day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        if (outside.Party is { } name && Parties.TryGetValue(sends, out var party)) facts[party] = name;
        return facts;
    }

    public static RequestEvent Of(Letter letter, RequestEventKind kind, DateOnly on) => new(kind, on)
    {
        Workdays = kind == RequestEventKind.Extended && letter.Facts.TryGetValue("extension_days", out var days)
            ? int.Parse(days, CultureInfo.InvariantCulture) : null,
        Until = Untils.TryGetValue(kind, out var field) && letter.Facts.TryGetValue(field, out var day)
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        Party = Parties.TryGetValue(kind, out var party) ? letter.Facts.GetValueOrDefault(party, "") : "",
    };
}
