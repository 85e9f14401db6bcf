using Lantai.Assessment;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>A bulletin with what it rests on.</summary>
/// <param name="Draft">Null while the form cannot be filled from the standings.</param>
/// <param name="Problems">Why, one sentence each; also the blanks still open.</param>
public sealed record ComposedBulletin(
    Bulletin Bulletin, ScoringPeriod Period, BulletinForm Form, Standings Standings, Draft? Draft, IReadOnlyList<string> Problems)
{
    /// <exception cref="RefusedException">It has problems.</exception>
    public Draft RequireDraft() => Draft is not null && Problems.Count == 0 ? Draft : throw new RefusedException(string.Join('\n', Problems));
}

/// <summary>Fills a bulletin's form from its period's standings: frozen when the period is closed, as they are now while it is open.</summary>
public sealed class ComposeBulletin(LantaiDb db, ScoreSheets sheets, PaperLayout layout)
{
    /// <summary>The bulletin of that region; null when there is none of that number.</summary>
    public async Task<ComposedBulletin?> FindAsync(long regionId, long id, CancellationToken stop = default)
    {
        var bulletin = await db.Bulletins.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id && known.RegionId == regionId, stop);
        return bulletin is null ? null : await OfAsync(bulletin, stop);
    }

    public async Task<ComposedBulletin> OfAsync(Bulletin bulletin, CancellationToken stop = default)
    {
        var period = await db.ScoringPeriods.AsNoTracking().SingleAsync(known => known.Id == bulletin.PeriodId, stop);
        var (form, standings) = (bulletin.ReadForm(), await sheets.StandingsAsync(period, stop));
        var (draft, problems) = Compose(form, standings);
        return new ComposedBulletin(bulletin, period, form, standings, draft, problems);
    }

    /// <summary>The draft, or why there is none.</summary>
    public (Draft? Draft, IReadOnlyList<string> Problems) Compose(BulletinForm form, Standings standings)
    {
        try
        {
            return (Draft.Compose(form, standings, layout), form.OpenBlanks());
        }
        catch (RefusedException refusal)
        {
            return (null, [.. refusal.Message.Split('\n'), .. form.OpenBlanks()]);
        }
    }
}
