using System.Globalization;
using System.Text.Json;
using Lantai.Tests.Cli;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Assessment;

public sealed class SampleTests
{
    public static TheoryData<string, string, string> Samples => [.. SampleTables.All.Select(s => (s.Sample, s.Scores, s.Scheme))];

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_scores_give_the_published_tables_to_the_digit_and_in_their_order(string sample, string scores, string scheme)
    {
        var answer = Command.Call("score", SampleTables.Scores(scores), "--scheme", scheme, "--json");
        Assert.Equal("", answer.Error);
        Assert.Equal(0, answer.Code);
        var result = JsonDocument.Parse(answer.Output).RootElement;
        Assert.Equal(scheme, result.GetProperty("scheme").GetString());
        var rows = result.GetProperty("groups").EnumerateArray()
            .SelectMany(group => group.GetProperty("rows").EnumerateArray().Select(row => Read(group.GetProperty("name").GetString()!, row)))
            .ToList();
        Assert.Equal(SampleTables.Rows(sample).Select(Line), rows.Select(Line));
    }

    [Fact]
    public void The_samples_are_eight_tables_of_153_rows_of_which_105_have_indicators()
    {
        var all = SampleTables.All.SelectMany(sample => SampleTables.Rows(sample.Sample).Select(row => (sample.Sample, row))).ToList();
        Assert.Equal(153, all.Count);
        Assert.Equal(8, all.DistinctBy(entry => (entry.Sample, entry.row.Group)).Count());
        Assert.Equal(105, all.Count(entry => entry.row.Points.Count > 1));
    }

    [Theory]
    [MemberData(nameof(Samples))]
    public void The_files_do_not_hold_the_answer_in_their_order(string sample, string scores, string scheme)
    {
        Assert.NotEmpty(scheme);
        var stored = File.ReadAllLines(SampleTables.Scores(scores)).Skip(1).Select(line => line.Split(',')[0]);
        Assert.NotEqual(SampleTables.Rows(sample).Select(row => row.Unit), stored);
    }

    [Fact]
    public void The_bands_of_Kaifeng_are_3_22_and_23_of_48()
    {
        var answer = Command.Call("score", SampleTables.Scores("kaifeng/scores-2022"), "--scheme", "kaifeng-annual", "--json");
        var bands = JsonDocument.Parse(answer.Output).RootElement.GetProperty("bands").EnumerateArray()
            .Select(band => (band.GetProperty("name").GetString(), band.GetProperty("count").GetInt32(), Math.Round(band.GetProperty("share").GetDecimal() * 100, 2)));
        Assert.Equal([("90分以上", 3, 6.25m), ("80—90分", 22, 45.83m), ("60—80分", 23, 47.92m), ("60分以下", 0, 0m)], bands);
    }

    [Theory]
    [InlineData("yanshi-2022-12", "000_34ef78fbf62c2e30.txt", 0)]
    [InlineData("yanshi-2021-01", "001_f3e07aec198641be.txt", 0)]
    [InlineData("kaifeng-2022", "003_a03e6864d72bb9bc.txt", 1)]
    [InlineData("huangshigang-2022", "004_9ba76c1c15d58aa0.txt", 1)]
    public void The_expected_tables_are_those_of_the_original_documents(string sample, string document, int unitColumn)
    {
        Assert.SkipWhen(Repository.Seeds is null, "原始文件不在手边");
        var printed = File.ReadAllLines(Path.Combine(Repository.Seeds!, document))
            .Select(line => line.Split('\t'))
            .Where(cells => cells.Length > unitColumn + 1 && cells[1..].Any(cell => decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out _)))
            .Select(cells => string.Join(' ', cells[unitColumn..].Select(Plain)));
        var expected = SampleTables.Rows(sample).Select(row => string.Join(' ',
            new[] { row.Unit }.Concat((row.Points.Count == 1 ? [] : row.Points).Append(row.Total).Concat(row.YearTotal is { } year ? [year] : []).Select(Text))));
        Assert.Equal(printed, expected);
    }

    private static SampleRow Read(string group, JsonElement row) => new(
        row.GetProperty("rank").ValueKind == JsonValueKind.Null ? null : row.GetProperty("rank").GetInt32(),
        row.GetProperty("unit").GetString()!,
        group,
        [.. row.GetProperty("scores").EnumerateObject().Select(score => score.Value.GetDecimal())],
        row.GetProperty("total").GetDecimal(),
        row.GetProperty("year_total").ValueKind == JsonValueKind.Null ? null : row.GetProperty("year_total").GetDecimal());

    private static string Line(SampleRow row) =>
        $"{row.Rank} {row.Group} {row.Unit} {string.Join(' ', row.Points.Select(Text))} {Text(row.Total)} {(row.YearTotal is { } year ? Text(year) : "")}";

    private static string Plain(string cell) =>
        decimal.TryParse(cell, NumberStyles.Number, CultureInfo.InvariantCulture, out var number) ? Text(number) : cell;

    private static string Text(decimal number) => number.ToString("0.##", CultureInfo.InvariantCulture);
}
