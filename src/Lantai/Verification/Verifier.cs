using Lantai.AnnualReports;
using Lantai.Papers;
using Lantai.Verification.Annual;
using Lantai.Verification.Documents;
using Lantai.Verification.Names;

namespace Lantai.Verification;

/// <summary>What a paper is checked against besides itself.</summary>
public sealed record VerifyOptions
{
    /// <summary>The office's list of units; null to do without.</summary>
    public KnownNames? Register { get; init; }

    /// <summary>The formats of annual reports.</summary>
    public AnnualFormats Formats { get; init; } = AnnualFormats.Shipped;

    /// <summary>The annual report of the year before, to compare with; null to do without.</summary>
    internal AnnualPaper? LastYear { get; init; }

    /// <summary>The figures of the year before where no report is at hand; null to do without.</summary>
    internal AnnualFigures? LastFigures { get; init; }

    /// <summary>Annual reports of sister units, to compare with.</summary>
    internal IReadOnlyList<AnnualPaper> Beside { get; init; } = [];

    public ShortForms ShortForms { get; init; } = ShortForms.Default;

    /// <summary>How large a paper may be; the largest office has some thousands of units.</summary>
    public SourceLimits Limits { get; init; } = new(Rows: 20_000, Columns: 200);
}

/// <summary>A table found in the paper.</summary>
/// <param name="Title">"" when nothing stands over it.</param>
/// <param name="Rows">Without headers; in a table of units the units only, without 合计 and notes.</param>
public sealed record VerifiedTable(string Title, int Rows);

/// <summary>A paper checked.</summary>
/// <param name="File">The file's name as given.</param>
/// <param name="Findings">In the order of the checks.</param>
/// <param name="CheckedCount">Statements that could be checked: the right and the wrong ones.</param>
public sealed record VerifiedFile(string File, IReadOnlyList<VerifiedTable> Tables, IReadOnlyList<Finding> Findings, int CheckedCount)
{
    /// <summary>It was read as an annual report, not as a bulletin.</summary>
    public bool IsAnnual { get; init; }

    /// <summary>Whose annual report it is; null where that is not said.</summary>
    public string? Unit { get; init; }

    /// <summary>Of the annual report; null where that is not said.</summary>
    public int? Year { get; init; }

    /// <summary>The annual report as read; null of a bulletin.</summary>
    internal AnnualPaper? Report { get; init; }

    /// <summary>The kinds of checks that found something to check; the others say nothing about the paper.</summary>
    public IReadOnlyList<string> Kinds { get; init; } = [];

    /// <summary>Statements that were checked and found right.</summary>
    public int RightCount => CheckedCount - Findings.Count(finding => finding.Severity != Severity.Unverifiable);

    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>核验: reads any bulletin or report and checks its figures against each other. A pure function of the bytes.</summary>
public static class Verifier
{
    /// <summary>
    /// Checks one paper (txt, md, csv, xlsx, xls, docx, html). Refuses, in one sentence, what cannot be read and a
    /// bulletin without a table. An annual report is known by its title and its statutory tables.
    /// </summary>
    /// <param name="stream">Seekable; left open.</param>
    /// <param name="fileName">The name to use in sentences; .csv tells comma-separated text from prose.</param>
    public static VerifiedFile Verify(Stream stream, string fileName, VerifyOptions? options = null)
    {
        options ??= new VerifyOptions();
        var document = DocumentReader.Read(stream, fileName, options.Limits);
        return AnnualPaper.In(document, options.Formats) is { } report
            ? Verify(report, options)
            : VerifyBulletin(document, options);
    }

    /// <summary>Reads an annual report to compare others with.</summary>
    /// <exception cref="RefusedException">It cannot be read, or is no annual report.</exception>
    internal static AnnualPaper ReadAnnual(Stream stream, string fileName, VerifyOptions? options = null)
    {
        options ??= new VerifyOptions();
        return AnnualPaper.In(DocumentReader.Read(stream, fileName, options.Limits), options.Formats)
            ?? throw new RefusedException($"{fileName}不是政府信息公开工作年度报告，不能拿来比对。");
    }

    /// <summary>Checks a paper that is no annual report.</summary>
    internal static VerifiedFile VerifyBulletin(ReadDocument document, VerifyOptions options)
    {
        if (document.Tables.Count == 0)
            throw new RefusedException($"{document.File}里没有找到表格，无法核对；请提供带成绩表的完整文件。");
        var paper = new CheckedPaper(document, options);
        return Outcome(document.File, TablesOf(paper), Check.All.SelectMany(check => check.Look(paper).Select(verdict => (check.Kind, verdict))));
    }

    /// <summary>Checks an annual report that was read before.</summary>
    internal static VerifiedFile Verify(AnnualPaper report, VerifyOptions options)
    {
        var (paper, annual) = (new CheckedPaper(report.Words, options), new AnnualCase(report, options.LastYear, options.Beside) { LastFigures = options.LastFigures });
        var verdicts = AnnualCheck.All.SelectMany(check => check.Look(annual).Select(verdict => (check.Kind, verdict)))
            .Concat(Check.All.Where(check => AnnualCheck.OfAnyPaper.Contains(check.Kind)).SelectMany(check => check.Look(paper).Select(verdict => (check.Kind, verdict))));
        var tables = report.Format.Tables.Select(table => new VerifiedTable(table.Title, report.RowsRead(table))).Where(table => table.Rows > 0);
        return Outcome(report.Document.File, [.. tables], verdicts) with
        {
            IsAnnual = true,
            Unit = report.Title?.Unit,
            Year = report.Title?.Year,
            Report = report,
        };
    }

    private static VerifiedFile Outcome(string file, IReadOnlyList<VerifiedTable> tables, IEnumerable<(string Kind, Verdict Verdict)> verdicts)
    {
        var judged = verdicts.ToList();
        var outcomes = judged.Select(outcome => outcome.Verdict.Finding is { } finding ? finding with { Kind = outcome.Kind } : null).ToList();
        var findings = outcomes.OfType<Finding>().ToList();
        return new VerifiedFile(file, tables, findings, outcomes.Count - findings.Count(finding => finding.Severity == Severity.Unverifiable))
        {
            Kinds = [.. judged.Select(outcome => outcome.Kind).Distinct()],
        };
    }

    private static List<VerifiedTable> TablesOf(CheckedPaper paper)
    {
        var scored = paper.Tables.ToLookup(table => table.Order);
        return [.. paper.Document.Tables.SelectMany(table => scored[table.Order].Any()
            ? scored[table.Order].Select(score => new VerifiedTable(score.Title, score.Rows.Count))
            : [new VerifiedTable(table.Title, table.Rows.Count)])];
    }
}
