using Lantai.Papers;

namespace Lantai.Disclosure;

/// <summary>A row of a local catalogue, as far as it could be read.</summary>
/// <param name="Units">Names as written; empty where the file leaves them out.</param>
/// <param name="Where">For a sentence about the row.</param>
internal sealed record DutyFileRow(
    string Code, string Title, string Content, string Theme, string Basis, DutyLimit Limit, Cycle? Cycle, string Channel, string Column,
    string Proof, string? Owner, IReadOnlyList<string> Units, string Where);

/// <summary>
/// A local catalogue of what must be published (标准目录), as the offices keep it: one item a row, the units that answer for
/// it separated by 、 or ；.
/// </summary>
internal sealed record DutyFile(IReadOnlyList<DutyFileRow> Rows, IReadOnlyList<string> Errors)
{
    public static readonly IReadOnlyList<(string Title, bool IsRequired, string How)> Columns =
    [
        ("编码", true, "如 0505；与已有编码相同的，更新该事项"), ("公开事项", true, "如：城乡居民最低生活保障"), ("公开内容", false, "公布哪些要素"),
        ("类别", false, "如：社会救助"), ("公开依据", true, "文件名称和条款"), ("公开时限", true, "20个工作日内、20日内或及时"),
        ("更新周期", false, "2周、6个月、每年；不定期的空着"), ("公开渠道", false, "空着为政府网站"), ("栏目", true, "门户上的栏目名称"),
        ("公开凭据", false, "什么能证明已经公开"), ("责任科室", false, "单位内负责的科室"), ("公开主体", true, "单位全称，用顿号或分号隔开；也可写组别名称或“全部单位”"),
    ];

    private const int LastHeadRow = 5;
    private const int LongestCell = 500;

    /// <exception cref="RefusedException">The file has no table of duties.</exception>
    public static DutyFile Read(IReadOnlyList<SourceTable> tables)
    {
        var found = tables.Select(table => (Table: table, Head: table.Rows.Take(LastHeadRow).FirstOrDefault(row => row.Cells.Contains("编码"))))
            .FirstOrDefault(pair => pair.Head is not null);
        if (found.Head is not { } head)
            throw new RefusedException($"{tables[0].File}里没有找到“编码”一列；表头应有：{string.Join('、', Columns.Select(column => column.Title))}。");
        var places = Places(found.Table, head);
        var errors = new List<string>();
        var rows = found.Table.Rows.Where(row => row.Number > head.Number).Select(row => ReadRow(found.Table, row, places, errors)).OfType<DutyFileRow>()
            .ToList();
        foreach (var twice in rows.GroupBy(row => row.Code, StringComparer.Ordinal).Where(group => group.Count() > 1))
            errors.Add($"{twice.Last().Where}：编码{twice.Key}重复了，请合并成一行，公开主体写在一起。");
        if (rows.Count == 0 && errors.Count == 0) throw new RefusedException($"{found.Table.File}只有表头，没有公开事项。");
        return new DutyFile(rows, errors);
    }

    private static Dictionary<string, int> Places(SourceTable table, SourceRow head)
    {
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < head.Cells.Count; i++)
        {
            var title = head.Cells[i].Split('（', '(')[0].Trim();
            if (title.Length == 0) continue;
            if (Columns.All(column => column.Title != title))
                throw new RefusedException($"{table.Where(head, i)}：不认识“{title}”这一列，请删去或改名；可用的列：{string.Join('、', Columns.Select(column => column.Title))}。");
            if (!places.TryAdd(title, i)) throw new RefusedException($"{table.Where(head, i)}：“{title}”一列重复了。");
        }
        if (Columns.FirstOrDefault(column => column.IsRequired && !places.ContainsKey(column.Title)) is { Title: { } missing })
            throw new RefusedException($"{table.File}缺少“{missing}”一列。");
        return places;
    }

    private static DutyFileRow? ReadRow(SourceTable table, SourceRow row, Dictionary<string, int> places, List<string> errors)
    {
        string Where(string column) => table.Where(row, places.GetValueOrDefault(column));
        string Cell(string column) => places.TryGetValue(column, out var at) ? row.Cells[at] : "";
        try
        {
            foreach (var (title, isRequired, _) in Columns)
            {
                if (isRequired && Cell(title).Length == 0) throw new RefusedException($"{Where(title)}：请填写“{title}”。");
                if (Cell(title).Length > LongestCell && title != "公开主体") throw new RefusedException($"{Where(title)}：“{title}”最多{LongestCell}个字。");
            }
            var limit = Parse(Cell("公开时限"), Where("公开时限"), DutyLimit.Parse);
            var cycle = Cell("更新周期") is { Length: > 0 } text ? Parse(text, Where("更新周期"), Cycle.Parse) : null;
            return new DutyFileRow(
                Cell("编码"), Cell("公开事项"), Or(Cell("公开内容"), Cell("公开事项")), Or(Cell("类别"), "其他"), Cell("公开依据"), limit, cycle,
                Or(Cell("公开渠道"), "政府网站"), Cell("栏目"), Or(Cell("公开凭据"), "公布的信息"), Cell("责任科室") is { Length: > 0 } owner ? owner : null,
                Cell("公开主体").Split(['、', '；', ';', '，', ',', '\n'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries), Where("编码"));
        }
        catch (RefusedException refusal)
        {
            errors.Add(refusal.Message);
            return null;
        }
    }

    private static T Parse<T>(string text, string where, Func<string, T> parse)
    {
        try
        {
            return parse(text);
        }
        catch (RefusedException refusal)
        {
            throw new RefusedException($"{where}：{refusal.Message}", refusal);
        }
    }

    private static string Or(string text, string otherwise) => text.Length > 0 ? text : otherwise;
}
