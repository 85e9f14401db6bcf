using System.Text.Json;

namespace Lantai.Patrol;

/// <summary>A column as a person saw it who changes it: what others changed since then, and what patrols learnt, stays as it is now.</summary>
public sealed record SeenColumn(ColumnEntry Entry, ColumnState State)
{
    public static SeenColumn Of(SiteColumn column) => new(ColumnEntry.Of(column), column.State);

    /// <summary>As a form carries it; <see cref="Parse"/> reads it back.</summary>
    public string ToText() => JsonSerializer.Serialize(this);

    /// <exception cref="RefusedException">It is not what the form carried.</exception>
    public static SeenColumn Parse(string? text)
    {
        try
        {
            if (JsonSerializer.Deserialize<SeenColumn>(text ?? "") is { Entry: not null } seen) return seen;
        }
        catch (JsonException)
        {
            // Refused below.
        }
        throw new RefusedException("本页的内容不完整，请重新打开本页后再改。");
    }

    /// <summary>What stands there now, with what the person changed. Pure.</summary>
    /// <exception cref="RefusedException">Somebody else has changed the same since, to something else, or has left the column out.</exception>
    internal ColumnEntry Over(SiteColumn column, ColumnEntry wanted)
    {
        var now = ColumnEntry.Of(column);
        if (column.State == ColumnState.Left && State != ColumnState.Left) throw new RefusedException($"栏目“{now.Name}”刚被别人移出，请重新打开本页，核对后再改。");
        T Field<T>(string label, Func<ColumnEntry, T> field) => Merged(now.Name, label, field(Entry), field(wanted), field(now));
        return now with
        {
            Name = Field("名称", entry => entry.Name),
            Class = Field("类别", entry => entry.Class),
            MostAgeDays = Field("更新天数", entry => entry.MostAgeDays),
            UnitId = Field("责任单位", entry => entry.UnitId),
            DutyItemId = Field("公开事项", entry => entry.DutyItemId),
        };
    }

    private static T Merged<T>(string name, string label, T seen, T wanted, T now)
    {
        if (Equals(wanted, seen) || Equals(wanted, now)) return now;
        return Equals(now, seen) ? wanted : throw new RefusedException($"栏目“{name}”的{label}刚被别人改过，请重新打开本页，核对后再改。");
    }
}
