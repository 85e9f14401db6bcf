using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.AnnualReports;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>Words of a report's prose whose figure stands in a table as well. Adding one is a row here and an example under specs/annual.</summary>
/// <param name="Readings">What the figure may be; a phrase with two meanings is right in either.</param>
/// <param name="Place">Where the tables have it.</param>
internal sealed partial record BoundPhrase(Regex Pattern, string Place, params IReadOnlyList<Func<AnnualFigures, decimal?>> Readings)
{
    private const string Total = AnnualFormat.TotalColumn;

    /// <summary>Whether the words there speak of what the table counts, and of all of it.</summary>
    public Func<string, Match, bool> IsMeant { get; init; } = (_, _) => true;

    public static readonly IReadOnlyList<BoundPhrase> All =
    [
        new(New(), "表三本年新收总计", Cell("received", Total)) { IsMeant = PhraseSubject.IsOfRequests },
        new(Taken(), "表三本年新收总计（或加上年结转）", Cell("received", Total), Cells(Total, "received", "carried_in")) { IsMeant = PhraseSubject.IsOfAllRequests },
        new(NoneTaken(), "表三本年新收总计", Cell("received", Total)) { IsMeant = PhraseSubject.IsOfAllRequests },
        new(CarriedIn(), "表三上年结转总计", Cell("carried_in", Total)),
        new(CarriedOut(), "表三结转下年度继续办理总计", Cell("carried_out", Total)),
        new(Completed(), "表三办理结果总计", Cell("completed", Total)) { IsMeant = PhraseSubject.IsOfRequests },
        new(Granted(), "表三予以公开总计", Cell("granted", Total)),
        new(Partly(), "表三部分公开总计", Cell("partly", Total)),
        new(Refused(), "表三不予公开各项总计", Group("refused_")),
        new(Lacking(), "表三无法提供各项总计", Group("lacking_")),
        new(Declined(), "表三不予处理各项总计", Group("declined_")),
        new(Ended(), "表三其他处理各项总计", Group("ended_")),
        new(Review(), "表四行政复议总计", Cell("review", Total)) { IsMeant = PhraseSubject.IsOfRemedies },
        new(NoReview(), "表四行政复议总计", Cell("review", Total)) { IsMeant = PhraseSubject.IsOfRemedies },
        new(NoSuit(), "表四行政诉讼总计", Cells(Total, "direct_suit", "suit_after_review")) { IsMeant = PhraseSubject.IsOfRemedies },
        new(Suit(), "表四行政诉讼总计", Cells(Total, "direct_suit", "suit_after_review")) { IsMeant = PhraseSubject.IsOfRemedies },
        new(Permits(), "表二行政许可", Cell("permits", "decisions")) { IsMeant = PhraseSubject.IsOfDecisions },
        new(Penalties(), "表二行政处罚", Cell("penalties", "decisions")) { IsMeant = PhraseSubject.IsOfDecisions },
        new(Enforcement(), "表二行政强制", Cell("enforcement", "decisions")) { IsMeant = PhraseSubject.IsOfDecisions },
        new(Made(), "表二行政规范性文件本年制发件数", Cell("documents", "made")),
        new(Charges(), "表二行政事业性收费", Cell("charges", "amount")),
    ];

    private static Func<AnnualFigures, decimal?> Cell(string row, string column) =>
        figures => figures.Format.Rows.Any(known => known.Key == row && known.Columns.Any(one => one.Key == column)) ? figures[row, column].Number : null;

    private static Func<AnnualFigures, decimal?> Cells(string column, params string[] rows) => figures => figures.Sum(rows, column);

    private static Func<AnnualFigures, decimal?> Group(string prefix) =>
        figures => figures.Sum(figures.Format.Requests.Rows.Where(row => row.Key.StartsWith(prefix, StringComparison.Ordinal)).Select(row => row.Key), Total);

    /// <summary>件 and the like, not those of 三件实事; 数十件 and 几百件 name no number.</summary>
    private const string Count = $@"(?:共计?|合计|总计|决定|数量|数)?(?:为|是)?(?<![\d{ChineseNumber.Digits}])(?<n>\d{{1,9}}|(?<![数几])[{ChineseNumber.Digits}]{{1,9}})(?:件|条|项|宗|份|起)(?!以上|以下|实事|大事|小事)";

