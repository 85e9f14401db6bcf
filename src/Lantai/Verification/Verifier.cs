using Lantai.Papers;
using Lantai.Verification.Documents;
using Lantai.Verification.Names;

namespace Lantai.Verification;

/// <summary>What a paper is checked against besides itself.</summary>
public sealed record VerifyOptions
{
    /// <summary>The office's list of units; null to do without.</summary>
    public KnownNames? Register { get; init; }

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
    /// <summary>Statements that were checked and found right.</summary>
    public int RightCount => CheckedCount - Findings.Count(finding => finding.Severity != Severity.Unverifiable);

    public bool HasErrors => Findings.Any(finding => finding.Severity == Severity.Error);
}

/// <summary>核验: reads any bulletin or report and checks its figures against each other. A pure function of the bytes.</summary>
public static class Verifier
{
    /// <summary>
    /// Checks one paper (txt, md, csv, xlsx, xls, docx, html). Refuses, in one sentence, what cannot be read and what
    /// has no table.
    /// </summary>
    /// <param name="stream">Seekable; left open.</param>
    /// <param name="fileName">The name to use in sentences; .csv tells comma-separated text from prose.</param>
    public static VerifiedFile Verify(Stream stream, string fileName, VerifyOptions? options = null)
    {
        options ??= new VerifyOptions();
        var document = DocumentReader.Read(stream, fileName, options.Limits);
        if (document.Tables.Count == 0)
            throw new RefusedException($"{fileName}里没有找到表格，无法核对；请提供带成绩表的完整文件。");
        var paper = new CheckedPaper(document, options);
        var outcomes = Check.All.SelectMany(check => check.Look(paper).Select(verdict => verdict.Finding is { } finding ? finding with { Kind = check.Kind } : null)).ToList();
        var findings = outcomes.OfType<Finding>().ToList();
        return new VerifiedFile(fileName, TablesOf(paper), findings, outcomes.Count - findings.Count(finding => finding.Severity == Severity.Unverifiable));
    }

    private static List<VerifiedTable> TablesOf(CheckedPaper paper)
    {
        var scored = paper.Tables.ToLookup(table => table.Order);
        return [.. paper.Document.Tables.SelectMany(table => scored[table.Order].Any()
            ? scored[table.Order].Select(score => new VerifiedTable(score.Title, score.Rows.Count))
            : [new VerifiedTable(table.Title, table.Rows.Count)])];
    }
}
