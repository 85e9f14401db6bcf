using System.Globalization;
using System.Text.RegularExpressions;

namespace Lantai.Verification.Tables;

/// <summary>The words by which the columns of a score table are known, in compact text.</summary>
internal static partial class ColumnWords
{
    public static bool IsUnit(string header) => Unit().IsMatch(header);

    /// <summary>A running number (序号), which says nothing about scores.</summary>
    public static bool IsSerial(string header) => Serial().IsMatch(header);

    /// <summary>A place (排名, 名次).</summary>
    public static bool IsRank(string header) => Rank().IsMatch(header);

    public static bool IsNumber(string header) => IsSerial(header) || IsRank(header);

    public static bool IsGroup(string header) => Group().IsMatch(header);

    /// <summary>Columns of figures that are no part of the score.</summary>
    public static bool IsAside(string header) => Aside().IsMatch(header);

    /// <summary>The total since the start of the year.</summary>
    public static bool IsYearTotal(string header) => YearTotal().IsMatch(header);

    /// <summary>总分 and its synonyms.</summary>
    public static bool IsTotal(string header) => Total().IsMatch(header);

    /// <summary>得分 alone: a total when no better column is there.</summary>
    public static bool IsPlainScore(string header) => PlainScore().IsMatch(header);

    public static bool IsDeduction(string header) => Deduction().IsMatch(header);

    public static bool IsSubtotal(string header) => header.EndsWith("小计", StringComparison.Ordinal);

    /// <summary>The header speaks of scores at all, not of counts.</summary>
    public static bool IsScore(string header) => Score().IsMatch(header);

    /// <summary>The points in 基础信息(35分), 总分(满分100); null without them.</summary>
    public static decimal? Maximum(string header) =>
        MaximumIn().Match(header) is { Success: true } match ? decimal.Parse(match.Groups["points"].ValueSpan, CultureInfo.InvariantCulture) : null;

    public static string WithoutMaximum(string header) => MaximumIn().Replace(header, "");

    [GeneratedRegex(@"^(.{0,6}(单位|部门|机构|主体)(名称)?|名称|(各)?(县|市|区|县区|区县|县\(市、区\)|镇|乡镇|街道|镇\(街道\)|镇街|乡镇\(街道\)|地区)(名称)?|unit)$")]
    private static partial Regex Unit();

    [GeneratedRegex(@"^(序号?|编号|No\.?|NO\.?)$")]
    private static partial Regex Serial();

    [GeneratedRegex(@"^(rank|.{0,6}(排名|名次|排序|位次|排位))$")]
    private static partial Regex Rank();

    [GeneratedRegex(@"^(组别|分组|类别|单位类别|组|group)$")]
    private static partial Regex Group();

    [GeneratedRegex(@"备注|说明|等次|等级|档次|评定|率|占比|比例|比重|升降|变化|增减|上月|上期|上年|上季|去年|同比|环比|权重|系数|电话|联系|网址|条数|件数|篇数|数量|\d{4}年得分$")]
    private static partial Regex Aside();

    [GeneratedRegex(@"^(\d{4}年)?((全年|年度|本年|年)(累计)?(总分|总得分|得分|总成绩|合计|总计|分)|.{0,8}累计.{0,4}|截至.{0,8}(总分|得分)|year_total)$")]
    private static partial Regex YearTotal();

    [GeneratedRegex(@"(总分|总得分|总成绩|总评分|总分值|合计|总计|总数|综合得分|综合成绩|最终得分|最后得分)$|^total$")]
    private static partial Regex Total();

    [GeneratedRegex(@"^(.{0,4}(考核|考评|评估|测评|评分|本月|当月|月度|季度|\d{1,2}月))?(得分|分数|成绩|分值)$")]
    private static partial Regex PlainScore();

    [GeneratedRegex("扣分|减分")]
    private static partial Regex Deduction();

    [GeneratedRegex(@"分|成绩|total|score")]
    private static partial Regex Score();

    [GeneratedRegex(@"\((?:满分|分值)?:?(?<points>\d{1,4}(?:\.\d+)?)分?\)$|(?<=\D)(?<points>\d{1,4}(?:\.\d+)?)分$")]
    private static partial Regex MaximumIn();
}
