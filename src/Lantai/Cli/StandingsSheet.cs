using System.Text;
using Lantai.Assessment;
using Lantai.Papers;

namespace Lantai.Cli;

/// <summary>The result as sheets: one for each group in XLSX, one for all in CSV.</summary>
internal static class StandingsSheet
{
    public static void WriteXlsx(Scheme scheme, Standings standings, string path)
    {
        var sheets = standings.Groups.Select(group => Sheet(scheme, group.Name, [group])).ToList();
        try
        {
            using var output = File.Create(path);
            SheetXlsx.Write(sheets, output);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能写入{path}，请检查文件夹和权限，或关闭正在使用它的程序。", cause);
        }
    }

    public static void WriteCsv(Scheme scheme, Standings standings, TextWriter output)
    {
        using var bytes = new MemoryStream();
        SheetCsv.Write(Sheet(scheme, "成绩", standings.Groups, withGroup: true), bytes);
        output.Write(Encoding.UTF8.GetString(bytes.ToArray()));
    }

    private static Sheet Sheet(Scheme scheme, string name, IReadOnlyList<StandingGroup> groups, bool withGroup = false)
    {
        var indicators = groups.SelectMany(group => group.Indicators).Select(column => column.Name).Distinct().ToList();
        var rows = groups.SelectMany(group => group.Rows.Select(row => new Line(group, row))).ToList();
        var all = new List<(SheetColumn Column, Func<Line, SheetCell> Cell)>
        {
            (SheetColumn.Number("名次", []), line => line.Row.Rank),
            (new SheetColumn("单位"), line => UnitNames.Printed(scheme, line.Row)),
            (new SheetColumn("分组"), line => line.Group.Name),
        };
        all.AddRange(indicators.Select(indicator => (SheetColumn.Number(indicator, rows.Select(line => line.Points(indicator))), (Func<Line, SheetCell>)(line => line.Shown(indicator)))));
        all.Add((SheetColumn.Number("总分", rows.Select(line => line.Row.Total)), line => line.Row.Total));
        all.Add((SheetColumn.Number("全年总分", rows.Select(line => line.Row.YearTotal)), line => line.Row.YearTotal));
        all.Add((new SheetColumn("等次"), line => line.Row.Band));
        var printed = all.Where(column => IsPrinted(column.Column.Name)).ToList();
        return new Sheet(name, [.. printed.Select(column => column.Column)], [.. rows.Select(line => (IReadOnlyList<SheetCell>)[.. printed.Select(column => column.Cell(line))])]);

        bool IsPrinted(string column) => column switch
        {
            "名次" => scheme.Ranking.Numbering != Numbering.None,
            "分组" => withGroup,
            "全年总分" => rows.Any(line => line.Row.YearTotal is not null),
            "等次" => scheme.Bands.Bands.Count > 0,
            _ => true,
        };
    }

    private sealed record Line(StandingGroup Group, StandingRow Row)
    {
        public decimal? Points(string indicator) => Place(indicator) is >= 0 and var place ? Row.Points[place] : null;

        /// <summary>Blank, "/" and 0 are three different things.</summary>
        public SheetCell Shown(string indicator) =>
            Place(indicator) is >= 0 and var place && Row.States[place] == CellState.NotApplicable ? "/" : Points(indicator);

        private int Place(string indicator)
        {
            for (var i = 0; i < Group.Indicators.Count; i++)
                if (Group.Indicators[i].Name == indicator) return i;
            return -1;
        }
    }
}
