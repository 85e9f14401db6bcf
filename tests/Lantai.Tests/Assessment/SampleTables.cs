using System.Globalization;
using Lantai.Tests.Support;

namespace Lantai.Tests.Assessment;

/// <summary>A published row: rank (where printed), unit, group, points, total and year total (where printed).</summary>
internal sealed record SampleRow(int? Rank, string Unit, string Group, IReadOnlyList<decimal> Points, decimal Total, decimal? YearTotal);

/// <summary>The eight published tables, as they must come out.</summary>
internal static class SampleTables
{
    public static readonly (string Sample, string Scores, string Scheme)[] All =
    [
        ("yanshi-2021-01", "yanshi/scores-2021-01", "yanshi-monthly"),
        ("yanshi-2022-12", "yanshi/scores-2022-12", "yanshi-monthly"),
        ("kaifeng-2022", "kaifeng/scores-2022", "kaifeng-annual"),
        ("huangshigang-2022", "huangshigang/scores-2022", "huangshigang-annual"),
    ];

    public static string Scores(string name) => Repository.Pack(Path.Combine("samples", name + ".csv"));

    public static List<SampleRow> Rows(string sample)
    {
        var lines = File.ReadAllLines(Repository.Spec(Path.Combine("samples", sample + ".csv")));
        var head = lines[0].Split(',');
        var (total, year) = (Array.IndexOf(head, "total"), Array.IndexOf(head, "year_total"));
        return [.. lines.Skip(1).Select(line => line.Split(',')).Select(cells => new SampleRow(
            cells[0].Length > 0 ? int.Parse(cells[0], CultureInfo.InvariantCulture) : null,
            cells[1],
            cells[2],
            [.. cells[3..total].Where(cell => cell.Length > 0).Select(Number)],
            Number(cells[total]),
            year < 0 ? null : Number(cells[year])))];
    }

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);
}
