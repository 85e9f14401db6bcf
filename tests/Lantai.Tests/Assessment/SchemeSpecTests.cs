using Lantai.Assessment;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Assessment;

/// <summary>Runs every example under specs/schemes and specs/ranking.</summary>
public sealed class SchemeSpecTests
{
    public static TheoryData<string> Specs =>
        [.. new[] { "schemes", "ranking" }.SelectMany(folder => Directory.EnumerateFiles(Repository.Spec(folder), "*.md"))
            .Select(path => Path.GetRelativePath(Repository.Spec(""), path)).Order(StringComparer.Ordinal)];

    [Theory]
    [MemberData(nameof(Specs))]
    public void The_example_comes_out_as_written(string name)
    {
        var spec = SchemeSpec.Read(Repository.Spec(name));
        var scores = spec.Score();
        var checks = 0;
        foreach (var row in spec.Rows("得分"))
        {
            var score = scores.Single(one => one.Unit.Unit == row["单位"]);
            Assert.Equal($"{row["单位"]} {row["指标"]} {row["得分"]}", $"{row["单位"]} {row["指标"]} {Cell(score, row["指标"])}");
            checks++;
        }
        foreach (var (unit, indicator, lines) in spec.Questions)
        {
            Assert.Equal(lines, Lines(spec.Why(unit, indicator)));
            checks++;
        }
        checks += Ranked(spec);
        Assert.True(checks > 0, "The example expects nothing.");
    }

    /// <summary>The working ends with the points of the cell: the program cannot explain what it did not do.</summary>
    [Theory]
    [MemberData(nameof(Specs))]
    public void Every_working_ends_with_the_points_of_its_cell(string name)
    {
        var spec = SchemeSpec.Read(Repository.Spec(name));
        foreach (var score in spec.Score())
            foreach (var indicator in score.Group.Total.WithDescendants().Where(indicator => indicator.PerItem is null))
            {
                var working = spec.Why(score.Unit.Unit, indicator.Key);
                if (working.State != CellState.Scored || score.Veto is not null || IsUnderItems(score.Group.Total, indicator)) continue;
                Assert.Equal(indicator == score.Group.Total ? score.Total : score[indicator.Key].Figure, working.Steps[^1].Running);
            }
    }

    private static bool IsUnderItems(Indicator root, Indicator sought) =>
        root.WithDescendants().Any(parent => parent.PerItem is not null && parent.WithDescendants().Contains(sought))
        || sought.WithDescendants().Any(child => child.PerItem is not null) && sought.Entry != EntryKind.Total;

    private static string Cell(UnitScore score, string indicator)
    {
        if (indicator == "结果") return score.Veto?.Band ?? "";
        if (indicator == "全年总分") return score.YearTotal is { } year ? Figures.Plain(year) : "";
        if (indicator == "总分") return score.Total is { } total ? Figures.Plain(total) : score.Veto is { Stops: true } ? "不再评分" : "缺";
        var node = score[indicator];
        return node.State switch
        {
            CellState.Scored => Figures.Plain(node.Points),
            CellState.Missing => "缺",
            CellState.NotApplicable => "/",
            CellState.Stopped => "不再评分",
        };
    }

    private static IEnumerable<string> Lines(Working working) =>
        working.Steps.Select(step => $"{step.Text}｜{(step.Change is { } change ? change.ToString("+0.####;-0.####;0") : "")}｜{Figures.Plain(Math.Round(step.Running, 4))}"
            + (step.Facts.Count > 0 ? $"｜{string.Join("、", step.Facts.Select(fact => $"{fact.Day:MM-dd}"))}" : ""));

    private static int Ranked(SchemeSpec spec)
    {
        var (places, bands) = (spec.Rows("名次"), spec.Rows("等次"));
        if (places.Count + bands.Count == 0) return 0;
        var standings = spec.Standings();
        if (places.Count > 0)
        {
            var columns = places[0].Keys.ToList();
            Assert.Equal(
                places.Select(row => string.Join(',', columns.Select(column => row[column]))),
                standings.Groups.SelectMany(group => group.Rows.Select(row => string.Join(',', columns.Select(column => Cell(spec.Scheme, group, row, column))))));
        }
        Assert.Equal(
            bands.Select(row => $"{row["等次"]} {row["家数"]} {row["占比"]}"),
            bands.Count == 0 ? [] : standings.Bands.Select(band => $"{band.Name} {band.Count} {Figures.Percent(band.Share * 100)}"));
        return 1;
    }

    private static string Cell(Scheme scheme, StandingGroup group, StandingRow row, string column) => column switch
    {
        "名次" => row.Rank?.ToString() ?? "",
        "单位" => UnitNames.Printed(scheme, row),
        "分组" => group.Name,
        "总分" => row.Total is { } total ? Figures.Plain(total) : "",
        "全年总分" => row.YearTotal is { } year ? Figures.Plain(year) : "",
        "等次" => row.Band ?? "",
        "升降" => row.Movement?.ToString("+0;-0;0") ?? "",
        _ => throw new ArgumentException($"Unknown column {column}."),
    };
}
