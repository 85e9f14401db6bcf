using System.Globalization;
using Lantai.Ui;

namespace Lantai.Assessment;

/// <summary>A group of the score sheet as a grid of inputs, and back.</summary>
public sealed record SheetGrid(string Id, SchemeGroup Group, IReadOnlyList<Indicator> Leaves, IReadOnlyList<GridColumn> Columns, IReadOnlyList<GridRow> Rows)
{
    /// <summary>The scheme gives points to a blank cell of this indicator, without any rule.</summary>
    public static bool HasBasePoints(Indicator leaf) => leaf.Entry == EntryKind.Typed && leaf.Start is not null;

    /// <param name="unitAddress">The page of a unit.</param>
    public static IReadOnlyList<SheetGrid> Of(ScoreSheet sheet, string stage, Func<long, string> unitAddress) =>
        [.. sheet.Groups.Select((entry, g) =>
        {
            var leaves = entry.Group.Leaves;
            return new SheetGrid($"g{g}", entry.Group, leaves, [.. leaves.Select((leaf, i) => Column(entry.Group, leaf, i))],
                [.. entry.Units.Select(unit => Row(sheet, stage, entry.Group, unit, leaves) with { Href = unitAddress(unit.UnitId) })]);
        })];

    /// <summary>What stands in the cells now, to be sent back with the form: whoever changed one in between is then noticed.</summary>
    public static string Seen(IReadOnlyList<SheetGrid> grids) =>
        string.Join('\n', grids.SelectMany(grid => grid.Rows).Select(row => string.Join('\t', row.Texts.Prepend(row.Key))));

    /// <summary>The cells that were sent.</summary>
    public static IReadOnlyList<TypedCell> Typed(IReadOnlyList<SheetGrid> grids, IFormCollection form, string seen)
    {
        var before = seen.Split('\n').Select(line => line.TrimEnd('\r').Split('\t')).Where(cells => cells.Length > 1)
            .DistinctBy(cells => cells[0]).ToDictionary(cells => cells[0], cells => cells[1..], StringComparer.Ordinal);
        return [.. from grid in grids
                   from row in grid.Rows
                   from place in Enumerable.Range(0, grid.Leaves.Count)
                   where form.ContainsKey(GridForm.NameOf(row.Key, grid.Columns[place].Key))
                   let text = form[GridForm.NameOf(row.Key, grid.Columns[place].Key)].ToString()
                   let saw = before.TryGetValue(row.Key, out var cells) && place < cells.Length ? cells[place] : null
                   select new TypedCell(UnitOf(row), grid.Leaves[place].Key, text, saw)];
    }

    /// <summary>The name of the input that a problem is about.</summary>
    public static string? NameOf(IReadOnlyList<SheetGrid> grids, CellProblem problem)
    {
        foreach (var grid in grids)
            foreach (var row in grid.Rows.Where(row => UnitOf(row) == problem.UnitId))
                for (var i = 0; i < grid.Leaves.Count; i++)
                    if (grid.Leaves[i].Key == problem.Indicator) return GridForm.NameOf(row.Key, grid.Columns[i].Key);
        return null;
    }

    /// <summary>The grid with what was typed in the cells that were not saved.</summary>
    public SheetGrid WithTyped(IFormCollection form, IReadOnlyList<CellProblem> problems)
    {
        var wrong = problems.Select(problem => (problem.UnitId, problem.Indicator)).ToHashSet();
        return WithTyped(form, (unit, leaf) => wrong.Contains((unit, leaf)));
    }

    /// <summary>The grid with all that was typed.</summary>
    public SheetGrid WithTyped(IFormCollection form) => WithTyped(form, (_, _) => true);

    private SheetGrid WithTyped(IFormCollection form, Func<long, string, bool> isTyped) => this with
    {
        Rows = [.. Rows.Select(row => row with
        {
            Texts = [.. row.Texts.Select((text, i) => isTyped(UnitOf(row), Leaves[i].Key) ? form[GridForm.NameOf(row.Key, Columns[i].Key)].ToString() : text)],
        })],
    };

    /// <summary>The blank cells that the scheme gives points to, with these points.</summary>
    public IEnumerable<TypedCell> BasePoints() =>
        from row in Rows
        from place in Enumerable.Range(0, Leaves.Count)
        where row.Texts[place].Length == 0 && HasBasePoints(Leaves[place])
        select new TypedCell(UnitOf(row), Leaves[place].Key, row.WhenBlank![place], "");

    private static GridColumn Column(SchemeGroup group, Indicator leaf, int place) => new($"c{place}", leaf.Name, leaf.Maximum)
    {
        Least = leaf.Minimum ?? decimal.MinValue,
        Step = leaf.Step,
        TakesSlash = CellText.MayBeNotApplicable(group.Total, leaf),
    };

    private static GridRow Row(ScoreSheet sheet, string stage, SchemeGroup group, PeriodUnit unit, IReadOnlyList<Indicator> leaves)
    {
        var score = sheet.ScoreOf(unit);
        return new GridRow(
            unit.UnitId.ToString(CultureInfo.InvariantCulture), unit.Name, [.. leaves.Select(leaf => CellText.Of(sheet.EntryOf(unit, leaf.Key, stage)).ToString())])
        {
            WhenBlank = [.. leaves.Select(leaf => new CellText(score[leaf.Key].State, score[leaf.Key].Figure).ToString())],
            Total = IsPlainSum(group, leaves) ? null : score.Total is { } total ? Figures.Plain(total) : Ui.Figure.None,
        };
    }

    /// <summary>Whether the total is nothing but the sum of the cells, so that it can follow while a person types.</summary>
    private static bool IsPlainSum(SchemeGroup group, IReadOnlyList<Indicator> leaves) =>
        group.Total is { ConvertTo: null, Vetoes.Count: 0 } total && total.Children.Count == leaves.Count
        && leaves.All(leaf => leaf is { Weight: 1, ConvertTo: null, CountsWhen: null, Vetoes.Count: 0, PerItem: null });

    private static long UnitOf(GridRow row) => long.Parse(row.Key, CultureInfo.InvariantCulture);
}
