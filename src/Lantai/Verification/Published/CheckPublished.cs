using Lantai.AnnualReports;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification.Annual;
using Lantai.Verification.Documents;
using Lantai.Verification.Names;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Verification.Published;

/// <summary>What became of the papers of a batch.</summary>
/// <param name="Years">Of the reports kept, the newest first.</param>
/// <param name="Refusals">A sentence for each paper that could not be read or kept.</param>
public sealed record CheckedBatch(int Kept, IReadOnlyList<int> Years, IReadOnlyList<string> Refusals);

/// <summary>Checks the published annual reports of a region's units and keeps what was found.</summary>
public sealed class CheckPublished(LantaiDb db, RegionBasis basis, PackFolder packs, TimeProvider time)
{
    internal async Task<CheckedBatch> RunAsync(Actor actor, long regionId, IReadOnlyList<PaperToCheck> papers, CancellationToken stop = default)
    {
        var options = await basis.ReadAsync(regionId, stop) with { Formats = AnnualFormats.Read(packs) };
        var before = (await db.ReadPublishedAsync(regionId, null, stop)).ToDictionary(report => (report.Publisher, report.Year));
        var lines = await CheckBatch.RunAsync(papers, options, (unit, year) => before.GetValueOrDefault((unit, year))?.Read(options.Formats), stop);
        var units = await UnitsAsync(regionId, stop);
        var names = new UnitNames(units.Keys, options.ShortForms);
        var reports = lines.Select(line => Of(line, actor, regionId, name => names.Find(name).Unit is { } unit ? units[unit] : null)).OfType<PublishedReport>().ToList();
        db.PublishedReports.AddRange(reports);
        var wrong = reports.Count(report => report.Outcome.HasErrors);
        if (reports.Count > 0) db.Record(time, actor, "核验年度报告", "published-report", $"核验公布的年度报告{reports.Count}份，有错误的{wrong}份。", regionId);
        await db.SaveChangesAsync(stop);
        return new CheckedBatch(reports.Count, [.. reports.Select(report => report.Year).Distinct().OrderDescending()], [.. lines.Select(Refusal).OfType<string>()]);
    }

    private static string? Refusal(BatchLine line) =>
        line.Refusal ?? (IsKept(line) ? null : $"{line.File}看不出是哪个单位哪一年的年度报告，没有保存；请把单位和年度写进文件名再核验。");

    private static bool IsKept(BatchLine line) => line.Verified?.Report?.Title is { Unit.Length: > 0 };

    /// <summary>Every name of the region's units, compact; a name of two units is left out.</summary>
    private async Task<Dictionary<string, long>> UnitsAsync(long regionId, CancellationToken stop)
    {
        var names = await db.Units.Where(unit => unit.RegionId == regionId).SelectMany(unit => unit.Names, (unit, name) => new { unit.Id, name.Text }).ToListAsync(stop);
        return names.GroupBy(name => Compact.Of(name.Text), name => name.Id).Where(group => group.Distinct().Count() == 1).ToDictionary(group => group.Key, group => group.First());
    }

    private PublishedReport? Of(BatchLine line, Actor actor, long regionId, Func<string, long?> unitOf)
    {
        if (line.Verified is not { Report: { Title: { Unit.Length: > 0 } title } paper } verified) return null;
        return new PublishedReport
        {
            RegionId = regionId,
            Year = title.Year,
            Publisher = title.Unit,
            UnitId = unitOf(title.Unit),
            Source = line.File,
            PublishedOn = Late.DateOf(paper.Document)?.Day,
            DueOn = Late.DeadlineOf(paper, title).For(title.Year),
            CheckedAt = time.GetUtcNow(),
            CheckedBy = actor.Name,
            CheckedCount = verified.CheckedCount,
            Kinds = [.. verified.Kinds],
            Findings = [.. verified.Findings],
            Figures = paper.Figures.All.Where(cell => cell.Cell.State != CellState.Blank).ToDictionary(cell => PublishedReport.Key(cell.Row, cell.Column), cell => cell.Cell.Written),
        };
    }
}
