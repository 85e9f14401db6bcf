using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Requests.Decisions;

namespace Lantai.Requests.Remedies;

/// <summary>What the person may do against a paper.</summary>
public enum RemedyType
{
    /// <summary>甲类：行政复议或者行政诉讼，任选其一。</summary>
    EitherWay,

    /// <summary>乙类：复议前置。</summary>
    ReviewFirst,

    /// <summary>丙类：程序性告知，不单独救济。</summary>
    None,
}

/// <summary>The last days of the remedies, counted from service; a last day that is off moves to the next working day.</summary>
/// <param name="SuitUntil">Null where reconsideration comes first.</param>
public sealed record RemedyDeadlines(DateOnly ReviewUntil, DateOnly? SuitUntil);

/// <summary>The remedies against a decision of an office on a day: bodies, court, periods, and the paragraph of the letter.</summary>
/// <param name="Bodies">Names; a body whose name is not entered stands in <paramref name="Missing"/>.</param>
/// <param name="Missing">What the office has to enter before the letter can go out.</param>
public sealed record Remedy(
    Decision Decision,
    RemedyType Type,
    IReadOnlyList<string> Bodies,
    string Court,
    RemedyRules Rules,
    IReadOnlyList<string> Missing)
{
    public static Remedy Of(Decision decision, Office office, RemedyRules rules)
    {
        var rule = rules.Offices[office.Kind];
        var type = rules.ReviewFirst.ContainsKey(decision) ? RemedyType.ReviewFirst : RemedyType.EitherWay;
        var missing = rule.Bodies.Where(body => office.NameOf(body) is null).Select(body => $"行政复议机关（{body.Title}）的名称")
            .Concat(office.NameOf(rule.Court) is null ? [$"{rule.Court.Title}的名称"] : []);
        return new Remedy(
            decision, type, [.. rule.Bodies.Select(office.NameOf).OfType<string>()], office.NameOf(rule.Court) ?? "", rules, [.. missing]);
    }

    /// <summary>The clauses it rests on.</summary>
    public IEnumerable<Citation> Bases => Rules.ReviewFirst.TryGetValue(Decision, out var first)
        ? [first, Rules.ReviewDays.Basis, Rules.SuitDaysAfterReview.Basis]
        : [Rules.ReviewDays.Basis, Rules.SuitMonths.Basis];

    /// <summary>The remedy paragraph (救济告知) of the letter.</summary>
    /// <param name="you">您 or 贵单位.</param>
    public string Paragraph(string you) => Type switch
    {
        RemedyType.EitherWay =>
            $"{you}如不服本答复，可以自收到本答复之日起{Rules.ReviewDays.Length}日内向{Choice}申请行政复议，" +
            $"或者自收到本答复之日起{Rules.SuitMonths.Length}个月内向{Court}提起行政诉讼。",
        RemedyType.ReviewFirst =>
            $"{you}如不服{Refused}，应当自收到本答复之日起{Rules.ReviewDays.Length}日内先向{Choice}申请行政复议；" +
            $"对行政复议决定仍不服的，可以自收到行政复议决定书之日起{Rules.SuitDaysAfterReview.Length}日内依法向有管辖权的人民法院提起行政诉讼。",
        RemedyType.None => "",
    };

    /// <param name="servedOn">The day the letter was served.</param>
    public RemedyDeadlines Deadlines(DateOnly servedOn, WorkCalendar calendar) => new(
        LastDay(servedOn.AddDays(Rules.ReviewDays.Length), calendar),
        Type == RemedyType.EitherWay ? LastDay(servedOn.AddMonths(Rules.SuitMonths.Length), calendar) : null);

    private string Choice => string.Join("或者", Bodies);

    private string Refused => Decision == Decision.R3 ? "本答复中不予公开的部分" : "本答复";

    private static DateOnly LastDay(DateOnly day, WorkCalendar calendar) =>
        calendar.IsWorkday(day) ? day : calendar.AddWorkdays(day, 1);
}
