using Lantai.AnnualReports;
using Lantai.Patrol.Addresses;
using Lantai.Verification.Annual;
using Lantai.Verification.Documents;

namespace Lantai.Verification;

/// <summary>A paper of a batch, opened when its turn comes.</summary>
/// <param name="Name">The file's name or the address.</param>
internal sealed record PaperToCheck(string Name, Func<CancellationToken, Task<Stream>> OpenAsync)
{
    /// <summary>The papers at these addresses.</summary>
    public static IEnumerable<PaperToCheck> On(WebPapers web, IEnumerable<WebAddress> addresses) =>
        addresses.Select(address => new PaperToCheck(address.Text, async stop => await web.ReadAsync(address, stop)));
}

/// <summary>Checks the published annual reports of a region against themselves, last year's and one another.</summary>
internal static class CheckBatch
{
    private sealed record Read(string Name, AnnualPaper? Paper, string? Refusal);

    /// <summary>A report that cannot be read costs one sentence; the others are checked all the same.</summary>
    /// <param name="lastFigures">What the publisher's report of the year before had; null when that is not known.</param>
    public static async Task<IReadOnlyList<BatchLine>> RunAsync(
        IEnumerable<PaperToCheck> papers, VerifyOptions options, Func<string, int, AnnualFigures?> lastFigures, CancellationToken stop)
    {
        var read = new List<Read>();
        foreach (var paper in papers) read.Add(await ReadAsync(paper, options, stop));
        var titled = read.Where(one => one.Paper?.Title is { Unit.Length: > 0 }).ToLookup(one => one.Paper!.Title!.Year, one => one.Paper!);
        return [.. read.Select(one => one.Paper is { } paper ? new BatchLine(one.Name, Verify(paper), null) : new BatchLine(one.Name, null, one.Refusal))];

        VerifiedFile Verify(AnnualPaper paper) => paper.Title is { Unit: var unit, Year: var year }
            ? Verifier.Verify(paper, options with
            {
                LastYear = titled[year - 1].FirstOrDefault(other => other.Title!.Unit == unit),
                LastFigures = lastFigures(unit, year - 1),
                Beside = [.. titled[year].Where(other => other.Title!.Unit != unit)],
            })
            : Verifier.Verify(paper, options);
    }

    private static async Task<Read> ReadAsync(PaperToCheck paper, VerifyOptions options, CancellationToken stop)
    {
        try
        {
            await using var content = await paper.OpenAsync(stop);
            var report = AnnualPaper.In(DocumentReader.Read(content, paper.Name, options.Limits), options.Formats);
            return new Read(paper.Name, report, report is null ? $"{paper.Name}不是政府信息公开工作年度报告，没有核验；通报请用“逐份核验”。" : null);
        }
        catch (RefusedException refusal)
        {
            return new Read(paper.Name, null, refusal.Message);
        }
    }
}
