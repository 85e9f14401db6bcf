using Lantai.AnnualReports;
using Lantai.Verification.Annual;
using Lantai.Verification.Documents;

namespace Lantai.Verification;

/// <summary>How far a batch is: every paper is read before the first is checked against the others.</summary>
internal sealed record BatchProgress(int Read, int Checked, int All);

/// <summary>What the papers of a batch are checked against besides one another.</summary>
internal sealed record BatchBasis(VerifyOptions Options)
{
    /// <summary>What becomes of a paper that is no annual report; it may refuse it.</summary>
    public required Func<ReadDocument, VerifiedFile> Other { get; init; }

    /// <summary>The same words for every spelling of one publisher's name.</summary>
    public Func<string, string> Whose { get; init; } = Compact.Of;

    /// <summary>What the publisher's report of that year had; null when it is not known. Asked by <see cref="Whose"/>.</summary>
    public Func<string, int, AnnualFigures?> Figures { get; init; } = (_, _) => null;
}

/// <summary>Checks the published annual reports of a region against themselves, last year's and one another.</summary>
internal sealed class CheckBatch
{
    private sealed record ReadPaper(PaperToCheck From, AnnualPaper? Paper, VerifiedFile? Other, string? Refusal);

    private readonly BatchBasis basis;
    private readonly IReadOnlyList<ReadPaper> read;
    private readonly ILookup<int, (string Whose, AnnualPaper Paper)> titled;

    private CheckBatch(BatchBasis basis, IReadOnlyList<ReadPaper> read)
    {
        (this.basis, this.read) = (basis, read);
        titled = read.Select(one => one.Paper).OfType<AnnualPaper>().Where(paper => paper.Title is { Unit.Length: > 0 })
            .ToLookup(paper => paper.Title!.Year, paper => (basis.Whose(paper.Title!.Unit), paper));
    }

    /// <summary>A paper that cannot be read costs one sentence; the others are checked all the same.</summary>
    public static async Task<IReadOnlyList<BatchLine>> RunAsync(
        IReadOnlyList<PaperToCheck> papers, BatchBasis basis, IProgress<BatchProgress>? progress = null, CancellationToken stop = default)
    {
        var read = new List<ReadPaper>();
        foreach (var paper in papers)
        {
            read.Add(await ReadAsync(paper, basis, stop));
            progress?.Report(new BatchProgress(read.Count, 0, papers.Count));
        }
        return new CheckBatch(basis, read).Check(progress, stop);
    }

    private static async Task<ReadPaper> ReadAsync(PaperToCheck paper, BatchBasis basis, CancellationToken stop)
    {
        try
        {
            await using var content = await paper.OpenAsync(stop);
            var document = DocumentReader.Read(content, paper.Name, basis.Options.Limits);
            return AnnualPaper.In(document, basis.Options.Formats) is { } report
                ? new ReadPaper(paper, report, null, null)
                : new ReadPaper(paper, null, basis.Other(document), null);
        }
        catch (RefusedException refusal)
        {
            return new ReadPaper(paper, null, null, refusal.Message);
        }
    }

    private List<BatchLine> Check(IProgress<BatchProgress>? progress, CancellationToken stop)
    {
        var lines = new List<BatchLine>();
        foreach (var one in read)
        {
            stop.ThrowIfCancellationRequested();
            var verified = one.Paper is { } paper ? Verifier.Verify(paper, Beside(paper)) : one.Other;
            lines.Add(new BatchLine(one.From.Source, verified is null ? null : verified with { File = one.From.Source }, one.Refusal));
            progress?.Report(new BatchProgress(read.Count, lines.Count, read.Count));
        }
        return lines;
    }

    /// <summary>What the report is checked against: its unit's of the year before, and the others of its year.</summary>
    private VerifyOptions Beside(AnnualPaper paper)
    {
        var options = basis.Options;
        if (paper.Title is not { Unit: { Length: > 0 } unit, Year: var year }) return options;
        var whose = basis.Whose(unit);
        return options with
        {
            LastYear = options.LastYear ?? titled[year - 1].FirstOrDefault(other => other.Whose == whose).Paper,
            LastFigures = basis.Figures(whose, year - 1),
            Beside = [.. options.Beside, .. titled[year].Where(other => other.Whose != whose).Select(other => other.Paper)],
        };
    }
}
