using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>Begins a bulletin on a period from a template (起草通报), changes its words and throws a draft away.</summary>
public sealed class StartBulletin(LantaiDb db, ScoreSheets sheets, ComposeBulletin composing, TimeProvider time)
{
    /// <param name="template">Any form; see <see cref="FormTemplate"/>.</param>
    /// <param name="number">发文字号 of a red-headed document; null for the other kinds.</param>
    /// <param name="on">The day it is meant to bear; today when null.</param>
    /// <exception cref="RefusedException">The period has no scores, or is of another region.</exception>
    public async Task<Bulletin> RunAsync(Actor actor, Region region, long periodId, BulletinForm template, DocumentNumber? number = null, DateOnly? on = null, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        if (period.RegionId != region.Id) throw new RefusedException("没有这个考评期，请重新选择。");
        var standings = await sheets.StandingsAsync(period, stop);
        if (standings.Groups.All(group => group.Rows.All(row => row.Total is null))) throw new RefusedException($"{period.Title}还没有一个单位有总分，请先录入得分再起草通报。");
        var form = await BeginAsync(region, period, template, standings, number, on ?? time.Today(), stop);
        var bulletin = new Bulletin { RegionId = region.Id, PeriodId = period.Id, Kind = form.Kind };
        bulletin.Write(form, TitleOf(form, composing.Compose(form, standings).Draft), actor.Name, time.GetUtcNow());
        db.Bulletins.Add(bulletin);
        await db.SaveChangesAsync(stop);
        db.Record(time, actor, "起草通报", bulletin.Subject, $"起草{period.Title}的通报。", region.Id);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return bulletin;
    }

    private async Task<BulletinForm> BeginAsync(
        Region region, ScoringPeriod period, BulletinForm template, Standings standings, DocumentNumber? number, DateOnly on, CancellationToken stop)
    {
        var issued = template.Masthead is { } masthead ? await db.IssuedNumbersAsync(region.Id, masthead, on.Year, stop) : [];
        var start = new FormStart(region.OfficeName, region.Contact, period.Period, on, issued.Count > 0 ? issued[^1].Number.Number + 1 : 1, number);
        return FormTemplate.Begin(template, start, standings).OnPage();
    }

    /// <summary>As it will be printed; as it was typed while it cannot be.</summary>
    internal static string TitleOf(BulletinForm form, Draft? draft) =>
        draft?.Paper.PlainTitle ?? string.Concat(form.Title.Text.Split('\n').Select(line => line.Trim()));
}
