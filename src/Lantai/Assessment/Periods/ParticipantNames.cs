using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Assessment;

/// <summary>Finds the unit of a period that a file means: by its name, a short form or a former name, whatever the brackets.</summary>
public sealed class ParticipantNames
{
    private readonly Dictionary<string, PeriodUnit> _units = new(StringComparer.Ordinal);
    private readonly List<PeriodUnit> _leftOut;
    private readonly List<string> _names;

    private ParticipantNames(List<PeriodUnit> units, ILookup<long, string> otherNames)
    {
        var takingPart = units.Where(unit => unit.TakesPart).ToList();
        (_names, _leftOut) = ([.. takingPart.Select(unit => unit.Name)], [.. units.Where(unit => !unit.TakesPart)]);
        foreach (var unit in takingPart) _units[PrintedName.Plain(unit.Name)] = unit;
        var others = takingPart.SelectMany(unit => otherNames[unit.UnitId].Select(name => (Name: PrintedName.Plain(name), Unit: unit)))
            .Distinct().GroupBy(other => other.Name, StringComparer.Ordinal).Where(same => same.Count() == 1);
        foreach (var other in others) _units.TryAdd(other.Key, other.Single().Unit);
    }

    public static async Task<ParticipantNames> ReadAsync(LantaiDb db, long periodId, CancellationToken stop = default)
    {
        var units = await db.PeriodUnits.AsNoTracking().Where(unit => unit.PeriodId == periodId).OrderBy(unit => unit.Place).ToListAsync(stop);
        var ids = units.Select(unit => unit.UnitId).ToArray();
        var names = await db.UnitNames.Where(name => ids.Contains(name.UnitId)).Select(name => new { name.UnitId, name.Text }).ToListAsync(stop);
        return new ParticipantNames(units, names.ToLookup(name => name.UnitId, name => name.Text));
    }

    /// <summary>Every written form that means one unit and no other.</summary>
    public IReadOnlyCollection<string> Known => _units.Keys;

    /// <summary>The unit; null when no unit of the period is meant.</summary>
    public PeriodUnit? Find(string name) => _units.GetValueOrDefault(PrintedName.Plain(name));

    /// <summary>Why no unit is meant, as a sentence that proposes the nearest name.</summary>
    public string WhyNot(string name)
    {
        if (_leftOut.Find(unit => PrintedName.Same(unit.Name, name)) is { } leftOut) return $"“{name}”不参加本期考评：{leftOut.LeftOutBecause}。";
        return Spelling.Nearest(name, _names) is { } near ? $"没有单位“{name}”，是否为“{near}”。" : $"没有单位“{name}”，请核对名称，或先在“单位”中添加。";
    }
}
