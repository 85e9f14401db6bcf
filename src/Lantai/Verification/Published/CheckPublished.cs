using Lantai.AnnualReports;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification.Annual;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Verification.Published;

/// <summary>What became of the papers of a batch.</summary>
/// <param name="Years">Of the reports kept, the newest first.</param>
/// <param name="Strangers">Publishers that are no unit of the register, or not clearly one.</param>
/// <param name="Refusals">A sentence for each paper that could not be read or kept.</param>
public sealed record CheckedBatch(int Kept, IReadOnlyList<int> Years, IReadOnlyList<string> Strangers, IReadOnlyList<string> Refusals)
{
    /// <summary>"" when every report is of a known unit.</summary>
    public string StrangersNamed => Strangers.Count == 0 ? "" : $"名录里没有、或者分不清是哪个单位的：{string.Join('、', Strangers)}，不计入考评；把名称登记为该单位的简称后重新核验。";
}

/// <summary>Checks the published annual reports of a region's units and keeps what was found.</summary>
public sealed class CheckPublished(LantaiDb db, RegionBasis basis, PackFolder packs, TimeProvider time)
{
    internal async Task<CheckedBatch> RunAsync(Actor actor, long regionId, IReadOnlyList<PaperToCheck> papers, CancellationToken stop = default)
    {
        var options = await basis.ReadAsync(regionId, stop) with { Formats = AnnualFormats.Read(packs) };
        var region = await db.Regions.AsNoTracking().SingleAsync(known => known.Id == regionId, stop);
        var publishers = await Publishers.ReadAsync(db, regionId, options.ShortForms, stop);
        var before = (await db.ReadFiguresAsync(regionId, null, stop)).ToDictionary(report => (report.Whose, report.Year));
        var lines = await CheckBatch.RunAsync(papers, new BatchBasis(options)
        {
            Other = document => throw new RefusedException($"{document.File}不是政府信息公开工作年度报告，没有核验；通报请用“逐份核验”。"),
            Whose = publishers.Whose,
            Figures = (whose, year) => before.GetValueOrDefault((whose, year))?.Read(options.Formats),
        }, stop: stop);
        var reports = lines.Select(line => Of(line, actor, regionId, publishers)).OfType<PublishedReport>().ToList();
        db.PublishedReports.AddRange(reports);
        var wrong = reports.Count(report => report.Outcome.HasErrors);
        if (reports.Count > 0) db.Record(time, actor, "核验年度报告", "published-report", $"核验公布的年度报告{reports.Count}份，有错误的{wrong}份。", regionId);
        await db.SaveChangesAsync(stop);
        return new CheckedBatch(
            reports.Count, [.. reports.Select(report => report.Year).Distinct().OrderDescending()],
            [.. reports.Where(report => report.IsOfStrangerTo(region)).Select(report => report.Publisher).Distinct()],
            [.. lines.Select(Refusal).OfType<string>()]);
    }

    private static string? Refusal(BatchLine line) =>
        line.Refusal ?? (IsKept(line) ? null : $"{line.File}看不出是哪个单位哪一年的年度报告，没有保存；请把单位和年度写进文件名再核验。");

    private static bool IsKept(BatchLine line) => line.Verified?.Report?.Title is { Unit.Length: > 0 };

    private PublishedReport? Of(BatchLine line, Actor actor, long regionId, Publishers publishers)
    {
        if (line.Verified is not { Report: { Title: { Unit.Length: > 0 } title } paper } verified) return null;
        return new PublishedReport
        {
            RegionId = regionId,
            Year = title.Year,
            Publisher = title.Unit,
            UnitId = publishers.UnitOf(title.Unit),
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
