using System.Globalization;
using Lantai.Tests.Support;

namespace Lantai.Tests.Verification;

/// <summary>A slip of the pen in a right bulletin, and what follows from it.</summary>
/// <param name="Findings">Kind and severity of each.</param>
internal sealed record BulletinSlip(string Name, Func<SampleBulletins, SamplePaper> Form, Action<SamplePaper, Random> Make, params string[] Findings)
{
    public override string ToString() => Name;
}

/// <summary>One of each kind; cells are chosen at random among those for which the consequence is the same.</summary>
internal static class BulletinSlips
{
    public static readonly IReadOnlyList<BulletinSlip> All =
    [
        new("an indicator", Brief, (paper, random) => Add(Cell(paper, random, 1, 4), 0.5m), "row_sum error"),
        new("a month's total", Brief, (paper, random) => Add(Cell(paper, random, 5, 5), -1), "row_sum error"),
        new("a year's total that jumps to the top", Brief, (paper, random) => Middle(paper, random, 0)[6] = "900", "sort_order error", "performer_omitted warning"),
        new("a blank", Brief, (paper, random) => Cell(paper, random, 1, 5)(_ => ""), "row_sum unverifiable"),
        new("a stroke", Brief, (paper, random) => Cell(paper, random, 1, 5)(_ => "/"), "row_sum unverifiable"),
        new("two rows changing places", Brief, (paper, random) => SwapRows(paper.Tables[0], 3 + random.Next(4)), "sort_order error"),
        new("a unit listed twice", Brief, (paper, _) => paper.Tables[0][5][0] = paper.Tables[0][4][0], "unit_name error"),
        new("a character of a named town", Brief, (paper, _) => RenameTown(paper), "unit_name error"),
        new("the last unit not named", Brief, (paper, _) => paper.Replace($"、{paper.Tables[0][^1][0]}和", "和"), "performer_omitted warning"),
        new("the best unit not named", Brief, (paper, _) => paper.Replace($"区{paper.Tables[0][1][0]}、", "区"), "performer_omitted warning"),
        new("the issue's year", Brief, (paper, _) => paper.Replace("2023年第1期", "2022年第1期"), "issue_number error"),
        new("the year of the date", Brief, (paper, _) => paper.Replace("2023年1月17日", "2022年1月17日"), "issue_number error", "date_order error"),
        new("a day that does not exist", Brief, (paper, _) => paper.Replace("2023年1月17日", "2023年1月37日"), "date_order error"),
        new("a heading's number", Brief, (paper, _) => paper.Replace("三、加强", "四、加强"), "numbering error"),
        new("a heading's number twice", Brief, (paper, _) => paper.Replace("二、优化", "一、优化"), "numbering error", "numbering error"),
        new("an attachment's title", Brief, (paper, _) => paper.Replace("2022 年 12 月区直", "2022 年 11 月区直"), "attachment_title warning"),
        new("another attachment's title", Brief, (paper, _) => paper.Replace("2022 年 12 月各镇（街道）", "2022 年 12 月区直单位"), "attachment_title error"),
        new("a band's count", Document, (paper, _) => Bump(paper, "90分以上的单位"), "band_count error"),
        new("a band's share", Document, (paper, _) => paper.Replace("占比", "占比1"), "band_share error"),
        new("a count of units", Document, (paper, _) => paper.Replace("12个市直", "13个市直"), "unit_count error"),
        new("a score that falls two bands", Document, (paper, _) => paper.Tables[1][1][2] = "70.5",
            "sort_order error", "band_count error", "band_count error", "band_share error", "band_share error"),
        new("a running number", Document, (paper, random) => paper.Tables[1][4 + random.Next(6)][0] = "99", "rank error"),
        new("a rate", Document, (paper, _) => paper.Replace("77.5%", "78.5%"), "ratio error"),
        new("a rate's part", Document, (paper, _) => paper.Replace("31份", "30份"), "ratio error"),
        new("the day of printing", Document, (paper, _) => paper.Replace("4月17日印发", "4月1日印发"), "date_order error"),
        new("the year of printing", Document, (paper, _) => paper.Replace("2023年4月17日印发", "2024年4月17日印发"), "date_order warning"),
        new("the number of a listed attachment", Brief, (paper, _) => paper.Replace("2. 2022年12月各", "3. 2022年12月各"), "numbering error"),
        new("the year of the document number", Document, (paper, _) => paper.Replace("〔2023〕", "〔2022〕"), "issue_number warning"),
        new("a heading's number of the second level", Document, (paper, _) => paper.Replace("（二）平台", "（三）平台"), "numbering error"),
        new("a place", Notice, (paper, random) => paper.Tables[0][3 + random.Next(6)][0] = "1", "rank error"),
        new("a score above its maximum", Notice, (paper, _) => Add(Of(paper.Tables[0][6], 5), 5), "row_sum error", "indicator_maximum error"),
        new("a part of a total", Notice, (paper, _) => paper.Replace("6篇文字", "7篇文字"), "stated_total error"),
        new("a total of parts", Notice, (paper, _) => paper.Replace("16条", "17条"), "stated_total warning"),
        new("an average", Notice, (paper, _) => paper.Replace("平均得分", "平均得分1"), "average error"),
        new("the highest score", Notice, (paper, _) => paper.Replace("最高分", "最高分1"), "extreme error"),
        new("the lowest score", Notice, (paper, _) => paper.Replace("最低分", "最低分1"), "extreme error"),
    ];

    private static SamplePaper Brief(SampleBulletins bulletins) => bulletins.Brief();

    private static SamplePaper Document(SampleBulletins bulletins) => bulletins.Document();

    private static SamplePaper Notice(SampleBulletins bulletins) => bulletins.Notice();

    private static Action<Func<string, string>> Of(List<string> row, int column) => change => row[column] = change(row[column]);

    private static Action<Func<string, string>> Cell(SamplePaper paper, Random random, int first, int last)
    {
        var table = paper.Tables[random.Next(paper.Tables.Count)];
        return Of(table[1 + random.Next(table.Count - 1)], first + random.Next(last - first + 1));
    }

    private static void Add(Action<Func<string, string>> cell, decimal points) =>
        cell(old => (decimal.Parse(old, CultureInfo.InvariantCulture) + points).ToString(CultureInfo.InvariantCulture));

    /// <summary>A row that no sentence names.</summary>
    private static List<string> Middle(SamplePaper paper, Random random, int table) => paper.Tables[table][4 + random.Next(4)];

    private static void SwapRows(List<List<string>> table, int at) => (table[at], table[at + 1]) = (table[at + 1], table[at]);

    private static void RenameTown(SamplePaper paper)
    {
        var town = paper.Tables[1][1][0];
        paper.Replace($"和{town}", $"和缑{town[1..]}");
    }

    private static void Bump(SamplePaper paper, string before) => paper.Replace(before, before + "1");
}
