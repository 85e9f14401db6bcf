using Lantai.Files;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>An objection with what a list says about it.</summary>
public sealed record ObjectionView(Objection Objection, ScoringPeriod Period, string Unit, StoredFile? File)
{
    /// <summary>The newest first.</summary>
    public static async Task<IReadOnlyList<ObjectionView>> ReadAsync(LantaiDb db, IQueryable<Objection> objections, CancellationToken stop = default)
    {
        var rows = await (from objection in objections.AsNoTracking()
                          join period in db.ScoringPeriods on objection.PeriodId equals period.Id
                          join unit in db.PeriodUnits on new { objection.PeriodId, objection.UnitId } equals new { unit.PeriodId, unit.UnitId }
                          join stored in db.Files on objection.FileId equals stored.Id into files
                          from file in files.DefaultIfEmpty()
                          orderby objection.RaisedAt descending, objection.Id descending
                          select new { objection, period, unit.Name, file }).ToListAsync(stop);
        return [.. rows.Select(row => new ObjectionView(row.objection, row.period, row.Name, row.file))];
    }
}