    /// <summary>Whoever may apply: no part of them.</summary>
    private const string Anyone = "(?:公民、法人(?:和|及|或|或者)其他组织的?)?";

    private const string None = "(?:未|没有|无)(?:曾|再)?";

    /// <summary>What the words say: a number in figures or Chinese; of 未收到 none, and that is 0.</summary>
    public static decimal Stated(Match match) => match.Groups["n"] is not { Success: true } number ? 0
        : ChineseNumber.Parse(number.ValueSpan) ?? decimal.Parse(number.ValueSpan, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture);

    [GeneratedRegex($"(?:本年|全年|当年)?新(?:收到?|受理|增){Anyone}(?<of>[^，。；、\\d]{{0,12}})申请{Count}")]
    private static partial Regex New();

    [GeneratedRegex($"(?<!新)(?:收到|受理|接收){Anyone}(?<of>[^，。；、\\d]{{0,16}})(?<!复议)申请{Count}")]
    private static partial Regex Taken();

    /// <summary>未收到政府信息公开申请; 未收到补正的申请 and the like are told by what stands between.</summary>
    [GeneratedRegex($"{None}新?(?:收到?|受理|接收|接到|增){Anyone}(?<of>[^，。；、\\d]{{0,16}})(?<!复议)申请(?=$|[，。；])")]
    private static partial Regex NoneTaken();

    /// <summary>未发生因政府信息公开引起的行政复议、行政诉讼.</summary>
    [GeneratedRegex($"{None}(?:发生|产生|出现|收到|被提起|引发|涉及)[^，。；、\\d]{{0,16}}行政复议(?=$|[，。；、和及与或]|案件|申请|情况)(?!(?:案件|申请)?决定)")]
    private static partial Regex NoReview();

    [GeneratedRegex($"{None}(?:发生|产生|出现|收到|被提起|引发|涉及)[^，。；\\d]{{0,24}}行政诉讼(?=$|[，。；、和及与或]|案件|情况)")]
    private static partial Regex NoSuit();

    [GeneratedRegex($@"(?:上一?年度?|去年|20\d\d年)?(?:上年结转|上一年度?结转|上年度结转|去年结转|结转上年)[^，。；、\d]{{0,16}}{Count}")]
    private static partial Regex CarriedIn();

    [GeneratedRegex($@"结转(?:至|到)?(?:下一?年度?|次年|明年)[^，。；、\d]{{0,16}}{Count}")]
    private static partial Regex CarriedOut();

    [GeneratedRegex($@"(?:已?办结|办理完毕|按时答复|办理答复)(?<of>[^，。；、\d]{{0,14}}?){Count}")]
    private static partial Regex Completed();

    [GeneratedRegex($"(?<!不)予以公开{Count}")]
    private static partial Regex Granted();

    [GeneratedRegex($"部分公开{Count}")]
    private static partial Regex Partly();

    [GeneratedRegex($"不予公开{Count}")]
    private static partial Regex Refused();

    [GeneratedRegex($"无法提供{Count}")]
    private static partial Regex Lacking();

    [GeneratedRegex($"不予处理{Count}")]
    private static partial Regex Declined();

    [GeneratedRegex($"其他处理{Count}")]
    private static partial Regex Ended();

    [GeneratedRegex($@"行政复议(?:案件|申请)?{Count}")]
    private static partial Regex Review();

    [GeneratedRegex($@"行政诉讼(?:案件)?{Count}")]
    private static partial Regex Suit();

    [GeneratedRegex($@"行政许可(?:处理)?{Count}")]
    private static partial Regex Permits();

    [GeneratedRegex($@"行政处罚(?:处理)?{Count}")]
    private static partial Regex Penalties();

    [GeneratedRegex($@"行政强制(?:处理)?{Count}")]
    private static partial Regex Enforcement();

    [GeneratedRegex($@"(?:制发|制定|出台)(?:行政)?规范性文件{Count}")]
    private static partial Regex Made();

    [GeneratedRegex(@"行政事业性收费(?:金额|总额)?(?:共计?|合计)?(?:为)?(?<n>\d{1,12}(?:\.\d{1,6})?)万元")]
    private static partial Regex Charges();
}
