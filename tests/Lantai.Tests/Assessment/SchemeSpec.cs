using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Tests.Support;

namespace Lantai.Tests.Assessment;

/// <summary>
/// An executable example of a rule kind: a Markdown file with a scheme fragment, facts or entries, and what must come
/// out: 得分, 名次, 等次 and the working of a cell (为什么).
/// </summary>
internal sealed partial class SchemeSpec
{
    private const string Prelude = "name: spec\ntitle: 规则示例\nclause: 示例条款\n";

    private readonly List<(string Kind, string Text)> _blocks;

    private SchemeSpec(string path)
    {
        var text = File.ReadAllText(path);
        _blocks = [.. Block().Matches(text).Select(match => (match.Groups[1].Value.Trim(), match.Groups[2].Value))];
        var yaml = Prelude + Text("yaml");
        if (!yaml.Contains("\nperiod:", StringComparison.Ordinal)) yaml += "period: month\n";
        if (!yaml.Contains("\ngroups:", StringComparison.Ordinal)) yaml += "groups: [{name: 各单位}]\n";
        var file = PackFile.Parse(yaml, Path.GetFileName(path));
        Scheme = SchemeReader.Read(file);
        file.ThrowIfWrong();
        Period = PeriodLine().Match(text) is { Success: true } line && Period.TryParse(line.Groups[1].Value, out var period)
            ? period : Period.Containing(Scheme.Period, new DateOnly(2022, 12, 31));
    }

    public Scheme Scheme { get; }

    public Period Period { get; }

    /// <summary>The keys asked for in 为什么 blocks: unit, indicator and the lines expected.</summary>
    public IEnumerable<(string Unit, string Indicator, string[] Lines)> Questions =>
        _blocks.Where(block => block.Kind.StartsWith("text 为什么", StringComparison.Ordinal))
            .Select(block => (block.Kind.Split(' ')[2], block.Kind.Split(' ')[3], block.Text.Split('\n', StringSplitOptions.RemoveEmptyEntries)));

    public static SchemeSpec Read(string path) => new(path);

    /// <summary>The rows of a CSV block after its heading; empty when the file has none.</summary>
    public List<Dictionary<string, string>> Rows(string kind)
    {
        var lines = Text("csv " + kind).Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split(',')).ToList();
        return [.. lines.Skip(1).Select(cells => lines[0].Zip(cells).ToDictionary(pair => pair.First.Trim(), pair => pair.Second.Trim()))];
    }

    public List<UnitScore> Score() => [.. Units().Select(unit => ScoringOf(unit.Group).Score(unit.Unit, Facts()))];

    public Working Why(string unit, string indicator)
    {
        var (group, entry) = Units().Single(one => one.Unit.Unit == unit);
        return ScoringOf(group).Explain(entry, Facts(), indicator);
    }

    public Standings Standings() => SchemeStandings.Of(Scheme, Period, Score(), StrokeOrder.Load(new PackFolder(Repository.Pack(""))));

    private Scoring ScoringOf(SchemeGroup group) => new(Scheme, group, [Period], Calendar.Value.AddWorkdays);

    private static readonly Lazy<WorkCalendar> Calendar =
        new(() => new WorkCalendar(CalendarFile.Read(Repository.Pack(Path.Combine("calendars", "china.csv")))));

    private List<(SchemeGroup Group, UnitToScore Unit)> Units()
    {
        var listed = Rows("单位");
        if (listed.Count == 0)
            listed = [.. Facts().Select(fact => fact.Unit).Concat(Rows("录入").Select(row => row["单位"])).Concat(Rows("得分").Select(row => row["单位"]))
                .Distinct().Select(unit => new Dictionary<string, string> { ["单位"] = unit })];
        return [.. listed.Select(row => (
            row.TryGetValue("分组", out var group) ? Scheme.Group(group)! : Scheme.Groups[0],
            new UnitToScore(row["单位"])
            {
                Marks = row.TryGetValue("标注", out var marks) && marks.Length > 0 ? [marks] : [],
                YearBefore = row.TryGetValue("本期前累计", out var before) ? Number(before) : null,
                RankBefore = row.TryGetValue("上期名次", out var rank) ? (int)Number(rank) : null,
                HandOrder = row.TryGetValue("并列次序", out var hand) && hand.Length > 0 ? (int)Number(hand) : null,
                Entries = [.. Rows("录入").Where(entry => entry["单位"] == row["单位"]).Select(EntryOf)],
            }))];
    }

    private static Entry EntryOf(Dictionary<string, string> row)
    {
        var state = row["得分"] switch { "" => CellState.Missing, "/" => CellState.NotApplicable, _ => CellState.Scored };
        return new Entry(row["指标"], state, state == CellState.Scored ? Number(row["得分"]) : null,
            row.GetValueOrDefault("阶段") is { Length: > 0 } stage ? stage : null, row.GetValueOrDefault("说明") is { Length: > 0 } note ? note : null);
    }

    private List<Fact> Facts() => [.. Rows("事实").Select(row => new Fact(
        row["单位"], row["事实"], Day(row["日期"])!.Value, Cell(row, "数量") is { } quantity ? Number(quantity) : 1)
    {
        Class = Cell(row, "类别"),
        Item = Cell(row, "对象"),
        State = Cell(row, "状态"),
        Since = Day(Cell(row, "起算日")),
    })];

    private static string? Cell(Dictionary<string, string> row, string column) => row.GetValueOrDefault(column) is { Length: > 0 } text ? text : null;

    private static DateOnly? Day(string? text) => text is null ? null : DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static decimal Number(string text) => decimal.Parse(text, CultureInfo.InvariantCulture);

    private string Text(string kind) => _blocks.FirstOrDefault(block => block.Kind == kind).Text ?? "";

    [GeneratedRegex("^```([^\n]+)\n(.*?)^```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex("^考评期：(\\S+)", RegexOptions.Multiline)]
    private static partial Regex PeriodLine();
}
