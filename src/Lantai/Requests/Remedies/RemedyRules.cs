using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Requests.Decisions;

namespace Lantai.Requests.Remedies;

/// <summary>A period in calendar days or months.</summary>
public sealed record RemedyPeriod(int Length, Citation Basis);

/// <summary>A period of the office towards those who review it.</summary>
/// <param name="IsWorkdays">Working days; otherwise calendar days, of which a last one that is off moves to the next working day.</param>
public sealed record AnswerPeriod(int Length, bool IsWorkdays, Citation Basis)
{
    /// <summary>The last day, the day itself not counted; null while the days off of its year are not published.</summary>
    public DateOnly? LastDay(DateOnly from, WorkCalendar calendar)
    {
        for (var (day, left) = (from.AddDays(1), Length); calendar.Covers(day.Year); day = day.AddDays(1))
        {
            if (left > 0 && (!IsWorkdays || calendar.IsWorkday(day))) left--;
            if (left == 0 && calendar.IsWorkday(day)) return day;
        }
        return null;
    }
}

/// <param name="Bodies">Where there are several, the applicant chooses.</param>
public sealed record ReviewRule(IReadOnlyList<ReviewBody> Bodies, CourtLevel Court, Citation Basis);

/// <summary>One version of the rules on remedies, valid for replies of its days. Read from packs/remedies.</summary>
/// <param name="AnswerReview">To answer a reconsideration, from the copy of its application.</param>
/// <param name="AnswerReviewSimple">The same under the simplified procedure (简易程序); null where the law knows none.</param>
/// <param name="AnswerSuit">To answer a lawsuit, from the copy of the complaint.</param>
/// <param name="Remake">To reply anew when that is ordered without a day.</param>
/// <param name="ReviewFirst">Decisions that must go to reconsideration before a court (复议前置).</param>
public sealed record RemedyRules(
    string Name,
    Citation Basis,
    RemedyPeriod ReviewDays,
    RemedyPeriod SuitMonths,
    RemedyPeriod SuitDaysAfterReview,
    AnswerPeriod AnswerReview,
    AnswerPeriod? AnswerReviewSimple,
    AnswerPeriod AnswerSuit,
    AnswerPeriod Remake,
    IReadOnlyDictionary<Decision, Citation> ReviewFirst,
    IReadOnlyDictionary<OfficeKind, ReviewRule> Offices)
{
    private const int Longest = 1000;
    private const int LongestAnswer = 100;

    /// <summary>All versions.</summary>
    public static IReadOnlyList<RemedyRules> ReadAll(PackFolder packs) =>
        [.. packs.Names("remedies").Select(name => Read(packs.Settings("remedies", name)))];

    /// <exception cref="RefusedException">There is no version for that day.</exception>
    public static RemedyRules InForce(PackFolder packs, DateOnly day) => InForce(ReadAll(packs), day);

    /// <inheritdoc cref="InForce(PackFolder, DateOnly)"/>
    public static RemedyRules InForce(IReadOnlyList<RemedyRules> versions, DateOnly day) =>
        versions.FirstOrDefault(rules => rules.Basis.AppliesOn(day))
        ?? throw new RefusedException($"{ChineseDate.Of(day)}没有救济途径的规则（packs/remedies），请核对日期。");

    internal static RemedyRules Read(PackFile file)
    {
        var map = file.Root.Map();
        var rules = new RemedyRules(
            map.Required("name").Text(),
            map.Citation(),
            Period(map.Required("review"), "days"),
            Period(map.Required("suit"), "months"),
            Period(map.Required("suit_after_review"), "days"),
            Answer(map.Required("answer_review")),
            map.Optional("answer_review_simple") is { } simple ? Answer(simple) : null,
            Answer(map.Required("answer_suit")),
            Answer(map.Required("remake")),
            Decisions(map.Required("review_first")),
            Bodies(map.Required("bodies")));
        map.End();
        file.ThrowIfWrong();
        return rules;
    }

    private static RemedyPeriod Period(PackNode node, string unit)
    {
        var map = node.Map();
        var period = new RemedyPeriod(map.Required(unit).Whole(1, Longest), map.Citation());
        map.End();
        return period;
    }

    private static AnswerPeriod Answer(PackNode node)
    {
        var map = node.Map();
        var isWorkdays = map.Has("workdays");
        var period = new AnswerPeriod(map.Required(isWorkdays ? "workdays" : "days").Whole(1, LongestAnswer), isWorkdays, map.Citation());
        map.End();
        return period;
    }

    private static Dictionary<Decision, Citation> Decisions(PackNode node)
    {
        var map = node.Map();
        var first = DecisionKinds.All.Where(decision => map.Has(decision.ToString())).ToDictionary(decision => decision, decision =>
        {
            var row = map.Required(decision.ToString()).Map();
            var basis = row.Citation();
            row.End();
            return basis;
        });
        map.End();
        return first;
    }

    private static Dictionary<OfficeKind, ReviewRule> Bodies(PackNode node)
    {
        var map = node.Map();
        var bodies = Enum.GetValues<OfficeKind>().ToDictionary(kind => kind, kind => Body(map.Required(kind.Word)));
        map.End();
        return bodies;
    }

    private static ReviewRule Body(PackNode node)
    {
        var map = node.Map();
        var rule = new ReviewRule(
            [.. map.Required("body").ItemsOrOne().Select(item => item.OneOf([.. Enum.GetValues<ReviewBody>().Select(body => (body.Word, body))]))],
            map.Required("court").OneOf([.. Enum.GetValues<CourtLevel>().Select(court => (court.Word, court))]),
            map.Citation());
        map.End();
        return rule;
    }
}
