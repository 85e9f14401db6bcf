using System.Globalization;
using Lantai.Assessment;
using Lantai.Calendar;

namespace Lantai.Bulletins;

/// <summary>A column of the score sheet that can be counted or averaged.</summary>
internal sealed record Measure(string Name, Func<StandingRow, decimal?> Of, Func<StandingRow, bool> Applies, decimal? Maximum);

/// <summary>
/// The arguments of a placeholder, read as what they should be. Each refuses in a sentence that lists what there is;
/// the draft adds file, line and placeholder.
/// </summary>
internal sealed class FigureArguments(IReadOnlyList<string> arguments, BulletinForm form, Standings standings)
{
    public BulletinForm Form => form;

    public Standings Standings => standings;

    public bool Has(int index) => index < arguments.Count;

    public string Text(int index) => arguments[index];

    public Period Period => standings.Period ?? form.Period ?? throw new RefusedException("得分表和表单都没有写明考评期，请在表单中写明考评期（period）。");

    /// <summary>The named group, or every group when the argument is left out.</summary>
    public IReadOnlyList<StandingGroup> Groups(int index) => Has(index) ? [Group(index)] : standings.Groups;

    public StandingGroup Group(int index) => GroupNamed(standings, Text(index));

    /// <exception cref="RefusedException">There is no such group.</exception>
    public static StandingGroup GroupNamed(Standings standings, string name) =>
        standings.Groups.FirstOrDefault(group => PrintedName.Same(group.Name, name))
        ?? throw new RefusedException($"没有“{name}”这个组别，现有：{string.Join("、", standings.Groups.Select(group => group.Name))}。");

    public int Count(int index) =>
        int.TryParse(Text(index), NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is >= 1 and <= 999
            ? count
            : throw new RefusedException($"“{Text(index)}”应为1到999的整数。");

    public decimal Number(int index) =>
        decimal.TryParse(Text(index), NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new RefusedException($"“{Text(index)}”应为数字。");

    public BandCount Band(int index) =>
        standings.Bands.FirstOrDefault(band => PrintedName.Same(band.Name, Text(index)))
        ?? throw new RefusedException(standings.Bands.Count == 0
            ? "考评方案没有划分等次。"
            : $"没有“{Text(index)}”这个等次，现有：{string.Join("、", standings.Bands.Select(band => band.Name))}。");

    /// <summary>The unit of that full or short name, in whichever group.</summary>
    public (StandingGroup Group, StandingRow Row) Unit(int index)
    {
        foreach (var group in standings.Groups)
            foreach (var row in group.Rows)
                if (PrintedName.Same(row.Unit, Text(index)) || form.ShortNames.GetValueOrDefault(row.Unit) == Text(index)) return (group, row);
        throw new RefusedException($"得分表中没有“{Text(index)}”{Performers.Guess(Text(index), standings.Groups.SelectMany(g => g.Rows).Select(r => r.Unit))}。");
    }

    /// <summary>总分 when the argument is left out, 全年总分, or an indicator.</summary>
    public Measure Measure(int index, StandingGroup group)
    {
        var name = Has(index) ? Text(index) : "总分";
        if (name == "总分") return new Measure(name, row => row.Total, row => !row.States.Contains(CellState.Stopped), null);
        if (name == "全年总分") return new Measure(name, row => row.YearTotal, _ => true, null);
        var column = group.Indicators.Index().FirstOrDefault(indicator => PrintedName.Same(indicator.Item.Name, name));
        if (column.Item is null) throw new RefusedException($"{group.Name}没有“{name}”这项指标，现有：{string.Join("、", group.Indicators.Select(i => i.Name).Append("总分").Append("全年总分"))}。");
        return new Measure(name, row => row.Points[column.Index], row => StateOf(row, column.Index) is CellState.Scored or CellState.Missing, column.Item.Maximum);
    }

    /// <summary>The figures of the units to which the measure applies; a missing one is refused, never taken for 0.</summary>
    public static IReadOnlyList<(StandingRow Row, decimal Figure)> Column(StandingGroup group, Measure measure)
    {
        var rows = group.Rows.Where(measure.Applies).ToList();
        var missing = rows.Where(row => measure.Of(row) is null).Select(row => row.Unit).ToList();
        if (missing.Count > 0) throw new RefusedException($"{group.Name}中{string.Join("、", missing)}没有“{measure.Name}”，请补全后再引用。");
        if (rows.Count == 0) throw new RefusedException($"{group.Name}没有可供计算的“{measure.Name}”。");
        return [.. rows.Select(row => (row, measure.Of(row)!.Value))];
    }

    /// <summary>What sentences call the units, parted as in a list of names.</summary>
    public string Names(IEnumerable<StandingRow> rows) => string.Join("、", rows.Select(row => form.ShortNames.GetValueOrDefault(row.Unit, row.Unit)));

    private static CellState StateOf(StandingRow row, int column) =>
        column < row.States.Count ? row.States[column] : row.Points[column] is null ? CellState.Missing : CellState.Scored;
}
