using System.Globalization;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Assessment;

/// <summary>A unit of a score file, with the group it is scored in.</summary>
public sealed record GroupedUnit(SchemeGroup Group, UnitToScore Unit);

/// <summary>
/// Reads a sheet of typed points: <c>unit,group,</c> one column for each indicator, and optionally
/// <c>year_before, hand_order, rank_before, marks</c>. The order of the rows is last period's order. Either the whole
/// file is good or nothing of it is used.
/// </summary>
public sealed class ScoreFile
{
    private const int MostSentences = 20;

    private static readonly KnownColumn UnitColumn = new("unit", "单位", "单位名称", "机构");
    private static readonly KnownColumn GroupColumn = new("group", "分组", "组别");
    private static readonly KnownColumn YearColumn = new("year_before", "本期前累计", "上期全年总分");
    private static readonly KnownColumn HandColumn = new("hand_order", "并列次序");
    private static readonly KnownColumn RankColumn = new("rank_before", "上期名次");
    private static readonly KnownColumn MarkColumn = new("marks", "标注");
    private static readonly KnownColumn TotalColumn = new("total", "总分");

    private readonly SourceTable _table;
    private readonly Scheme _scheme;
    private readonly SheetHead _head;
    private readonly List<string> _wrong = [];
    private readonly Dictionary<string, int> _rowOfUnit = new(StringComparer.Ordinal);

    /// <summary>For each group, the place of each of its indicators.</summary>
    private readonly Dictionary<string, Dictionary<string, int>> _places;

    private ScoreFile(SourceTable table, Scheme scheme)
    {
        (_table, _scheme, _head) = (table, scheme, SheetHead.Find(table, UnitColumn));
        _places = Columns();
    }

    private bool KeepsYear => _scheme.Year is not null;

    /// <param name="rulesFill">Columns of indicators with rules may be left out: the facts give them.</param>
    /// <exception cref="RefusedException">The file is not as it should be; a sentence for each mistake.</exception>
    public static IReadOnlyList<GroupedUnit> Read(SourceTable table, Scheme scheme, bool rulesFill = false)
    {
        var file = new ScoreFile(table, scheme);
        var units = file.Units(rulesFill);
        if (file._wrong.Count > MostSentences)
            file._wrong.RemoveRange(MostSentences, file._wrong.Count - MostSentences);
        if (file._wrong.Count > 0) throw new RefusedException(string.Join('\n', file._wrong));
        return units.Count > 0 ? units : throw new RefusedException($"{table.File}只有表头，没有单位。");
    }

    private List<GroupedUnit> Units(bool rulesFill)
    {
        var units = new List<GroupedUnit>();
        var required = new HashSet<string>(StringComparer.Ordinal);
        foreach (var row in _head.Body)
        {
            if (GroupOf(row) is not { } group) continue;
            if (required.Add(group.Name)) Require(group, rulesFill);
            units.Add(new GroupedUnit(group, UnitOf(row, group, rulesFill)));
        }
        return units;
    }

    /// <summary>Finds every group's indicators; a column nobody knows is refused.</summary>
    private Dictionary<string, Dictionary<string, int>> Columns()
    {
        KnownColumn[] others = !KeepsYear ? [HandColumn, RankColumn, MarkColumn] : [HandColumn, RankColumn, MarkColumn, YearColumn];
        var known = others.Concat([UnitColumn, GroupColumn]).Select(_head.Place).Where(place => place >= 0).ToHashSet();
        var columns = _scheme.Groups.ToDictionary(group => group.Name, group => Places(group, known), StringComparer.Ordinal);
        known.UnionWith(columns.Values.SelectMany(places => places.Values));
        if (!KeepsYear && _head.Place(YearColumn) is >= 0 and var year)
            throw new RefusedException($"{_table.Where(_head.Row, year)}：方案“{_scheme.Title}”不累计全年总分，请删去“{_head[year]}”列。");
        var names = _scheme.Groups.SelectMany(group => group.Leaves).Select(leaf => leaf.Name);
        _head.RefuseOthers(known, names.Concat(["unit", "group", "year_before"]));
        return columns;
    }

