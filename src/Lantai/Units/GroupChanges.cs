using Lantai.Journal;
using Lantai.Storage;

namespace Lantai.Units;

/// <summary>What the office does to its groups.</summary>
internal sealed class GroupChanges(LantaiDb db, TimeProvider time)
{
    public async Task AddAsync(Actor actor, long regionId, string? name)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var group = register.AddGroup(FreeName(register, name, null));
        await db.SaveChangesAsync();
        Record(actor, "新增组别", group, $"新增组别“{group.Name}”。");
        await register.SaveAsync();
    }

    /// <param name="seen">The name that the person saw.</param>
    public async Task ChangeAsync(Actor actor, long regionId, long groupId, string? seen, string? name, GroupLevel level)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var group = Get(register, groupId);
        if (group.Name != seen) throw new RefusedException($"组别“{seen}”刚被别人改为“{group.Name}”，请核对后再改。");
        var free = FreeName(register, name, group);
        if (free == group.Name && level == group.Level) return;
        var done = new[] { free == group.Name ? null : $"改名为“{free}”", level == group.Level ? null : $"级别由{group.Level.Title}改为{level.Title}" };
        (group.Name, group.Level) = (free, level);
        Record(actor, "修改组别", group, $"组别“{seen}”{string.Join('，', done.OfType<string>())}。");
        await register.SaveAsync();
    }

    /// <summary>Removes a group without units.</summary>
    public async Task DeleteAsync(Actor actor, long regionId, long groupId)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var group = Get(register, groupId);
        var units = register.Units.Count(unit => unit.GroupId == groupId);
        if (units > 0) throw new RefusedException($"“{group.Name}”里还有{units}个单位，请先把它们调到别的组别，再删除。");
        db.UnitGroups.Remove(group);
        Record(actor, "删除组别", group, $"删除组别“{group.Name}”。");
        await register.SaveAsync();
    }

    /// <param name="seen">The order that the person saw.</param>
    public async Task OrderAsync(Actor actor, long regionId, IReadOnlyList<long> seen, IReadOnlyList<long> wanted)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        Ordering.Check(seen, wanted, [.. register.Groups.Select(group => group.Id)]);
        foreach (var group in register.Groups) group.DisplayOrder = wanted.ToList().IndexOf(group.Id) + 1;
        db.Record(time, actor, "调整组别排序", "unit-group", "调整组别排序。", regionId);
        await register.SaveAsync();
    }

    private static UnitGroup Get(OpenRegister register, long groupId) =>
        register.Groups.Find(group => group.Id == groupId) ?? throw new RefusedException("没有这个组别，可能刚被别人删除。");

    private static string FreeName(OpenRegister register, string? name, UnitGroup? own)
    {
        var clean = DatedName.Clean(name, "组别");
        return register.Groups.Exists(group => group != own && group.Name == clean)
            ? throw new RefusedException($"已经有“{clean}”这个组别。")
            : clean;
    }

    private void Record(Actor actor, string act, UnitGroup group, string sentence) =>
        db.Record(time, actor, act, $"unit-group/{group.Id}", sentence, group.RegionId);
}
