using System.Globalization;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Assessment;

/// <summary>
/// Reads a list of facts: <c>unit,fact,day</c> and optionally <c>quantity,class,item,state,since,note,link</c>.
/// </summary>
public sealed class FactFile
{
    private static readonly KnownColumn Unit = new("unit", "单位", "单位名称");
    private static readonly KnownColumn Name = new("fact", "事实", "事项");
    private static readonly KnownColumn Day = new("day", "日期");
    private static readonly KnownColumn Quantity = new("quantity", "数量");
    private static readonly KnownColumn Class = new("class", "类别", "等级");
    private static readonly KnownColumn Item = new("item", "对象");
    private static readonly KnownColumn State = new("state", "状态");
    private static readonly KnownColumn Since = new("since", "起算日");
    private static readonly KnownColumn Note = new("note", "说明");
    private static readonly KnownColumn Link = new("link", "链接");
    private static readonly KnownColumn[] All = [Unit, Name, Day, Quantity, Class, Item, State, Since, Note, Link];

    private readonly SourceTable _table;
    private readonly SheetHead _head;
    private readonly Dictionary<string, string> _units;

    private FactFile(SourceTable table, IReadOnlyCollection<string> units)
    {
        _units = units.GroupBy(PrintedName.Plain, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First(), StringComparer.Ordinal);
        (_table, _head) = (table, SheetHead.Find(table, Name));
        _head.RefuseOthers(All.Select(_head.Place).Where(place => place >= 0).ToHashSet(), All.Select(column => column.Key));
        foreach (var needed in new[] { Unit, Day }.Where(needed => _head.Place(needed) < 0))
            throw new RefusedException($"{table.File}缺少“{needed.Key}”（{needed.OtherNames[0]}）列，请核对表头。");
    }

    /// <param name="units">The units that are scored; a fact about another is refused.</param>
    /// <param name="facts">The facts the scheme asks for; another name is refused, so that a slip does not cost points.</param>
    /// <exception cref="RefusedException">The file is not as it should be.</exception>
    public static IReadOnlyList<Fact> Read(SourceTable table, IReadOnlyCollection<string> units, IReadOnlyCollection<string> facts)
    {
        var file = new FactFile(table, units);
        return [.. file._head.Body.Select(row => file.FactOf(row, facts))];
    }

    private Fact FactOf(SourceRow row, IReadOnlyCollection<string> facts)
    {
        var day = DayIn(row, Day) ?? throw Wrong(row, Day, "缺少日期");
        return new Fact(UnitIn(row), Known(row, Name, facts, "事实"), day, QuantityIn(row))
        {
            Class = Text(row, Class),
            Item = Text(row, Item),
            State = Text(row, State),
            Since = DayIn(row, Since),
            Note = Text(row, Note),
            Link = Text(row, Link),
        };
    }

    private string? Text(SourceRow row, KnownColumn column) =>
        _head.Place(column) is >= 0 and var place && row.Cells[place].Length > 0 ? row.Cells[place] : null;

    private string UnitIn(SourceRow row) =>
        _units.GetValueOrDefault(PrintedName.Plain(Text(row, Unit) ?? "")) ?? Known(row, Unit, _units.Values, "单位");

    private string Known(SourceRow row, KnownColumn column, IReadOnlyCollection<string> known, string what)
    {
        var text = Text(row, column) ?? "";
        if (known.Contains(text)) return text;
        var near = Spelling.Nearest(text, known);
        throw Wrong(row, column, $"{what}“{text}”不在名单里{(near is null ? "" : $"，是否为“{near}”")}");
    }

    private decimal QuantityIn(SourceRow row)
    {
        if (Text(row, Quantity) is not { } text) return 1;
        return decimal.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var quantity) && !EntryLimits.IsAbsurd(quantity)
            ? quantity
            : throw Wrong(row, Quantity, $"数量应为0到一百万之间的数字，现为“{text}”");
    }

    private DateOnly? DayIn(SourceRow row, KnownColumn column)
    {
        if (Text(row, column) is not { } text) return null;
        return DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : throw Wrong(row, column, $"日期应写成2026-01-31的样子，现为“{text}”");
    }

    private RefusedException Wrong(SourceRow row, KnownColumn column, string sentence) =>
        new($"{_table.Where(row, Math.Max(0, _head.Place(column)))}：{sentence}。");
}
