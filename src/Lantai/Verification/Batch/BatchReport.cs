using Lantai.Papers;
using Lantai.Verification.Annual;

namespace Lantai.Verification;

/// <summary>One paper of many: checked, or why it could not be.</summary>
public sealed record BatchLine(string File, VerifiedFile? Verified, string? Refusal);

/// <summary>Many annual reports checked: a table report × check, and what to write to each unit.</summary>
public static class BatchReport
{
    private const string Title = "年度报告核验结果";
    internal const string Key = "×错误 ！需要确认 ？无法核对，后面是处数；√没有发现问题；空白是没有可核对的内容或不能读取。";

    /// <summary>The columns; numbering, shares and the like are one.</summary>
    internal static readonly IReadOnlyList<string> Checks = [.. AnnualCheck.All.Select(check => check.Title), "其他"];

    /// <summary>总表, and every finding on a line of its own.</summary>
    public static IReadOnlyList<Sheet> Sheets(IReadOnlyList<BatchLine> lines) =>
    [
        new Sheet("总表", [new("文件"), new("单位"), new("年度"), .. Checks.Select(check => new SheetColumn(check)), new("发给该单位的话")],
            [.. lines.Select(line => (IReadOnlyList<SheetCell>)
                [line.File, line.Verified?.Unit ?? "", YearOf(line), .. Marks(line).Select(mark => (SheetCell)mark), Letter(line)])])
        { Title = Title, Notes = [Key] },
        new Sheet("逐条", [new("文件"), new("单位"), new("年度"), new("结论"), new("项目"), new("位置"), new("写的"), new("算的"), new("说明")], [.. lines.SelectMany(Findings)]),
    ];

    /// <summary>The same for reading and printing.</summary>
    public static Paper Page(IReadOnlyList<BatchLine> lines) => new([Title])
    {
        Body =
        [
            new Paragraph($"共{lines.Count}份，有错误的{lines.Count(line => line.Verified?.HasErrors == true)}份，不能读取的{lines.Count(line => line.Refusal is not null)}份。{Key}"),
            new PaperTable("各份报告的核验结果", [ColumnAlign.Left, .. Checks.Select(_ => ColumnAlign.Center)],
                [["报告", .. Checks.Select(check => (PaperCell)check)]],
                [.. lines.Select(line => (IReadOnlyList<PaperCell>)[Name(line), .. Marks(line).Select(mark => (PaperCell)mark)])])
            { RowHeader = 0 },
            new Heading(1, ["发给各单位的话"]),
            .. lines.Where(line => line.Refusal is not null || line.Verified!.Findings.Count > 0).SelectMany(line => new PaperBlock[] { new Heading(2, [Name(line)]), new Paragraph(Letter(line)) }),
        ],
    };

    /// <summary>What to write to the unit: every finding in its sentence.</summary>
    public static string Letter(BatchLine line)
    {
        if (line.Verified is not { } file) return line.Refusal ?? "";
        if (file.Findings.Count == 0) return "没有发现问题。";
        var sentences = file.Findings.OrderBy(finding => finding.Severity).Select((finding, at) => $"{at + 1}.{finding.Message}");
        return $"你单位的年度报告请核实以下{file.Findings.Count}处：{string.Concat(sentences)}";
    }

    private static string Name(BatchLine line) =>
        line.Verified?.Unit is { Length: > 0 } unit ? unit + (line.Verified.Year is { } year ? $"{year}年" : "") : Path.GetFileName(line.File);

    private static string YearOf(BatchLine line) => $"{line.Verified?.Year}";

    /// <summary>A mark for each of <see cref="Checks"/>.</summary>
    internal static IEnumerable<string> Marks(BatchLine line) =>
        AnnualCheck.All.Select(check => Mark(line, kind => kind == check.Kind)).Append(Mark(line, kind => AnnualCheck.All.All(check => check.Kind != kind)));

    private static string Mark(BatchLine line, Func<string, bool> isOf)
    {
        if (line.Verified is not { } file || !file.Kinds.Any(isOf)) return "";
        var findings = file.Findings.Where(finding => isOf(finding.Kind)).ToList();
        if (findings.Count == 0) return "√";
        return string.Concat(findings.GroupBy(finding => finding.Severity).OrderBy(group => group.Key).Select(group => $"{Sign(group.Key)}{group.Count()}"));
    }

    private static string Sign(Severity severity) => severity switch { Severity.Error => "×", Severity.Warning => "！", Severity.Unverifiable => "？" };

    private static IEnumerable<IReadOnlyList<SheetCell>> Findings(BatchLine line) => line.Verified is { } file
        ? file.Findings.OrderBy(finding => finding.Severity).Select(finding => (IReadOnlyList<SheetCell>)
        [
            line.File, file.Unit ?? "", YearOf(line), finding.Severity.Title, finding.Title, finding.Location, finding.Stated, finding.Computed, finding.Message,
        ])
        : [[line.File, "", "", "不能读取", "", "", "", "", line.Refusal ?? ""]];
}
