using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>A paper with its number and day, written as files: what issuing freezes.</summary>
/// <param name="Words">What the portal shows.</param>
internal sealed record IssuedPaper(
    BulletinForm Form, Paper Paper, string StandingsHash, string? DoubtsAcceptedBecause, string Words, StoredFile Html, StoredFile Docx, StoredFile Xlsx);

/// <summary>
/// Issues a reviewed bulletin (签发): gives it its number and day, has it verified once more, and freezes it as files. Two
/// that are issued at the same moment get numbers one after the other.
/// </summary>
public sealed class IssueBulletin(LantaiDb db, CheckBulletin checking, FileStore files, PaperLayout layout, TimeProvider time)
{
    private const long LargestFile = 200L << 20;

    /// <param name="seen">The revision that the leader read; null when that does not matter.</param>
    /// <param name="on">成文日期.</param>
    /// <param name="acceptedBecause">Why it is issued although something is doubtful; needed only then.</param>
    /// <exception cref="RefusedException">It is not reviewed, its period is open, the verifier found an error, a doubt has no reason, or day or number do not follow.</exception>
    public async Task<Bulletin> RunAsync(Actor actor, long id, int? seen, DateOnly on, string? acceptedBecause = null, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var bulletin = await db.LockBulletinAsync(id, stop);
        bulletin.RefuseUnlessSeen(seen);
        bulletin.RefuseUnlessReviewed();
        var period = await db.LockPeriodAsync(bulletin.PeriodId, stop);
        if (period.IsOpen) throw new RefusedException($"{period.Title}还没有关闭，不能签发。");
        if (on > time.Today()) throw new RefusedException($"成文日期{ChineseDate.Of(on)}还没有到，请填今天或以前的日期。");
        await db.LockIssuingAsync(bulletin.RegionId, stop);
        var paper = await FreezeAsync(actor, bulletin, period, await NumberAsync(bulletin, on, stop), acceptedBecause, stop);
        bulletin.Issue(paper, actor.Name, time.GetUtcNow());
        db.Record(
            time, actor, "签发通报", bulletin.Subject, $"签发“{bulletin.Title}”{(bulletin.Number is { } number ? $"（{number}）" : "")}。", bulletin.RegionId,
            Frozen.Write(new { bulletin.PaperHash, bulletin.StandingsHash, bulletin.DoubtsAcceptedBecause }));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return bulletin;
    }

    /// <summary>The form with the number and day that it would get if it were issued on that day.</summary>
    /// <exception cref="RefusedException">Day or number do not follow those already issued.</exception>
    public async Task<BulletinForm> NumberAsync(Bulletin bulletin, DateOnly on, CancellationToken stop = default)
    {
        var form = bulletin.ReadForm();
        if (form.Number is { } number) await RefuseNumberAsync(bulletin, number, on, stop);
        if (form.Issue is not { } planned) return form.Dated(on);
        var issued = await db.IssuedNumbersAsync(bulletin.RegionId, form.Masthead!, on.Year, stop);
        var next = IssueNumbering.Next(issued.Select(known => known.Number), on, issued.Count > 0 ? issued[0].Number.Number : planned.Number);
        if (issued.Count > 0 && on < issued[^1].On)
            throw new RefusedException($"{issued[^1].Number}的日期是{ChineseDate.Of(issued[^1].On)}，{next}不能早于这一天，请核对成文日期。");
        return form.Dated(on, next.Number);
    }

    private async Task RefuseNumberAsync(Bulletin bulletin, DocumentNumber number, DateOnly on, CancellationToken stop)
    {
        if (number.Year != on.Year) throw new RefusedException($"发文字号{number}的年份与成文日期{ChineseDate.Of(on)}不一致，请退回更正。");
        var text = number.ToString();
        if (await db.Bulletins.AnyAsync(known => known.RegionId == bulletin.RegionId && known.DocumentNumber == text && known.IssuedAt != null, stop))
            throw new RefusedException($"{number}已经用过，不能再用；请退回更正发文字号。");
    }

    private async Task<IssuedPaper> FreezeAsync(Actor actor, Bulletin bulletin, ScoringPeriod period, BulletinForm form, string? acceptedBecause, CancellationToken stop)
    {
        var standings = period.ReadStandings()!;
        var draft = Draft.Compose(form, standings, layout);
        var check = await checking.RunAsync(bulletin.RegionId, draft.Paper, stop);
        ReviewBulletin.RefuseErrors(CheckBulletin.Errors(check), "签发");
        var because = Because(CheckBulletin.Doubts(check, draft), acceptedBecause);
        var name = FileName(draft.Paper.PlainTitle);
        return new IssuedPaper(
            form, draft.Paper, period.Hash!, because, PaperHtml.Words(draft.Paper, layout),
            await PutAsync(actor, name + ".html", "text/html; charset=utf-8", output => output.Write(Encoding.UTF8.GetBytes(PaperHtml.Render(draft.Paper, layout))), stop),
            await PutAsync(actor, name + ".docx", BulletinFile.Docx.MediaType, output => PaperDocx.Write(draft.Paper, output, layout), stop),
            await PutAsync(actor, name + ".xlsx", BulletinFile.Xlsx.MediaType, output => SheetXlsx.Write(draft.Sheets, output), stop));
    }

    private static string? Because(IReadOnlyList<string> doubts, string? acceptedBecause)
    {
        if (doubts.Count == 0) return null;
        return string.IsNullOrWhiteSpace(acceptedBecause)
            ? throw new RefusedException($"有{doubts.Count}处需要确认，请写明理由后再签发：\n{string.Join('\n', doubts)}")
            : acceptedBecause.Trim();
    }

    private async Task<StoredFile> PutAsync(Actor actor, string name, string mediaType, Action<Stream> write, CancellationToken stop)
    {
        using var content = new MemoryStream();
        write(content);
        content.Position = 0;
        return await files.PutAsync(db, content, name, mediaType, actor.Name, LargestFile, stop);
    }

    /// <summary>The title as a file's name: what no system takes in a name is left out.</summary>
    internal static string FileName(string title) => string.Concat(title.Split(['/', '\\', ':', '*', '?', '"', '<', '>', '|', '\n', '\t']));
}
