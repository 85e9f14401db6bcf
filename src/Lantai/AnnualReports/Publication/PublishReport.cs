using Lantai.AnnualReports.Collection;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>Publishes the accepted report of a unit: from then on it is what it is, and only a later edition puts it right.</summary>
public sealed class PublishReport(LantaiDb db, FillReport fill, ReadReports reading, FreezeReport freeze, ReportGate gate, SameAgain same, TimeProvider time)
{
    /// <summary>What would be said of the report if it went out with that day.</summary>
    public Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, ReportSheet sheet, DateOnly signedOn, CancellationToken stop = default) =>
        CheckAsync(regionId, sheet, sheet.Report.CorrectionBecause, signedOn, stop);

    private async Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, ReportSheet sheet, string? correction, DateOnly signedOn, CancellationToken stop) =>
    [
        .. await reading.CheckAsync(regionId, sheet, withSisters: true, signedOn, stop),
        .. await LateTodayAsync(sheet, signedOn, stop),
        .. await gate.LookAsync(sheet, correction, signedOn, stop),
        .. await UnchangedAsync(sheet, signedOn, stop),
    ];

    /// <summary>Of a report that can go out: before it is accepted a figure of its sentences may be missing.</summary>
    private async Task<IEnumerable<ReportRemark>> UnchangedAsync(ReportSheet sheet, DateOnly signedOn, CancellationToken stop) =>
        sheet.Report.IsAccepted && await same.LookAsync(sheet.Report, sheet.ToReport() with { SignedOn = signedOn }, stop) is { } remark ? [remark] : [];

    /// <summary>A day of signature in time does not make a publication in time. A correction is always later; what counts is the first edition.</summary>
    private async Task<IReadOnlyList<ReportRemark>> LateTodayAsync(ReportSheet sheet, DateOnly signedOn, CancellationToken stop)
    {
        var (last, today, report) = (sheet.Deadline.For(sheet.Year), time.Today(), sheet.Report);
        // The verifier speaks of a day of signature that is late itself.
        if (today <= last || signedOn > last) return [];
        if (await db.ReportEditions.AnyAsync(edition => edition.AnnualYearId == report.AnnualYearId && edition.UnitId == report.UnitId, stop)) return [];
        return [new ReportRemark(RemarkWeight.Doubtful, "公布期限", "公布日期",
            $"今天是{today:yyyy-MM-dd}，{sheet.Deadline.Title}应当在{last:yyyy-MM-dd}以前公布（{sheet.Deadline.Basis.Text}）；成文日期在期限内，也是逾期公布。")];
    }

    /// <param name="seen">The revision that was looked at.</param>
    /// <param name="signedOn">成文日期.</param>
    /// <param name="acceptedBecause">Why it goes out although something is doubtful; needed only then.</param>
    /// <exception cref="RefusedException">It is not accepted, the verifier finds an error, or a doubt has no reason; nothing is published.</exception>
    public async Task<ReportEdition> RunAsync(
        Actor actor, long regionId, long id, int seen, DateOnly signedOn, string? acceptedBecause, CancellationToken stop = default)
    {
        ReportEdition? published = null;
        await fill.ChangeAsync(actor, regionId, null, id, seen, "公布年度报告", async report =>
        {
            fill.RefuseRunningYear(report, "公布");
            if (signedOn > time.Today()) throw new RefusedException($"成文日期{signedOn:yyyy-MM-dd}还没有到，请填今天或以前的日期。");
            var correction = report.CorrectionBecause;
            report.Publish(actor.Name, time.GetUtcNow());
            var sheet = await reading.OfAsync(regionId, report, stop);
            var because = Because(await CheckAsync(regionId, sheet, correction, signedOn, stop), acceptedBecause);
            published = await freeze.RunAsync(actor, report, sheet.ToReport() with { SignedOn = signedOn }, because, correction, stop);
            return $"已公布（第{published.Edition}版）";
        }, stop);
        return published!;
    }

    internal static string? Because(IReadOnlyList<ReportRemark> remarks, string? acceptedBecause)
    {
        if (remarks.Where(remark => remark.IsError).ToList() is { Count: > 0 } errors)
            throw new RefusedException($"核验有{errors.Count}处错误，不能公布：\n{Sentences(errors)}");
        if (remarks.Where(remark => remark.Weight == RemarkWeight.Doubtful).ToList() is not { Count: > 0 } doubts) return null;
        return string.IsNullOrWhiteSpace(acceptedBecause)
            ? throw new RefusedException($"有{doubts.Count}处需要确认，请写明理由后再公布：\n{Sentences(doubts)}")
            : acceptedBecause.Trim();
    }

    private static string Sentences(IEnumerable<ReportRemark> remarks) => string.Join('\n', remarks.Select(remark => $"{remark.Where}：{remark.Sentence}"));
}
