using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;

namespace Lantai.Bulletins;

/// <summary>What a bulletin is begun from.</summary>
/// <param name="Template">Any form; see <see cref="FormTemplate"/>.</param>
public sealed record NewBulletin(long PeriodId, BulletinForm Template)
{
    /// <summary>发文字号 of a red-headed document.</summary>
    public DocumentNumber? Number { get; init; }

    /// <summary>The day it is meant to bear; today when null.</summary>
    public DateOnly? On { get; init; }

    /// <summary>The issue number of a brief where none of the year was issued here yet.</summary>
    public int FirstIssue { get; init; } = 1;
}

/// <summary>Begins a bulletin on a period from a template (起草通报).</summary>
public sealed class StartBulletin(LantaiDb db, ScoreSheets sheets, ComposeBulletin composing, TimeProvider time)
{
    /// <exception cref="RefusedException">The period has no scores, or is of another region; a red-headed document has no number.</exception>
    public async Task<Bulletin> RunAsync(Actor actor, Region region, NewBulletin wanted, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(wanted.PeriodId, stop);
        if (period.RegionId != region.Id) throw new RefusedException("没有这个考评期，请重新选择。");
        var standings = await sheets.StandingsAsync(period, stop);
        if (standings.Groups.All(group => group.Rows.All(row => row.Total is null))) throw new RefusedException($"{period.Title}还没有一个单位有总分，请先录入得分再起草通报。");
        var form = await BeginAsync(region, period, wanted, standings, stop);
        var bulletin = new Bulletin { RegionId = region.Id, PeriodId = period.Id, Kind = form.Kind };
        bulletin.Write(form, TitleOf(form, composing.Compose(form, standings).Draft), actor.Name, time.GetUtcNow());
        db.Bulletins.Add(bulletin);
        await db.SaveChangesAsync(stop);
        db.Record(time, actor, "起草通报", bulletin.Subject, $"起草{period.Title}的通报。", region.Id);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return bulletin;
    }

    private async Task<BulletinForm> BeginAsync(Region region, ScoringPeriod period, NewBulletin wanted, Standings standings, CancellationToken stop)
    {
        var on = wanted.On ?? time.Today();
        var issued = wanted.Template.Masthead is { } masthead ? await db.IssuedNumbersAsync(region.Id, masthead, on.Year, stop) : [];
        var issue = issued.Count > 0 ? issued[^1].Number.Number + 1 : wanted.FirstIssue;
        var start = new FormStart(region.OfficeName, region.Contact, period.Period, on, issue, wanted.Number);
        return FormTemplate.Begin(wanted.Template, start, standings).OnPage();
    }

    /// <summary>As it will be printed; as it was typed while it cannot be.</summary>
    internal static string TitleOf(BulletinForm form, Draft? draft) =>
        draft?.Paper.PlainTitle ?? string.Concat(form.Title.Text.Split('\n').Select(line => line.Trim()));
}
