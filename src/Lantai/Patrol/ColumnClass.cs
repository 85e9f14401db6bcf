using System.Globalization;
using Lantai.Packs;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>A class of columns and how often one of it must be updated.</summary>
/// <param name="Words">By which a column is known: its type, name or title contains one.</param>
/// <param name="MaxAgeDays">Null for what is only updated when it changes.</param>
public sealed record ColumnClass(string Name, IReadOnlyList<string> Words, int? MaxAgeDays, Severity Severity, Citation Basis)
{
    internal static IReadOnlyList<ColumnClass> Load(PackFolder packs)
    {
        var path = packs.Find("columns", "classes", ".csv");
        var file = Path.GetFileName(path);
        return [.. PackTable.Read(path, "类别", "词", "天数", "级别", "依据", "把握").Select(row => new ColumnClass(
            row["类别"], row.Words("词"), row["天数"].Length > 0 ? row.Count(file, "天数") : null, row.Severity(file), row.Basis(file)))];
    }
}

/// <summary>A row of packs/columns/facts.csv: as which fact the findings in columns of a class count.</summary>
public sealed record ColumnFact(string Class, string Fact, Citation Basis)
{
    /// <exception cref="RefusedException">A row names a class that there is not, or one for the second time, or no fact.</exception>
    internal static IReadOnlyList<ColumnFact> Load(PackFolder packs, IReadOnlyList<ColumnClass> classes)
    {
        var path = packs.Find("columns", "facts", ".csv");
        var (file, seen) = (Path.GetFileName(path), new HashSet<string>(StringComparer.Ordinal));
        return [.. PackTable.Read(path, "类别", "事实", "依据", "把握").Select(Of)];

        ColumnFact Of(PackRow row)
        {
            if (!classes.Any(known => known.Name == row["类别"])) throw row.Wrong(file, $"没有“{row["类别"]}”这一栏目类别。");
            if (!seen.Add(row["类别"])) throw row.Wrong(file, $"类别“{row["类别"]}”重复，一处问题只能计为一种事实。");
            return row["事实"].Length > 0 ? new(row["类别"], row["事实"], row.Basis(file)) : throw row.Wrong(file, "“事实”没有写。");
        }
    }
}

/// <summary>A column as the office names it in its register.</summary>
/// <param name="MaxAgeDays">The column's own cycle; null for its class's.</param>
public sealed record RegisteredColumn(string Address, string Name, string Class, int? MaxAgeDays)
{
    /// <summary>On what the column's own cycle rests.</summary>
    public string LimitBasis { get; init; } = "本单位登记的更新周期";

    /// <summary>Reads the register: 地址,栏目,类别,天数.</summary>
    /// <exception cref="RefusedException">The file cannot be read or names a class that there is not.</exception>
    public static IReadOnlyList<RegisteredColumn> Read(string path, IReadOnlyList<ColumnClass> classes)
    {
        var file = Path.GetFileName(path);
        return [.. PackTable.Read(path, "地址", "栏目", "类别", "天数").Select(row => Read(row, file, classes))];
    }

    private static RegisteredColumn Read(PackRow row, string file, IReadOnlyList<ColumnClass> classes)
    {
        var known = string.Join('、', classes.Select(c => c.Name));
        if (!classes.Any(c => c.Name == row["类别"])) throw row.Wrong(file, $"没有“{row["类别"]}”这一类别，现有：{known}。");
        if (Addresses.WebAddress.Parse(row["地址"]) is not { IsWeb: true } address) throw row.Wrong(file, $"“{row["地址"]}”不是网址。");
        if (address.HasUser) throw row.Wrong(file, Addresses.AddressSecret.Refusal(address));
        int? days = null;
        if (row["天数"].Length > 0)
            days = int.TryParse(row["天数"], NumberStyles.None, CultureInfo.InvariantCulture, out var given) && given > 0
                ? given
                : throw row.Wrong(file, $"“天数”应为正整数，现为“{row["天数"]}”。");
        return new(address.WithoutFragment().Text, row["栏目"], row["类别"], days);
    }
}
