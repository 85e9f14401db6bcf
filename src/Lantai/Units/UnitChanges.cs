using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Units;

/// <summary>What the office does to its units; each act whole, under the rules of the register, with its line in the journal.</summary>
internal sealed class UnitChanges(LantaiDb db, TimeProvider time)
{
    public async Task<long> CreateAsync(Actor actor, long regionId, UnitEntry entry)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var unit = register.AddUnit();
        register.Put(unit, entry.WithNameFrom());
        register.Check(unit);
        // The journal names the unit by the number that the database gives it.
        await db.SaveChangesAsync();
        db.Record(time, actor, "新增单位", UnitSentences.SubjectOf(unit.Id), $"新增单位“{entry.Name}”（{entry.Group}）。", regionId);
        await register.SaveAsync();
        return unit.Id;
    }

    /// <summary>Takes what the form says; the dissolution stays as it is.</summary>
    /// <param name="seen">The version that the person saw.</param>
    public async Task EditAsync(Actor actor, long regionId, long unitId, uint seen, UnitEntry entry)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var unit = await register.GetAsync(unitId, seen);
        var before = UnitEntry.Of(unit);
        register.Put(unit, entry.WithNameFrom());
        register.Check(unit);
        var changes = FieldChange.Between(before, UnitEntry.Of(unit));
        if (changes.Count == 0) return;
        await RecordAsync(register, actor, "修改单位", unit, UnitSentences.Changed(before.Name, changes), changes);
    }

    public async Task RenameAsync(Actor actor, long regionId, long unitId, uint seen, string name, DateOnly from)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var unit = await register.GetAsync(unitId, seen);
        var before = UnitEntry.Of(unit);
        register.Touch(unit);
        unit.Rename(DatedName.Clean(name, "新名称"), from);
        register.Check(unit);
        await RecordAsync(register, actor, "单位更名", unit, $"“{before.Name}”自{from:yyyy-MM-dd}起更名为“{unit.Name}”。",
            FieldChange.Between(before, UnitEntry.Of(unit)));
    }

    /// <param name="on">The unit's last day.</param>
    public async Task DissolveAsync(Actor actor, long regionId, long unitId, uint seen, DateOnly on, long? successorId)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var unit = await register.GetAsync(unitId, seen);
        var successor = successorId is null ? null : register.Find(successorId.Value) ?? throw new RefusedException("没有这个承接单位。");
        var before = UnitEntry.Of(unit);
        register.Touch(unit);
        unit.Dissolve(on, successor);
        register.Check(unit);
        var heir = successor is null ? "" : $"，由“{successor.Name}”承接";
        await RecordAsync(register, actor, "撤销单位", unit, $"“{unit.Name}”撤销，最后一天为{on:yyyy-MM-dd}{heir}。",
            FieldChange.Between(before, UnitEntry.Of(unit)));
    }

    public async Task ReinstateAsync(Actor actor, long regionId, long unitId, uint seen)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var unit = await register.GetAsync(unitId, seen);
        var before = UnitEntry.Of(unit);
        register.Touch(unit);
        unit.Reinstate();
        register.Check(unit);
        await RecordAsync(register, actor, "恢复单位", unit, $"恢复单位“{unit.Name}”。", FieldChange.Between(before, UnitEntry.Of(unit)));
    }

    /// <summary>Puts a group's units into that order.</summary>
    /// <param name="seen">The order that the person saw.</param>
    public async Task OrderAsync(Actor actor, long regionId, long groupId, IReadOnlyList<long> seen, IReadOnlyList<long> wanted)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var units = register.Units.Where(unit => unit.GroupId == groupId).ToList();
        Ordering.Check(seen, wanted, [.. units.Select(unit => unit.Id)]);
        foreach (var unit in units) unit.DisplayOrder = wanted.ToList().IndexOf(unit.Id) + 1;
        var group = register.Groups.Find(known => known.Id == groupId);
        db.Record(time, actor, "调整单位排序", $"unit-group/{groupId}", $"调整“{group?.Name}”的单位排序。", regionId);
        await register.SaveAsync();
    }

    private async Task RecordAsync(
        OpenRegister register, Actor actor, string act, Unit unit, string sentence, IReadOnlyList<FieldChange> changes)
    {
        db.Record(time, actor, act, UnitSentences.SubjectOf(unit.Id), sentence, unit.RegionId, UnitSentences.Detail(changes));
        await register.SaveAsync();
    }
}
