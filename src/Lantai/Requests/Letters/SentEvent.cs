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

    public static RequestEvent Of(Letter letter, RequestEventKind kind, DateOnly on) => new(kind, on)
    {
        Workdays = kind == RequestEventKind.Extended && letter.Facts.TryGetValue("extension_days", out var days)
            ? int.Parse(days, CultureInfo.InvariantCulture) : null,
        Until = Untils.TryGetValue(kind, out var field) && letter.Facts.TryGetValue(field, out var day)
            ? DateOnly.ParseExact(day, "yyyy-MM-dd", CultureInfo.InvariantCulture) : null,
        Party = Parties.TryGetValue(kind, out var party) ? letter.Facts.GetValueOrDefault(party, "") : "",
    };
}
