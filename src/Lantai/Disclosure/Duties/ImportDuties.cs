using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>One thing that an import would do.</summary>
/// <param name="What">新增事项, 更改事项, 分给单位, 重新分给单位.</param>
public sealed record DutyChange(string Code, string Title, string What, string Detail);

/// <summary>What an import would do; with errors it does nothing.</summary>
public sealed record DutyPlan(IReadOnlyList<DutyChange> Changes, IReadOnlyList<string> Errors, int Unchanged);

/// <summary>Takes a local catalogue in: looked at first, then written whole or not at all. What the file leaves out stays.</summary>
public sealed class ImportDuties(LantaiDb db, TimeProvider time)
{
    /// <summary>What the file would change, without changing anything.</summary>
    public async Task<DutyPlan> PlanAsync(long regionId, IReadOnlyList<SourceTable> tables, CancellationToken stop = default)
    {
        var plan = await ApplyAsync(regionId, DutyFile.Read(tables), stop);
        db.ChangeTracker.Clear();
        return plan;
    }

    /// <exception cref="RefusedException">The file has errors.</exception>
    public async Task<DutyPlan> RunAsync(Actor actor, long regionId, IReadOnlyList<SourceTable> tables, CancellationToken stop = default)
    {
        var file = DutyFile.Read(tables);
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.Database.ExecuteSqlAsync($"select id from region where id = {regionId} for no key update", stop);
        var plan = await ApplyAsync(regionId, file, stop);
        if (plan.Errors.Count > 0) throw new RefusedException(string.Join('\n', plan.Errors));
        db.Record(time, actor, "导入公开目录", $"region/{regionId}", $"从{tables[0].File}导入公开事项，改动{plan.Changes.Count}处。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return plan;
    }

    private async Task<DutyPlan> ApplyAsync(long regionId, DutyFile file, CancellationToken stop)
    {
        var columns = (await db.PortalColumns.Where(column => column.RegionId == regionId).ToListAsync(stop))
            .ToLookup(column => column.Name, StringComparer.Ordinal);
        var items = await db.DutyItems.Include(item => item.Column).Where(item => item.RegionId == regionId).ToDictionaryAsync(item => item.Code, stop);
        var units = await KnownUnitsAsync(regionId, stop);
        var duties = (await db.Duties.Where(duty => duty.Item!.RegionId == regionId).ToListAsync(stop)).ToDictionary(duty => (duty.ItemId, duty.UnitId));
        var changes = new List<DutyChange>();
        var errors = file.Errors.ToList();
        var unchanged = 0;
        foreach (var row in file.Rows)
        {
            if (columns[row.Column].ToList() is not [var column])
            {
                errors.Add($"{row.Where}：{(columns.Contains(row.Column) ? "有几个" : "没有")}名为“{row.Column}”的栏目，请先在“栏目”里核对名称。");
                continue;
            }
            var before = changes.Count;
            var item = Write(items.GetValueOrDefault(row.Code), regionId, row, column, changes);
            foreach (var name in row.Units)
            {
                if (!units.TryGetValue(name, out var named)) errors.Add($"{row.Where}：名录里没有“{name}”，请写单位全称、组别名称或“全部单位”。");
                else foreach (var unit in named) Assign(item, unit, row, duties, changes);
            }
            if (changes.Count == before) unchanged++;
        }
        return new DutyPlan(changes, errors, unchanged);
    }

    /// <summary>Units by full name, by group and all together.</summary>
    private async Task<Dictionary<string, List<Unit>>> KnownUnitsAsync(long regionId, CancellationToken stop)
    {
        var today = time.Today();
        var units = (await db.UnitsOf(regionId).WithAll().AsNoTrackingWithIdentityResolution().ToListAsync(stop)).Where(unit => !unit.IsDissolvedOn(today))
            .ToList();
        var known = units.GroupBy(unit => unit.Group!.Name, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.ToList(), StringComparer.Ordinal);
        foreach (var unit in units) known[unit.NameOn(today)] = [unit];
        known["全部单位"] = units;
        return known;
    }

    private DutyItem Write(DutyItem? item, long regionId, DutyFileRow row, PortalColumn column, List<DutyChange> changes)
    {
        if (item is null)
        {
            item = new DutyItem
            {
                RegionId = regionId,
                Code = row.Code,
                Title = row.Title,
                Content = row.Content,
                Theme = row.Theme,
                Basis = row.Basis,
                LimitKind = row.Limit.Kind,
                LimitCount = row.Limit.Count,
                LimitBasis = row.Basis,
                Cycle = row.Cycle,
                Channel = row.Channel,
                Proof = row.Proof,
                ColumnId = column.Id,
            };
            db.Add(item);
            changes.Add(new DutyChange(row.Code, row.Title, "新增事项", $"{row.Limit.Title}，栏目“{column.Name}”"));
            return item;
        }
        var was = Said(item);
        (item.Title, item.Content, item.Theme, item.Basis, item.LimitBasis, item.Cycle) = (row.Title, row.Content, row.Theme, row.Basis, row.Basis, row.Cycle);
        (item.LimitKind, item.LimitCount, item.Channel, item.Proof, item.Column) = (row.Limit.Kind, row.Limit.Count, row.Channel, row.Proof, column);
        var changed = Said(item).Zip(was).Where(pair => pair.First != pair.Second).Select(pair => $"{pair.Second.Value} → {pair.First.Value}").ToList();
        if (changed.Count > 0) changes.Add(new DutyChange(row.Code, row.Title, "更改事项", string.Join("；", changed)));
        return item;
    }

    private static IReadOnlyList<(string Key, string Value)> Said(DutyItem item) =>
    [
        ("title", item.Title), ("content", item.Content), ("theme", item.Theme), ("basis", item.Basis), ("limit", item.Limit.Title),
        ("cycle", item.Cycle?.Title ?? "不定期"), ("channel", item.Channel), ("proof", item.Proof), ("column", item.Column!.Name),
    ];

    private void Assign(DutyItem item, Unit unit, DutyFileRow row, Dictionary<(long, long), Duty> duties, List<DutyChange> changes)
    {
        if (item.Id > 0 && duties.TryGetValue((item.Id, unit.Id), out var duty))
        {
            if (duty.EndedOn is { } ended)
            {
                duty.Resume();
                // One whose end has not come was never away.
                if (ended <= time.Today()) duty.SinceOn = time.Today();
                changes.Add(new DutyChange(item.Code, item.Title, "重新分给单位", $"{unit.Name}（原定自{ended:yyyy-MM-dd}起不再承担）"));
            }
            if (row.Owner is null || duty.Owner == row.Owner) return;
            changes.Add(new DutyChange(item.Code, item.Title, "更改责任科室", $"{unit.Name}：{row.Owner}"));
            duty.Owner = row.Owner;
            return;
        }
        if (db.Duties.Local.Any(made => made.Item == item && made.UnitId == unit.Id)) return;
        db.Add(new Duty { Item = item, UnitId = unit.Id, Owner = row.Owner, SinceOn = time.Today() });
        changes.Add(new DutyChange(item.Code, item.Title, "分给单位", unit.Name));
    }
}
