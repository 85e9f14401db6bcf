using Lantai.Requests.Decisions;
using Lantai.Requests.Remedies;
using static Lantai.Requests.Lint.LintRules;
using static Lantai.Requests.Lint.LintSeverity;

namespace Lantai.Requests.Lint;

/// <summary>9.3 and 9.5: the remedy paragraph, by decision and by the law of the letter's date.</summary>
internal static class RemedyLint
{
    private const string Review = "《行政复议法》第二十条";
    private const string Suit = "《行政诉讼法》第四十六条";
    private const string First = "《行政复议法》第二十三条第一款第（四）项";
    private const string Blank = @"[\s_×X＿Ｘ〇]*";

    public static IReadOnlyList<LintRule> All { get; } =
    [
        new("remedy_missing", Error, "9.5 missing remedy", Review, Ending,
            Says("行政复议|行政诉讼", "没有告知救济途径，应写明申请行政复议和提起行政诉讼的机关和期限。")),
        new("review_days", Error, "9.3 contains 60日", Review, WithRemedy, ReviewDays),
        new("suit_old", Error, "9.3 contains 三个月/3个月", Suit, WithRemedy, OldSuit),
        new("suit_months", Error, "9.3 6个月 for type A", Suit, WithRemedy, looked => If(
            !MustReviewFirst(looked) && !looked.Letter.Says(Amount(looked.Remedy.SuitMonths.Length, "个月")),
            $"没有写明自收到答复之日起{looked.Remedy.SuitMonths.Length}个月内可以提起行政诉讼。")),
        new("review_first", Error, "9.5 复议前置 not told", First, WithRemedy, ReviewFirst),
        new("review_body_old", Error, "9.3 上一级主管部门", "《行政复议法》第二十四条", WithRemedy, OldBody),
        new("review_body_missing", Error, "9.3 body empty", "《行政复议法》第二十四条", WithRemedy,
            Says("向[^，。；\n]{0,40}(政府|委员会|局|厅|部|署|行|院|机关|办公室|海关)[^，。；\n]{0,20}(申请|提出)(行政)?复议", "没有写明行政复议机关的名称。")),
        new("court_missing", Error, "9.3 court empty", "《行政诉讼法》第十八条", WithRemedy, Court),
        new("review_body_other", Error, "9.5 wrong body", "《行政复议法》第二十四条至第二十八条", WithRemedy, OtherBody),
        new("court_other", Error, "9.5 wrong court", "《行政诉讼法》第十四条、第十五条、第十八条", WithRemedy, OtherCourt),
    ];

    private static bool WithRemedy(LintedLetter letter) => Ending(letter) && letter.Says("行政复议|行政诉讼");

    /// <summary>复议前置: refusals on the grounds of 第十四条 to 第十六条, and what is withheld of a partial disclosure, where the rules say so.</summary>
    private static bool MustReviewFirst(LintCase looked) =>
        (looked.Letter.Subject == ReplySubject.Refused && looked.Remedy.ReviewFirst.ContainsKey(Decision.R4a))
        || (looked.Letter.Subject == ReplySubject.Partial && looked.Remedy.ReviewFirst.ContainsKey(Decision.R3));

    private static IEnumerable<Fault> ReviewDays(LintCase looked)
    {
        var days = looked.Remedy.ReviewDays.Length;
        var line = looked.Letter.LineWith("行政复议");
        return If(!looked.Letter.Says(Amount(days, "日")), $"没有写明自收到答复之日起{days}日内可以申请行政复议。", line);
    }

    private static IEnumerable<Fault> OldSuit(LintCase looked)
    {
        var months = looked.Remedy.SuitMonths.Length;
        return looked.PastRemedies.Select(past => past.SuitMonths.Length).Where(old => old != months).Distinct()
            .SelectMany(old => NeverSays(Amount(old, "个月"), $"“{{0}}”是修改前的起诉期限，现行为{months}个月。")(looked));
    }

