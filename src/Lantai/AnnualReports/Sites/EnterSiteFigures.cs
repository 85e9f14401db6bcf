using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Patrol;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.AnnualReports.Sites;

/// <summary>Types or imports fields of a website's yearly table.</summary>
public sealed class EnterSiteFigures(LantaiDb db, PackFolder packs, TimeProvider time)
{
    /// <param name="seen"><see cref="SiteYear.Typed"/> of the table that was looked at.</param>
    /// <param name="written">By field; "" takes a field's content away, a field that is not there stays as it is.</param>
    /// <returns>How many fields changed.</returns>
    /// <exception cref="RefusedException">
    /// No such site, something else was typed since, a year that has not come, or a content that the field cannot take; nothing is written.
    /// </exception>
    public async Task<int> RunAsync(
        Actor actor, long regionId, long siteId, int year, string seen, IReadOnlyDictionary<string, string> written, CancellationToken stop = default)
    {
        var site = await db.PatrolSites.SingleOrDefaultAsync(known => known.Id == siteId && known.RegionId == regionId, stop)
            ?? throw new RefusedException("没有这个网站，请从列表重新打开。");
        if (year > time.Today().Year) throw new RefusedException($"{year}年还没有到，不能填报这一年的报表。");
        var form = SiteForm.Read(packs);
        if (Problems(form, written) is { Count: > 0 } wrong) throw new RefusedException(string.Join('\n', wrong.Select(one => one.Sentence)));
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from patrol_site where id = {siteId} for update", stop);
        var kept = await db.SiteFigures.Where(figure => figure.SiteId == siteId && figure.Year == year).ToDictionaryAsync(figure => figure.FieldKey, stop);
        if (SiteFigure.StampOf(kept.ToDictionary(figure => figure.Key, figure => figure.Value.Written)) != seen)
            throw new RefusedException($"{site.Name}的报表刚由{kept.Values.MaxBy(figure => figure.EnteredAt)?.EnteredBy ?? "别人"}改过，请重新打开这一页，核对后再填。");
        var changed = written.Where(field => (kept.GetValueOrDefault(field.Key)?.Written ?? "") != field.Value.Trim()).ToList();
        foreach (var (key, text) in changed) Write(siteId, year, key, text.Trim(), kept.GetValueOrDefault(key), actor);
        var titles = string.Join('、', changed.Take(5).Select(field => form.Field(field.Key).Title));
        if (changed.Count > 0) db.Record(time, actor, "填报网站年度报表", site.Subject, $"{site.Name}{year}年度报表改{changed.Count}项：{titles}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return changed.Count;
    }

    /// <summary>What the fields cannot take, every one of them.</summary>
    public static IReadOnlyList<(string Key, string Sentence)> Problems(SiteForm form, IReadOnlyDictionary<string, string> written) =>
    [
        .. from field in form.Fields
           where written.ContainsKey(field.Key)
           let problem = field.Problem(written[field.Key].Trim())
           where problem is not null
           select (field.Key, problem),
    ];

    private void Write(long siteId, int year, string key, string text, SiteFigure? kept, Actor actor)
    {
        if (text.Length == 0) db.SiteFigures.Remove(kept!);
        else if (kept is not null) (kept.Written, kept.EnteredAt, kept.EnteredBy) = (text, time.GetUtcNow(), actor.Name);
        else db.SiteFigures.Add(new SiteFigure { SiteId = siteId, Year = year, FieldKey = key, Written = text, EnteredAt = time.GetUtcNow(), EnteredBy = actor.Name });
    }
}
