using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Fees;

namespace Lantai.Requests.Letters;

/// <summary>What letters are told from the register, so that nobody types it again and no letter says otherwise.</summary>
internal sealed record CaseFacts(
    Request Request, ClockReading Reading, LetterOffice Office, LetterTemplate Template, string Handler, Fee? Fee, Contest? Contest, KnownElsewhere Elsewhere)
{
    /// <summary>Whom the applicant is told of: not by name.</summary>
    private static readonly Dictionary<RequestEventKind, string> Consultees = new()
    {
        [RequestEventKind.ThirdPartyAsked] = "第三方",
        [RequestEventKind.CoMakerAsked] = "共同制作机关",
        [RequestEventKind.AgencyAsked] = "其他机关",
    };

    private static readonly Dictionary<string, Func<CaseFacts, LetterFact?>> Known = new(StringComparer.Ordinal)
    {
        ["agency_contact"] = known => new TextFact(known.Office.Contact),
        ["agency_phone"] = known => new TextFact(known.Office.Phone),
        ["agency_address"] = known => new TextFact(known.Office.Address),
        ["handler"] = known => new TextFact(known.Handler),
        ["case_number"] = known => new TextFact(known.Request.CaseNumber),
        ["query_code"] = known => new TextFact(QueryCode.Shown(known.Request.QueryCode)),
        ["applicant"] = known => new TextFact(known.Request.Applicant),
        ["applicant_kind"] = known => new TextFact(known.Request.ApplicantKind.Title),
        ["applicant_contact"] = known =>
            new TextFact(string.Join("，", new[] { known.Request.Address, known.Request.Phone, known.Request.Email }.OfType<string>())),
        ["you"] = known => new TextFact(known.Request.ApplicantKind.You),
        ["channel"] = known => new TextFact(known.Request.Channel.Way),
        ["delivery"] = known => new TextFact(known.Request.Delivery),
        ["request"] = known => new TextFact(known.Asked),
        ["submitted_on"] = known => new DayFact(known.Request.SubmittedOn),
        ["received_on"] = known => Day(known.Reading.ReceivedOn),
        ["due_on"] = known => Day(known.Reading.DueOn),
        ["correction_asked_on"] = known => known.DayOf(RequestEventKind.CorrectionAsked),
        ["correction_until"] = known => Day(known.EndOf(RequestState.LapsedUncorrected) ?? known.Last(RequestEventKind.CorrectionAsked)?.Until),
        ["corrected_on"] = known => known.DayOf(RequestEventKind.Corrected),
        ["extended_on"] = known => known.DayOf(RequestEventKind.Extended),
        ["extension_days"] = known => known.Last(RequestEventKind.Extended)?.Workdays is { } days ? new WholeFact(days) : null,
        ["extended_until"] = known => known.Last(RequestEventKind.Extended) is null ? null : Day(known.Reading.DueOn),
        ["delayed_until"] = known => Day(known.Last(RequestEventKind.Delayed)?.Until),
        ["third_party"] = known => Party(known.Last(RequestEventKind.ThirdPartyAsked)),
        ["third_party_asked_on"] = known => known.DayOf(RequestEventKind.ThirdPartyAsked),
        ["third_party_answered_on"] = known => known.DayOf(RequestEventKind.ThirdPartyAnswered),
        ["co_maker"] = known => Party(known.Last(RequestEventKind.CoMakerAsked)),
        ["co_maker_asked_on"] = known => known.DayOf(RequestEventKind.CoMakerAsked),
        ["co_maker_answered_on"] = known => known.DayOf(RequestEventKind.CoMakerAnswered),
        ["fee_method"] = known => known.Fee is { } fee ? new TextFact(fee.Method.Title) : null,
        ["fee_count"] = known => known.Fee is { } fee ? new TextFact($"{fee.Tiers.Sum(tier => tier.Count)}{Unit(fee)}") : null,
        ["fee_amount"] = known => known.Fee is { } fee ? new YuanFact(fee.Amount) : null,
        ["fee_tiers"] = known => known.Fee is { } fee ? new RowsFact([.. fee.Tiers.Select(tier => Row(tier, Unit(fee)))]) : null,
        ["fee_noticed_on"] = known => known.DayOf(RequestEventKind.FeeNoticed),
        ["fee_until"] = known => Day(known.EndOf(RequestState.LapsedUnpaid) ?? known.Last(RequestEventKind.FeeNoticed)?.Until),
        ["fee_paid_on"] = known => known.DayOf(RequestEventKind.FeePaid),
        ["contest_ruling"] = known => known.Contest is { } contest ? new TextFact(contest.Ruling) : null,
        ["contest_ruled_on"] = known => Day(known.Contest?.DecidedOn),
        ["withdrawn_on"] = known => known.DayOf(RequestEventKind.Withdrawn),
        ["merged_into"] = known => Text(known.Elsewhere.MergedInto),
        ["consulted_party"] = known => known.LastAsked is { } asked ? new TextFact(Consultees[asked.Kind]) : null,
        ["consulted_asked_on"] = known => Day(known.LastAsked?.On),
        ["third_party_opinion"] = known => Text(known.Elsewhere.ThirdPartyOpinion),
        ["letter_name"] = known => Text(known.Elsewhere.Sent?.Name),
        ["letter_number"] = known => Text(known.Elsewhere.Sent?.Number?.ToString()),
        ["receiver"] = known => Text(known.Elsewhere.Sent?.Receiver),
        ["service_mode"] = known => Text(known.Elsewhere.Sent?.Mode.Title),
        ["served_on"] = known => Day(known.Elsewhere.Sent?.ServedOn),
    };

    /// <summary>What the letter itself fixes; left open, it is what the register knows of an earlier letter.</summary>
    private static readonly HashSet<string> Fixed =
    [
        "correction_until", "extension_days", "delayed_until", "third_party", "co_maker", "fee_until", "third_party_opinion",
        "letter_name", "letter_number", "receiver", "service_mode", "served_on",
    ];

    /// <summary>Whether people type it: the rest is the register's, the office's, or given when the letter is issued.</summary>
    public static bool IsTyped(string key) => key is not ("agency" or "number" or "signed_on") && (!Known.ContainsKey(key) || Fixed.Contains(key));

    public static bool IsFixed(string key) => Fixed.Contains(key);

    /// <summary>The facts of the register and those typed in.</summary>
    public LetterFacts With(LetterFields fields, IReadOnlyDictionary<string, string> typed)
    {
        var facts = new LetterFacts(fields, Office.Office);
        foreach (var (key, know) in Known)
            if (fields.Find(key) is not null && know(this) is { } fact) facts.Set(key, fact);
        foreach (var (key, text) in typed)
            if (fields.Find(key) is { } field && IsTyped(key) && TypedFact.Read(field, text) is { } fact) facts.Set(key, fact);
        return facts;
    }

    /// <summary>A reply quotes the items that it decides on; every other letter the whole application.</summary>
    private string Asked
    {
        get
        {
            var decided = Request.Items.Where(item => Template.Sends == RequestEventKind.Replied && DecisionOn(item) == Template.Decision).ToList();
            return decided.Count == 0 ? Request.Asked : string.Join("；", decided.OrderBy(item => item.Place).Select(item => item.Text.ReplaceLineEndings(" ")));
        }
    }

    /// <summary>Anew, where the letter was ordered and the items were decided before it was written.</summary>
    private Decision? DecisionOn(RequestItem item) => Contest is not { Remade.Count: > 0 } contest ? item.Decision
        : contest.Remade.TryGetValue(item.Place, out var anew) ? anew : null;

    private static string Unit(Fee fee) => fee.Method switch
    {
        FeeMethod.Items => "件",
        FeeMethod.Pages => "页",
    };

    private static IReadOnlyList<string> Row(FeeTier tier, string unit) =>
        [$"{tier.From}至{tier.To}{unit}", $"{tier.Count}{unit}", tier.Yuan == 0 ? "免费" : $"{tier.Yuan:0.##}元/{unit}", $"{tier.Amount:0.##}元"];

    private RequestEvent? Last(RequestEventKind kind) => Request.Course.Where(happened => happened.Kind == kind).MaxBy(happened => happened.On);

    /// <summary>The applicant's last day when the application lapsed so, as the clock counted it.</summary>
    private DateOnly? EndOf(RequestState lapse) => Reading.State == lapse ? Reading.EndedOn : null;

    /// <summary>The opinion that was asked for last, of whomever.</summary>
    private RequestEvent? LastAsked => Request.Course.Where(happened => happened.Kind.IsAsking).MaxBy(happened => happened.On);

    private DayFact? DayOf(RequestEventKind kind) => Day(Last(kind)?.On);

    private static DayFact? Day(DateOnly? day) => day is { } known ? new DayFact(known) : null;

    private static TextFact? Text(string? text) => text is { } known ? new TextFact(known) : null;

    private static TextFact? Party(RequestEvent? asked) => asked is { Party.Length: > 0 } ? new TextFact(asked.Party) : null;
}
