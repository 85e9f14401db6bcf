using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Makes a region's columns and the items of the law, and gives every unit its duties. Done again it adds what is missing
/// and leaves alone what is there, so that new units get theirs.
/// </summary>
public sealed class OpenCatalogue(LantaiDb db, PackFolder packs, TimeProvider time)
{
    private const string LawPack = "foi-2019";

    /// <summary>The 26 fields of 国办发〔2019〕54号, for regions that keep them.</summary>
    public const string GrassrootsPack = "grassroots-26";

    /// <param name="classes">What the units of a group are, by the group's id; a group that is not named has no duties.</param>
    /// <returns>How many columns, items and duties are new.</returns>
    /// <exception cref="RefusedException">No group is named, or a pack has mistakes.</exception>
    public async Task<(int Columns, int Items, int Duties)> RunAsync(
        Actor actor, long regionId, IReadOnlyDictionary<long, UnitClass> classes, bool withGrassroots = false, CancellationToken stop = default)
    {
        if (classes.Count == 0) throw new RefusedException("请至少给一个组别选定单位性质。");
        var columnRows = ColumnPack.Read(PackFile.Read(packs.Find("columns", "portal-61")));
        string[] names = withGrassroots ? [LawPack, GrassrootsPack] : [LawPack];
        var read = names.Select(name => DutyPack.Read(PackFile.Read(packs.Find("duties", name)))).ToList();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from region where id = {regionId} for no key update", stop);
        var (columns, newColumns) = await ColumnsAsync(regionId, columnRows, stop);
        var (newItems, newDuties) = (0, 0);
        foreach (var pack in read)
        {
            var (items, more) = await ItemsAsync(regionId, pack, columns, stop);
            newItems += more;
            newDuties += await DutiesAsync(regionId, pack, items, classes, stop);
            // The next pack looks for what is there by its rows.
            await db.SaveChangesAsync(stop);
        }
        db.Record(time, actor, "建立公开目录", $"region/{regionId}", $"建立{newColumns}个栏目、{newItems}个公开事项，分给单位{newDuties}项。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return (newColumns, newItems, newDuties);
    }

    private async Task<(Dictionary<string, PortalColumn> Columns, int New)> ColumnsAsync(long regionId, IReadOnlyList<ColumnRow> rows, CancellationToken stop)
    {
        var columns = await db.PortalColumns.Where(column => column.RegionId == regionId).ToDictionaryAsync(column => column.Key, stop);
        var count = columns.Count;
        foreach (var (row, order) in rows.Select((row, order) => (row, order)))
        {
            if (columns.ContainsKey(row.Key)) continue;
            columns[row.Key] = new PortalColumn
            {
                RegionId = regionId,
                Key = row.Key,
                Name = row.Name,
                Kind = row.Kind,
                Description = row.Description,
                Keywords = row.Keywords,
                Basis = row.Basis.Clause ?? "",
                Cycle = row.Cycle,
                Reviews = [.. row.Reviews],
                DisplayOrder = order,
            };
            db.Add(columns[row.Key]);
        }
        return (columns, columns.Count - count);
    }

    private async Task<(Dictionary<string, DutyItem> Items, int New)> ItemsAsync(
        long regionId, DutyPack pack, Dictionary<string, PortalColumn> columns, CancellationToken stop)
    {
        var items = await db.DutyItems.Where(item => item.RegionId == regionId).ToDictionaryAsync(item => item.Code, stop);
        var count = items.Count;
        foreach (var row in pack.Items.Where(row => !items.ContainsKey(row.Code)))
        {
            if (!columns.TryGetValue(row.Column, out var column)) throw new RefusedException($"公开事项{row.Code}的栏目“{row.Column}”不在栏目规则包里。");
            items[row.Code] = new DutyItem
            {
                RegionId = regionId,
                Code = row.Code,
                Title = row.Title,
                Content = row.Content,
                Theme = row.Theme,
                Basis = row.Basis.Clause ?? "",
                LimitKind = row.Limit.Kind,
                LimitCount = row.Limit.Count,
                LimitBasis = row.LimitBasis,
                Cycle = row.Cycle,
                Channel = pack.Channel,
                Proof = row.Proof,
                Column = column,
            };
            db.Add(items[row.Code]);
        }
        return (items, items.Count - count);
    }

    private async Task<int> DutiesAsync(
        long regionId, DutyPack pack, Dictionary<string, DutyItem> items, IReadOnlyDictionary<long, UnitClass> classes, CancellationToken stop)
    {
        var today = time.Today();
        var units = await db.Units.Where(unit => unit.RegionId == regionId && (unit.DissolvedOn == null || unit.DissolvedOn >= today))
            .Select(unit => new { unit.Id, unit.GroupId }).ToListAsync(stop);
        var known = (await db.Duties.Where(duty => duty.Item!.RegionId == regionId).Select(duty => new { duty.ItemId, duty.UnitId }).ToListAsync(stop))
            .Select(duty => (duty.ItemId, duty.UnitId)).ToHashSet();
        var made = (from unit in units
                    where classes.ContainsKey(unit.GroupId)
                    from row in pack.Items
                    where row.For.Contains(classes[unit.GroupId])
                    let item = items[row.Code]
                    where item.Id == 0 || !known.Contains((item.Id, unit.Id))
                    select new Duty { Item = item, UnitId = unit.Id, SinceOn = today }).ToList();
        db.AddRange(made);
        return made.Count;
    }
}
