using Lantai.Packs;

namespace Lantai.Requests;

/// <summary>Reads one file of packs/rules.</summary>
internal static class RequestRulesPack
{
    private const int LongestPeriod = 250;

    /// <exception cref="RefusedException">The pack is wrong; every mistake with its line and key.</exception>
    public static RequestRules Read(PackFile file)
    {
        var map = file.Root.Map();
        var rules = new RequestRules(
            map.Required("name").Text(),
            map.Citation(),
            Receipt(map.Required("receipt")),
            Basis(map.Required("workdays")),
            In(map.Required("reply"), reply => new ReplyRule(Days(reply, "workdays"), reply.Citation())),
            In(map.Required("extension"), Extension),
            In(map.Required("correction"), Correction),
            In(map.Required("exclusion"), Exclusion),
            In(map.Required("consulted"), Consultations),
            map.Optional("fee") is { } fee ? In(fee, Fee) : null,
            map.Optional("delay") is { } delay ? Basis(delay) : null,
            In(map.Required("repeats"), Repeats),
            In(map.Required("planning"), Planning));
        map.End();
        file.ThrowIfWrong();
        return rules;
    }

    private static Dictionary<Channel, ReceiptRule> Receipt(PackNode node)
    {
        var map = node.Map();
        var rules = Channels.All.ToDictionary(channel => channel, channel => In(map.Required(channel.Word), ReceiptOfChannel));
        map.End();
        return rules;
    }

    private static ReceiptRule ReceiptOfChannel(PackMap map) => new(
        map.Required("day").OneOf(("submitted", false), ("confirmed", true)),
        map.Optional("unconfirmed")?.OneOf(("wait", false), ("submitted", true)) ?? false,
        map.Required("name").Text(),
        map.Citation());

    private static ExtensionRule Extension(PackMap map) =>
        new(Days(map, "workdays_at_most"), YesNo(map, "survives_restart"), map.Citation());

    private static CorrectionRule Correction(PackMap map) => new(
        map.Optional("notice_workdays")?.Whole(1, LongestPeriod),
        In(map.Required("default_workdays"), choice => new Choice<int>(Days(choice, "value"), choice.Citation())),
        YesNo(map, "late_notice_restarts"),
        map.Citation());

    private static ExclusionRule Exclusion(PackMap map) => new(YesNo(map, "includes_sending_day"), map.Citation());

    private static Dictionary<Consulted, ConsultationRule> Consultations(PackMap map) =>
        Enum.GetValues<Consulted>().Where(kind => map.Has(Word(kind)))
            .ToDictionary(kind => kind, kind => In(map.Required(Word(kind)), Consultation));

    private static ConsultationRule Consultation(PackMap map) =>
        new(map.Optional("answer_workdays")?.Whole(1, LongestPeriod), map.Text("silence"), map.Citation());

    private static FeeRule Fee(PackMap map) =>
        new(Days(map, "pay_workdays"), YesNo(map, "late_notice_restarts"), map.Citation());

    private static RepeatRule Repeats(PackMap map) => new(
        map.Required("alike_percent").Whole(1, 100), map.Required("months").Whole(1, 120), map.Required("disclose_from").Whole(2, 100), map.Citation());

    private static PlanRule Planning(PackMap map) => new(
        [.. map.Required("steps").Items().Select(step => In(step, Step))],
        map.Required("warn_workdays").Whole(0, LongestPeriod),
        Days(map, "unit_workdays"),
        map.Citation());

    private static PlanStep Step(PackMap map) => new(
        map.Required("step").OneOf(
            (RequestState.Drafted.Word, RequestState.Drafted),
            (RequestState.Checked.Word, RequestState.Checked),
            (RequestState.SignedOff.Word, RequestState.SignedOff)),
        map.Required("name").Text(),
        map.Required("workdays_before").Whole(0, LongestPeriod));

    private static string Word(Consulted kind) => kind switch
    {
        Consulted.ThirdParty => "third_party",
        Consulted.CoMaker => "co_maker",
        Consulted.Agency => "agency",
    };

    private static int Days(PackMap map, string key) => map.Required(key).Whole(1, LongestPeriod);

    private static Choice<bool> YesNo(PackMap map, string key) =>
        In(map.Required(key), choice => new Choice<bool>(choice.Required("value").YesNo(), choice.Citation()));

    private static Citation Basis(PackNode node) => In(node, map => map.Citation());

    /// <summary>Reads the mapping at the node and notes the keys that nobody asked for.</summary>
    private static T In<T>(PackNode node, Func<PackMap, T> read)
    {
        var map = node.Map();
        var result = read(map);
        map.End();
        return result;
    }
}
