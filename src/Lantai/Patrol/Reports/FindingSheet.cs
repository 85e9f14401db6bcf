using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Wording;

namespace Lantai.Patrol.Reports;

/// <summary>The report as tables: what was found, gravest first, and what could not be decided.</summary>
public static class FindingSheet
{
    private static readonly SheetColumn[] Columns =
    [
        new("级别"), new("检查项"), new("页面"), new("行", SheetColumnKind.Number), new("列", SheetColumnKind.Number), new("原文"), new("链接指向"), new("问题"),
        new("整改"), new("依据"), new("确认"), new("证据"),
    ];

    public static Sheet Of(PatrolReport report, PatrolRules rules) => new(
        "发现", Columns, [.. report.Rows.OrderBy(finding => finding.Severity).Select(finding => Row(finding, rules.Of(finding.Check)))])
    {
        Title = $"{report.Site} 巡查结果",
        Notes =
        [
            $"{OfficeTime.Local(report.StartedAt):yyyy年M月d日 HH:mm}开始，用时{report.Elapsed.TotalSeconds:0.0}秒，检查{report.Pages}页、{report.Links}条链接，发现{report.Rows.Count}处。",
            .. report.Notes,
        ],
    };

    /// <summary>Addresses that turn visitors like this one away: nobody is blamed for them.</summary>
    public static Sheet Undecided(PatrolReport report) =>
        new("待定", [new("地址"), new("原因")], [.. report.Undecided.Select(pair => (IReadOnlyList<SheetCell>)[pair.Address, pair.Reason])]) { Title = "未能判定的链接" };

    public static string Title(Severity severity) => severity.Title;

    /// <summary>With the number of equal findings that were folded into it.</summary>
    internal static string Message(string message, int more) => more > 0 ? $"{message}另有{more}处相同。" : message;

    private static IReadOnlyList<SheetCell> Row(Finding finding, CheckRule rule) =>
    [
        Title(finding.Severity), rule.Title, finding.Page, finding.Place?.Line, finding.Place?.Column, finding.Stated, finding.Target, Message(finding.Message, finding.More),
        rule.HowToFix, finding.Basis, finding.NeedsPerson ? "人工" : "直接", finding.Evidence,
    ];
}