    private Dictionary<string, int> Places(SchemeGroup group, HashSet<int> taken)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var leaf in group.Leaves)
            for (var i = 0; i < _head.Width; i++)
                if (!taken.Contains(i) && IsColumnOf(group, leaf, i) && !places.TryAdd(leaf.Key, i))
                    throw new RefusedException($"{_table.File}第{_head.Row.Number}行：“{_head[places[leaf.Key]]}”和“{_head[i]}”两列都是“{leaf.Name}”，请只留一列。");
        return places;
    }

    /// <summary>Where the scheme has a single score, a column of totals is that score.</summary>
    private bool IsColumnOf(SchemeGroup group, Indicator leaf, int place) =>
        IndicatorHeading.Is(leaf, _head[place]) || group.Leaves.Count == 1 && TotalColumn.Is(_head[place]);

    private void Require(SchemeGroup group, bool rulesFill)
    {
        foreach (var leaf in group.Leaves.Where(leaf => !_places[group.Name].ContainsKey(leaf.Key)))
            if (!(rulesFill && (leaf.Entry == EntryKind.Computed || leaf.Start is not null)))
                _wrong.Add($"{_table.File}缺少“{leaf.Name}”列（{group.Name}）。");
    }

    private SchemeGroup? GroupOf(SourceRow row)
    {
        var place = _head.Place(GroupColumn);
        if (place < 0 && _scheme.Groups.Count > 1) throw new RefusedException($"{_table.File}缺少“组别”（group）列，请核对表头。");
        if (place < 0) return _scheme.Groups[0];
        var name = row.Cells[place];
        if (_scheme.Group(name) is { } group) return group;
        var names = _scheme.Groups.Select(known => known.Name).ToList();
        var hint = Spelling.Nearest(name, names) is { } near ? $"是否为“{near}”" : $"只有{string.Join("、", names)}";
        _wrong.Add($"{_table.Where(row, place)}：方案里没有“{name}”组，{hint}。");
        return null;
    }

    private UnitToScore UnitOf(SourceRow row, SchemeGroup group, bool mayBeIncomplete)
    {
        var places = _places[group.Name];
        var at = _head.Place(UnitColumn);
        var name = row.Cells[at];
        if (name.Length == 0) _wrong.Add($"{_table.Where(row, at)}：缺少单位名称。");
        else if (!_rowOfUnit.TryAdd(PrintedName.Plain(name), row.Number))
            _wrong.Add($"{_table.Where(row, at)}：单位“{name}”与第{_rowOfUnit[PrintedName.Plain(name)]}行重复。");
        foreach (var other in _places.Values.SelectMany(place => place.Values).Distinct().Except(places.Values))
            if (row.Cells[other].Length > 0) _wrong.Add($"{_table.Where(row, other)}：“{_head[other]}”不是“{group.Name}”的指标，请留空。");
        return new UnitToScore(name)
        {
            Entries = [.. group.Leaves.Where(leaf => places.ContainsKey(leaf.Key)).Select(leaf => EntryOf(row, group, leaf, places[leaf.Key], name))],
            YearBefore = !KeepsYear ? null : Figure(row, YearColumn, mayBeIncomplete),
            HandOrder = (int?)Figure(row, HandColumn, mayBeBlank: true),
            RankBefore = (int?)Figure(row, RankColumn, mayBeBlank: true),
            Marks = _head.Place(MarkColumn) is >= 0 and var mark ? row.Cells[mark].Split(['、', ';', '；'], StringSplitOptions.RemoveEmptyEntries) : [],
        };
    }

    private Entry EntryOf(SourceRow row, SchemeGroup group, Indicator leaf, int place, string unit)
    {
        var (cell, problem) = CellText.Read(row.Cells[place], group, leaf, _scheme.Decimals);
        if (problem is not null) _wrong.Add($"{_table.Where(row, place)}：{unit}的“{leaf.Name}”{problem}。");
        return new Entry(leaf.Key, cell.State, cell.Points);
    }

    private decimal? Figure(SourceRow row, KnownColumn column, bool mayBeBlank = false)
    {
        if (_head.Place(column) is not (>= 0 and var place)) return null;
        var text = row.Cells[place];
        if (text.Length == 0 && mayBeBlank) return null;
        if (decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var figure) && !EntryLimits.IsAbsurd(figure)) return figure;
        _wrong.Add(text.Length == 0
            ? $"{_table.Where(row, place)}：“{_head[place]}”不能留空，没有的填0。"
            : $"{_table.Where(row, place)}：“{_head[place]}”应为0到一百万之间的数字，现为“{text}”。");
        return null;
    }
}

/// <summary>Whether a printed heading means an indicator: 基础信息(35分), 公共服务得分 and the key itself do.</summary>
public static class IndicatorHeading
{
    public static bool Is(Indicator indicator, string heading)
    {
        var plain = Bare(heading);
        return plain == Bare(indicator.Key) || plain == Bare(indicator.Name);
    }

    private static string Bare(string heading)
    {
        var plain = PrintedName.Plain(heading);
        var bracket = plain.EndsWith("分）", StringComparison.Ordinal) ? plain.LastIndexOf('（') : -1;
        if (bracket > 0 && plain[(bracket + 1)..^2].All(c => char.IsAsciiDigit(c) || c == '.')) plain = plain[..bracket];
        return plain.Length > 2 && plain.EndsWith("得分", StringComparison.Ordinal) ? plain[..^2] : plain;
    }
}
