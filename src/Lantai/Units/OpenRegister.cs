using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Storage;

namespace Lantai.Units;

/// <summary>
/// A region's register opened for one change. Nobody else changes it until it is saved or let go, so that the rules
/// about names hold on what is written.
/// </summary>
internal sealed class OpenRegister : IAsyncDisposable
{
    private readonly LantaiDb db;
    private readonly long regionId;
    private readonly IDbContextTransaction transaction;

    private OpenRegister(LantaiDb db, long regionId, IDbContextTransaction transaction, List<UnitGroup> groups, List<Unit> units) =>
        (this.db, this.regionId, this.transaction, Groups, Units) = (db, regionId, transaction, groups, units);

    /// <summary>In their order; new ones last.</summary>
    public List<UnitGroup> Groups { get; }

    /// <summary>In their order; new ones last.</summary>
    public List<Unit> Units { get; }

    public static async Task<OpenRegister> ForAsync(LantaiDb db, long regionId)
    {
        var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlAsync($"select 1 from region where id = {regionId} for no key update");
        var groups = await db.GroupsOf(regionId).ToListAsync();
        var units = await db.UnitsOf(regionId).WithAll().ToListAsync();
        return new OpenRegister(db, regionId, transaction, groups, units);
    }

    public UnitRegister Value => UnitRegister.Of(Groups, Units);

    /// <summary>The unit, if it is still as the person saw it. It will be saved as changed, also when only its names are.</summary>
    /// <param name="seen">The version that the person saw.</param>
    public async Task<Unit> GetAsync(long unitId, uint seen)
    {
        var unit = Find(unitId) ?? throw new RefusedException("没有这个单位。");
        if (unit.Version != seen) throw await ChangedMeanwhileAsync(unit);
        return unit;
    }

    public Unit? Find(long unitId) => Units.Find(unit => unit.Id == unitId);

    public UnitGroup GroupOf(string name) =>
        Groups.Find(group => group.Name == name) ?? throw new RefusedException($"没有“{name}”这个组别，请先在“组别”中新增。");

    public UnitGroup AddGroup(string name)
    {
        var group = new UnitGroup { RegionId = regionId, Name = name, DisplayOrder = Groups.Select(known => known.DisplayOrder).DefaultIfEmpty().Max() + 1 };
        Groups.Add(group);
        db.UnitGroups.Add(group);
        return group;
    }

    public Unit AddUnit()
    {
        var unit = new Unit { RegionId = regionId };
        Units.Add(unit);
        db.Units.Add(unit);
        return unit;
    }

    /// <summary>Writes the entry onto the unit, all but its dissolution, which may name a unit that is still to come.</summary>
    public void Put(Unit unit, UnitEntry entry)
    {
        Touch(unit);
        var group = GroupOf(entry.Group);
        if (entry.Order is null) unit.DisplayOrder = Units.Where(other => other != unit && other.Group == group).Select(other => other.DisplayOrder).DefaultIfEmpty().Max() + 1;
        else unit.DisplayOrder = entry.Order.Value;
        unit.Group = group;
        unit.SetNames(UnitNameKind.Full, entry.FullNames);
        unit.SetNames(UnitNameKind.ShortForm, entry.ShortForms);
        unit.SetSite(entry.SiteAddress, entry.HasNoSite);
        unit.ExcludedFrom = [.. entry.ExcludedFrom];
    }

    /// <summary>Writes the entry's dissolution onto the unit; all units of the change stand in the register by now.</summary>
    public void PutDissolution(Unit unit, UnitEntry entry)
    {
        if (entry.DissolvedOn is null) unit.Reinstate();
        else unit.Dissolve(entry.DissolvedOn.Value, entry.Successor is null ? null : Units.Find(heir =>
            heir.Name == entry.Successor && heir != unit && SuccessorRules.Outlives(heir.DissolvedOn, entry)));
    }

    /// <summary>Marks the unit as changed, so that its version moves on also when only its names are other.</summary>
    public void Touch(Unit unit)
    {
        if (db.Entry(unit).State != EntityState.Added) db.Entry(unit).Property(changed => changed.DisplayOrder).IsModified = true;
    }

    /// <summary>Refuses a unit that is wrong by itself or takes a name that is another's.</summary>
    public void Check(Unit changed)
    {
        var entries = Units.ConvertAll(UnitEntry.Of);
        var place = Units.IndexOf(changed);
        foreach (var (_, sentence) in entries[place].Wrongs()) throw new RefusedException(sentence);
        foreach (var conflict in NameRules.Conflicts(entries))
            if (conflict.One == place || conflict.Other == place) throw new RefusedException(conflict.Sentence);
        foreach (var (wrong, sentence) in SuccessorRules.Wrongs(entries))
            if (wrong == place || entries[wrong].Successor == changed.Name) throw new RefusedException(sentence);
    }

    public async Task SaveAsync()
    {
        try
        {
            await db.SaveChangesAsync();
        }
        catch (DbUpdateConcurrencyException cause)
        {
            throw new RefusedException("单位名录刚被别人改过，请重新打开本页，核对后再改。", cause);
        }
        await transaction.CommitAsync();
    }

    /// <summary>Lets go; what was not saved is forgotten.</summary>
    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        db.ChangeTracker.Clear();
    }

    private async Task<RefusedException> ChangedMeanwhileAsync(Unit unit)
    {
        var last = await db.Journal.Where(line => line.RegionId == regionId && line.Subject == UnitSentences.SubjectOf(unit.Id))
            .OrderByDescending(line => line.Id).Select(line => new { line.Actor, line.At }).FirstOrDefaultAsync();
        var who = last is null ? "别人" : $"{last.Actor}（{OfficeTime.Local(last.At):yyyy-MM-dd HH:mm}）";
        return new RefusedException($"“{unit.Name}”刚被{who}改过，您看到的已不是最新内容；请重新打开本页，核对后再改。");
    }
}
