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
            console.Write(Table(StandingsSheet.Of(scheme, group)));
            console.WriteLine(Summary(group));
        }
        foreach (var band in standings.Bands)
            console.WriteLine($"{band.Name}：{band.Count}家，占比{Figures.Percent(band.Share * 100)}");
    }

    private static Table Table(Sheet sheet)
    {
        var table = new Table { Border = TableBorder.Square, Title = new TableTitle(Markup.Escape(sheet.Name)) };
        foreach (var column in sheet.Columns)
        {
            var head = new TableColumn(Markup.Escape(column.Name));
            table.AddColumn(column.Kind == SheetColumnKind.Number ? head.RightAligned() : head);
        }
        foreach (var row in sheet.Rows)
            table.AddRow([.. row.Select((cell, i) => Markup.Escape(Text(cell, sheet.Columns[i])))]);
        return table;
    }

    /// <summary>One precision for each column.</summary>
    private static string Text(SheetCell cell, SheetColumn column) =>
        cell.Number?.ToString($"F{column.Decimals}", CultureInfo.InvariantCulture) ?? cell.Text ?? "";

    private static string Summary(StandingGroup group)
    {
        var units = $"{group.Name}{group.Rows.Count}个单位";
        var figures = GroupFigures.Of(group.Rows.Select(row => row.Total));
        if (figures.Count == 0) return units + "。";
        return $"{units}，平均{Two(figures.Average)}，最高{Two(figures.Maximum)}，最低{Two(figures.Minimum)}，中位数{Two(figures.Median)}。";
    }

    private static string Two(decimal? figure) => Figures.Points(Math.Round(figure!.Value, 2, MidpointRounding.AwayFromZero));
}
