using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>What the office gives about units of an open period besides their points.</summary>
public sealed class EditParticipants(LantaiDb db, TimeProvider time)
{
    /// <summary>
    /// The year's totals before this period, for months that were not scored here. Null goes back to what the closed
    /// periods say, at the next look at the register.
    /// </summary>
    public Task SetYearBeforeAsync(Actor actor, long periodId, IReadOnlyDictionary<long, decimal?> figures, CancellationToken stop = default) =>
        ChangeAsync(actor, periodId, "录入累计分", "年初以来累计", figures, (unit, figure) =>
        {
            if (unit.YearBefore == figure) return null;
            var from = unit.YearBefore;
            (unit.YearBefore, unit.IsYearBeforeTyped) = (figure, figure is not null);
            return new ParticipantChange(unit.Name, "年初以来累计", Shown(from), Shown(figure));
        }, stop);

    /// <summary>The order of tied units, given by hand: smaller first.</summary>
    public Task SetHandOrderAsync(Actor actor, long periodId, IReadOnlyDictionary<long, int?> order, CancellationToken stop = default) =>
        ChangeAsync(actor, periodId, "排定并列次序", "并列次序", order, (unit, place) =>
        {
            if (unit.HandOrder == place) return null;
            var from = unit.HandOrder;
            unit.HandOrder = place;
            return new ParticipantChange(unit.Name, "并列次序", Shown(from), Shown(place));
        }, stop);

    /// <summary>The marks that the scheme asks for.</summary>
    public Task SetMarksAsync(Actor actor, long periodId, IReadOnlyDictionary<long, IReadOnlyList<string>> marks, CancellationToken stop = default) =>
        ChangeAsync(actor, periodId, "标注参评单位", "标注", marks, (unit, words) =>
        {
            if (unit.Marks.ToHashSet().SetEquals(words)) return null;
            var from = unit.Marks;
            unit.Marks = [.. words];
            return new ParticipantChange(unit.Name, "标注", string.Join("、", from), string.Join("、", words));
        }, stop);

    private async Task ChangeAsync<T>(
        Actor actor, long periodId, string act, string what, IReadOnlyDictionary<long, T> values, Func<PeriodUnit, T, ParticipantChange?> change, CancellationToken stop)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var period = await db.LockPeriodAsync(periodId, stop);
        period.RefuseUnlessOpen();
        var units = await db.PeriodUnits.Where(unit => unit.PeriodId == periodId && unit.LeftOutBecause == null).ToListAsync(stop);
        var changes = units.Where(unit => values.ContainsKey(unit.UnitId)).Select(unit => change(unit, values[unit.UnitId])).OfType<ParticipantChange>().ToList();
        if (changes.Count > 0)
            db.Record(time, actor, act, period.Subject, $"修改{period.Title}{changes.Count}个单位的{what}。", period.RegionId, Frozen.Write(changes));
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private static string Shown(decimal? figure) => figure is { } number ? Figures.Plain(number) : "";
}
