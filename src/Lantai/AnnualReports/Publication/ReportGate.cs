using Lantai.AnnualReports.Collection;
using Lantai.Disclosure;
using Lantai.Files;
using Lantai.Storage;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Publication;

/// <summary>Looks at a report as at any text before the public gets to see it: its words, its attachments and what these hide.</summary>
public sealed class ReportGate(LantaiDb db, FileGate files, Lazy<WordingRules> rules)
{
    /// <returns>Doubts only: they go on with a reason.</returns>
    /// <param name="correction">Why the edition before is put right; goes out with the report. Null where there is none.</param>
    public async Task<IReadOnlyList<ReportRemark>> LookAsync(ReportSheet sheet, string? correction, DateOnly on, CancellationToken stop = default)
    {
        var remarks = new List<ReportRemark>();
        foreach (var (where, words) in Words(sheet, correction))
            remarks.AddRange(BodyWords.In(rules.Value, words, on, where).Select(doubt => Doubt("表述", where, doubt)));
        var attachments = sheet.Report.Attachments.OrderBy(file => file.Position).ToList();
        var ids = attachments.Select(file => file.FileId).ToList();
        var stored = await db.Files.AsNoTracking().Where(file => ids.Contains(file.Id)).ToDictionaryAsync(file => file.Id, stop);
        foreach (var file in attachments)
            remarks.AddRange((await files.LookAsync(stored[file.FileId], file.Name, on, stop)).Doubts.Select(doubt => Doubt("附件", $"附件“{file.Name}”", doubt)));
        return remarks;
    }

    private static IEnumerable<(string Where, string Words)> Words(ReportSheet sheet, string? correction)
    {
        var prose = sheet.ToReport().Prose;
        foreach (var section in sheet.Format.Written)
            if (prose.GetValueOrDefault(section.Key) is { Count: > 0 } paragraphs)
                yield return (section.Title, string.Join('\n', paragraphs.Select(text => Plain(text, sheet))));
        if (correction is not null) yield return ("更正理由", correction);
        if (sheet.Report.Attachments.Count > 0) yield return ("附件名", string.Join('\n', sheet.Report.Attachments.Select(file => file.Name)));
    }

    /// <summary>A figure that is missing is told by another check.</summary>
    private static string Plain(string text, ReportSheet sheet) =>
        BoundText.PlainOr(text, sheet.Figures, BoundText.Without(text));

    private static ReportRemark Doubt(string title, string where, string sentence) => new(RemarkWeight.Doubtful, title, where, sentence);
}
