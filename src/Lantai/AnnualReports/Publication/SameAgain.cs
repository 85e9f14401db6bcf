using System.Security.Cryptography;
using System.Text;
using Lantai.AnnualReports.Collection;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>Tells a correction that corrects nothing before it goes out.</summary>
public sealed class SameAgain(LantaiDb db, PaperLayout layout)
{
    /// <param name="of">With its attachments.</param>
    /// <param name="report">As it would go out.</param>
    /// <returns>An error where it is the last edition word for word, a doubt where only the day of signature differs; null otherwise.</returns>
    public async Task<ReportRemark?> LookAsync(UnitReport of, AnnualReport report, CancellationToken stop = default)
    {
        var last = await db.ReportEditions.AsNoTracking().Where(known => known.AnnualYearId == of.AnnualYearId && known.UnitId == of.UnitId)
            .OrderByDescending(known => known.Edition)
            .Select(known => new { known.Edition, known.SignedOn, known.Hash, Attachments = known.Attachments.Select(file => new { file.FileId, file.Name }).ToList() })
            .FirstOrDefaultAsync(stop);
        if (last is null || last.Hash != HashOf(report with { SignedOn = last.SignedOn })) return null;
        if (!last.Attachments.ToHashSet().SetEquals(of.Attachments.Select(file => new { file.FileId, file.Name }))) return null;
        return report.SignedOn == last.SignedOn
            ? new ReportRemark(RemarkWeight.Wrong, "更正", "全文", $"与已公布的第{last.Edition}版一字不差，没有更正的内容；请退回改好再公布。")
            : new ReportRemark(RemarkWeight.Doubtful, "更正", "全文", $"除了成文日期，与已公布的第{last.Edition}版一字不差；确实只更正日期的，写明理由。");
    }

    /// <summary>As the store of files makes it of the page.</summary>
    private string HashOf(AnnualReport report) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PaperHtml.Render(ReportPaper.Of(report), layout))));
}
