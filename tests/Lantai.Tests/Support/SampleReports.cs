using System.Text;
using Lantai.AnnualReports;

namespace Lantai.Tests.Support;

/// <summary>Annual reports whose figures agree, made at random; one cell at a time can be changed.</summary>
internal sealed class SampleReports(int seed)
{
    public const string Unit = "青川县民政局";

    private readonly Random random = new(seed);

    public static AnnualFormat Format(int year) => AnnualFormats.Shipped.Of(year)!;

    public AnnualReport Report(int year = 2022)
    {
        var cells = new Dictionary<CellAt, AnnualCell>();
        FillProactive(Format(year), cells);
        FillRequests(Format(year), cells);
        foreach (var row in Format(year).Remedies.Rows) FillRow(row, cells, _ => random.Next(3));
        return Of(year, cells);
    }

    /// <summary>The same report with one cell written otherwise.</summary>
    public static AnnualReport With(AnnualReport report, CellAt at, AnnualCell cell)
    {
        var cells = report.Figures.All.ToDictionary(one => new CellAt(one.Row.Key, one.Column.Key), one => one.Cell);
        cells[at] = cell;
        var changed = new AnnualFigures(report.Figures.Format, cells);
        return report with { Figures = changed, Prose = Bound(report.Prose, report.Figures) };
    }

    /// <summary>The sentences with the figures they had: what is printed does not change with the tables.</summary>
    private static Dictionary<string, IReadOnlyList<string>> Bound(IReadOnlyDictionary<string, IReadOnlyList<string>> prose, AnnualFigures figures) =>
        prose.ToDictionary(section => section.Key, section => (IReadOnlyList<string>)[.. section.Value.Select(text => BoundText.Plain(text, figures))]);

    private static AnnualReport Of(int year, Dictionary<CellAt, AnnualCell> cells) => new(Unit, year, new AnnualFigures(Format(year), cells), new Dictionary<string, IReadOnlyList<string>>
    {
        ["overview"] =
        [
            "本年度按照规定公开政府信息，制发行政规范性文件{{documents.made}}件。",
            "本年新收政府信息公开申请{{received.total}}件，上年结转{{carried_in.total}}件，办结{{completed.total}}件，结转下年度继续办理{{carried_out.total}}件。",
        ],
        ["problems"] = ["一是栏目不够清楚。二是解读偏少。下一年逐项改进。"],
        ["others"] = ["本年度没有收取信息处理费。"],
    })
    { SignedOn = new DateOnly(year + 1, 1, 20) };

    private void FillProactive(AnnualFormat format, Dictionary<CellAt, AnnualCell> cells)
    {
        foreach (var row in format.Proactive.Rows)
            foreach (var column in row.Columns)
                cells[new CellAt(row.Key, column.Key)] = AnnualCell.Of(row.Key == "regulations" ? 0 : column.TakesFraction ? random.Next(100_000) / 100m : random.Next(30_000));
    }

    private void FillRequests(AnnualFormat format, Dictionary<CellAt, AnnualCell> cells)
    {
        var requests = format.Requests;
        foreach (var row in requests.Rows.Where(row => row.PartOf is not null)) FillRow(row, cells, _ => random.Next(4) == 0 ? random.Next(20) : 0);
        FillRow(format.Row("carried_out"), cells, _ => random.Next(3));
        FillRow(format.Row("completed"), cells, column => requests.Rows.Where(row => row.PartOf == "completed").Sum(row => cells[new CellAt(row.Key, column)].Value));
        decimal All(string column) => cells[new CellAt("completed", column)].Value + cells[new CellAt("carried_out", column)].Value;
        FillRow(format.Row("carried_in"), cells, column => Math.Min(random.Next(4), All(column)));
        FillRow(format.Row("received"), cells, column => All(column) - cells[new CellAt("carried_in", column)].Value);
    }

    private static void FillRow(AnnualRow row, Dictionary<CellAt, AnnualCell> cells, Func<string, decimal> figure)
    {
        foreach (var column in row.Parts) cells[new CellAt(row.Key, column.Key)] = AnnualCell.Of(figure(column.Key));
        cells[new CellAt(row.Key, AnnualFormat.TotalColumn)] = AnnualCell.Of(row.Parts.Sum(column => cells[new CellAt(row.Key, column.Key)].Value));
    }

    /// <summary>As a word processor's plain text has it: tabs between cells, names of groups once.</summary>
    /// <param name="apart">Every cell on a line of its own.</param>
    public static MemoryStream ToText(AnnualReport report, bool apart = false)
    {
        var text = new StringBuilder().AppendLine(report.Title).AppendLine();
        foreach (var section in report.Figures.Format.Sections)
        {
            text.AppendLine($"{"一二三四五六"[section.Number - 1]}、{section.Title}").AppendLine();
            foreach (var paragraph in report.Prose.GetValueOrDefault(section.Key) ?? []) text.AppendLine(BoundText.Plain(paragraph, report.Figures)).AppendLine();
            if (report.Figures.Format.Tables.FirstOrDefault(table => table.Number == section.Number) is not { } table) continue;
            foreach (var cells in Rows(table, report.Figures)) text.AppendLine(string.Join(apart ? "\n" : "\t", cells));
            text.AppendLine();
        }
        return new MemoryStream(Encoding.UTF8.GetBytes(text.ToString()));
    }

    public static IEnumerable<IReadOnlyList<string>> Rows(AnnualTable table, AnnualFigures figures)
    {
        List<string> Written(AnnualRow row) => [.. row.Columns.Select(column => figures[row.Key, column.Key].Written)];
        if (table.Number == 4)
        {
            yield return ["行政复议", "行政诉讼"];
            yield return ["未经复议直接起诉", "复议后起诉"];
            yield return [.. table.Rows.SelectMany(row => row.Columns).Select(column => column.Title)];
            yield return [.. table.Rows.SelectMany(Written)];
            yield break;
        }
        foreach (var block in table.Rows.GroupBy(row => table.Number == 2 ? row.Group : ""))
        {
            yield return [.. block.First().Columns.Select(column => column.Title).Prepend("信息内容")];
            foreach (var row in block) yield return [row.Title, .. Written(row)];
        }
    }
}