    private static IEnumerable<Fault> ReviewFirst(LintCase looked)
    {
        if (!MustReviewFirst(looked)) return [];
        var tellsFirst = looked.Letter.Says("先[^。；\n]{0,60}行政复议|复议前置");
        var offersSuit = looked.Letter.Says($"{Amount(looked.Remedy.SuitMonths.Length, "个月")}|(或者?|也可以?)[^。；\n]{{0,40}}提起行政诉讼|直接向[^。；\n]{{0,30}}起诉");
        // A suit of which nothing says that it comes after the reconsideration is a direct one.
        offersSuit |= looked.Letter.Says("(^|[。；\n])((?!复议)[^。；\n]){0,120}(可以|可依法|可向|有权)((?!复议)[^。；\n]){0,60}(提起行政诉讼|起诉)");
        return If(!tellsFirst || offersSuit,
            $"不予公开的决定须先申请行政复议，对复议决定不服的，{looked.Remedy.SuitDaysAfterReview.Length}日内才可以提起行政诉讼，不能写直接起诉。", looked.Letter.LineWith("行政复议"));
    }

    private static IEnumerable<Fault> OldBody(LintCase looked)
    {
        var mayBeUpper = looked.Remedy.Offices.Values.Count(rule => rule.Bodies.Contains(ReviewBody.UpperDepartment)) > 2;
        var isVertical = looked.Basis.VerticalOffices.In(looked.Letter.Issuer ?? looked.Letter.Title) is not null;
        if (mayBeUpper || isVertical) return [];
        return NeverSays("(上一级|上级)(行政)?(主管部门|行政机关|机关)[^。；\n]{0,10}申请行政复议", "“{0}”是修改前的写法，复议机关一般为本级人民政府。")(looked);
    }

    /// <summary>Every body that is named must be one that reviews this office; where there is a choice, each stands with 或者 between.</summary>
    private static IEnumerable<Fault> OtherBody(LintCase looked)
    {
        if (looked.Office is not { } office) return [];
        var bodies = looked.Remedy.Offices[office.Kind].Bodies;
        List<string> right = [.. bodies.Select(office.NameOf).OfType<string>()];
        if (right.Count < bodies.Count) return [];
        right.AddRange(bodies.Select(body => body.Title));
        return Named(looked, "向([^，。；\n]{2,60}?)(申请|提出)(行政)?复议").Where(named => !right.Exists(name => IsSame(named.Name, name)))
            .Select(named => new Fault($"写的行政复议机关是“{named.Name}”，{office.Name}的行政复议机关应为{string.Join("或者", right.Take(bodies.Count))}。", named.Line));
    }

    private static IEnumerable<Fault> OtherCourt(LintCase looked)
    {
        if (looked.Office is not { } office || office.NameOf(looked.Remedy.Offices[office.Kind].Court) is not { } court) return [];
        return Named(looked, "向([^，。；\n]{0,40}?法院)(依法)?(提起|起诉)")
            .Where(named => named.Name != "人民法院" && !named.Name.Contains("有管辖权", StringComparison.Ordinal) && !IsSame(named.Name, court))
            .Select(named => new Fault($"写的人民法院是“{named.Name}”，{office.Name}的一审法院应为{court}。", named.Line));
    }

    /// <summary>The names in the first group of the pattern, without what stands in brackets.</summary>
    private static IEnumerable<(string Name, LetterLine Line)> Named(LintCase looked, string pattern) =>
        from line in looked.Letter.Lines
        from match in Pattern.Of(pattern).Matches(line.Plain)
        from name in Pattern.Of("（[^（）]{0,60}）").Replace(match.Groups[1].Value, "").Split(["或者", "或", "、"], StringSplitOptions.RemoveEmptyEntries)
        select (name, line);

    /// <summary>One may be written with the city or province before it.</summary>
    private static bool IsSame(string a, string b) => a.EndsWith(b, StringComparison.Ordinal) || b.EndsWith(a, StringComparison.Ordinal);

    private static IEnumerable<Fault> Court(LintCase looked)
    {
        var suit = looked.Letter.LineWith("行政诉讼|起诉");
        if (suit is null) return [];
        var isEmpty = Pattern.Of($"向{Blank}(提起|起诉)").IsMatch(suit.Plain) || !suit.Plain.Contains("法院", StringComparison.Ordinal);
        return If(isEmpty, "没有写明提起行政诉讼的人民法院。", suit);
    }
}
