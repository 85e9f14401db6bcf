using Lantai.AnnualReports.Collection;
using Lantai.Calendar;
using Lantai.Journal;

namespace Lantai.AnnualReports.Publication;

/// <summary>Publishes the accepted report of a unit: from then on it is what it is, and only a later edition puts it right.</summary>
public sealed class PublishReport(FillReport fill, ReadReports reading, FreezeReport freeze, TimeProvider time)
{
    /// <summary>What would be said of the report if it went out with that day.</summary>
    public Task<IReadOnlyList<ReportRemark>> CheckAsync(long regionId, ReportSheet sheet, DateOnly signedOn, CancellationToken stop = default) =>
        reading.CheckAsync(regionId, sheet, withSisters: true, signedOn, stop);

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
            if (signedOn > time.Today()) throw new RefusedException($"成文日期{signedOn:yyyy-MM-dd}还没有到，请填今天或以前的日期。");
            var correction = report.CorrectionBecause;
            report.Publish(actor.Name, time.GetUtcNow());
            var sheet = await reading.OfAsync(regionId, report, stop);
            var because = Because(await CheckAsync(regionId, sheet, signedOn, stop), acceptedBecause);
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
