using System.Globalization;
using Lantai.Assessment;
using Lantai.Papers;
using Spectre.Console;

namespace Lantai.Cli;

/// <summary>The result as tables for people: one for each group, the bands under them.</summary>
internal static class StandingsTable
{
    public static void Print(Scheme scheme, Standings standings, TextWriter output)
    {
        var console = PlainConsole.Create(output);
        console.WriteLine(standings.SchemeTitle + (standings.Period is { } period ? $"（{period.Title}）" : ""));
        foreach (var group in standings.Groups)
        {
            console.Write(Table(scheme, group));
            var figures = GroupFigures.Of(group.Rows.Select(row => row.Total));
            if (figures.Count > 0)
                console.WriteLine($"{group.Name}{group.Rows.Count}个单位，平均{Two(figures.Average)}分，最高{Figures.Points(figures.Maximum!.Value)}，最低{Figures.Points(figures.Minimum!.Value)}，中位数{Two(figures.Median)}分。");
        }
        foreach (var band in standings.Bands)
            console.WriteLine($"{band.Name}：{band.Count}家，占比{Figures.Percent(band.Share * 100)}");
    }

    private static Table Table(Scheme scheme, StandingGroup group)
    {
        var table = new Table { Border = TableBorder.Square, Title = new TableTitle(Markup.Escape(group.Name)) };
        var hasRank = scheme.Ranking.Numbering != Numbering.None;
        var hasYear = group.Rows.Any(row => row.YearTotal is not null);
        var hasBand = group.Rows.Any(row => row.Band is not null);
        var hasMovement = group.Rows.Any(row => row.Movement is not null);
        if (hasRank) Right(table, "名次");
        table.AddColumn("单位");
        foreach (var column in group.Indicators) Right(table, column.Name + (column.Maximum is { } most ? $"（{Figures.Points(most)}）" : ""));
        Right(table, "总分");
        if (hasYear) Right(table, "全年总分");
        if (hasMovement) Right(table, "升降");
        if (hasBand) table.AddColumn("等次");
        var decimals = Enumerable.Range(0, group.Indicators.Count).Select(i => SheetColumn.DecimalsOf(group.Rows.Select(row => row.Points[i]))).ToArray();
        var (total, year) = (SheetColumn.DecimalsOf(group.Rows.Select(row => row.Total)), SheetColumn.DecimalsOf(group.Rows.Select(row => row.YearTotal)));
        foreach (var row in group.Rows)
        {
            List<string> cells = [];
            if (hasRank) cells.Add(row.Rank?.ToString(CultureInfo.InvariantCulture) ?? "");
            cells.Add(UnitNames.Printed(scheme, row));
            cells.AddRange(row.Points.Select((points, i) => row.States[i] == CellState.NotApplicable ? "/" : Fixed(points, decimals[i])));
            cells.Add(Fixed(row.Total, total));
            if (hasYear) cells.Add(Fixed(row.YearTotal, year));
            if (hasMovement) cells.Add(row.Movement is { } moved ? moved.ToString("+0;-0;0", CultureInfo.InvariantCulture) : "");
            if (hasBand) cells.Add(row.Band ?? "");
            table.AddRow([.. cells.Select(Markup.Escape)]);
        }
        return table;
    }

    private static void Right(Table table, string name) => table.AddColumn(new TableColumn(Markup.Escape(name)).RightAligned());

    private static string Fixed(decimal? figure, int decimals) => figure?.ToString($"F{decimals}", CultureInfo.InvariantCulture) ?? "";

    private static string Two(decimal? figure) => Figures.Plain(Math.Round(figure!.Value, 2, MidpointRounding.AwayFromZero));
}
