using System.Globalization;
using Lantai.Calendar;
using Lantai.Papers;
using Lantai.Ui;

namespace Lantai.Disclosure;

/// <summary>A table of articles (CSV, XLSX, XLS) with a folder of their files: one article a row.</summary>
public static class ArticleFile
{
    public static readonly IReadOnlyList<(string Title, bool IsRequired, string How)> Columns =
    [
        ("编号", true, "在原来系统中的编号或网址，同一编号只导入一次"), ("标题", true, ""), ("公开主体", true, "单位全称"), ("栏目", true, "门户上的栏目名称"), ("成文日期", false, "2023-01-09；空着取发布时间"),
        ("发布时间", false, "原来发布的时间，如 2023-01-09 09:00"), ("来源", false, "空着为公开主体"), ("正文", false, "网页代码或纯文本"), ("关键词", false, ""), ("摘要", false, ""),
        ("附件", false, "附件文件夹里的文件名，多个用竖线隔开"), ("文件类型", false, "规章、行政规范性文件、其他政策文件"), ("文号", false, ""), ("发文机关", false, ""), ("主题", false, ""),
            ("施行日期", false, ""), ("有效期至", false, ""), ("公开事项", false, "事项编码，如 0505"), ("应当解读", false, "是或否"), ("解读形式", false, "文字解读、图解、视频等"),
        ("解读的文件", false, "编号或文号，多个用竖线隔开"), ("修改的文件", false, "同上"), ("废止的文件", false, "同上"), ("相关稿件", false, "同上"),
    ];

    /// <summary>A whole site in one table.</summary>
    public static readonly SourceLimits Limits = new(Bytes: 1L << 30, Rows: 500_000, Columns: 60);

    private static readonly (string Column, LinkKind Kind)[] LinkColumns =
        [("解读的文件", LinkKind.Interprets), ("修改的文件", LinkKind.Amends), ("废止的文件", LinkKind.Repeals), ("相关稿件", LinkKind.Related)];

    private static readonly string[] Days = ["yyyy-M-d", "yyyy/M/d", "yyyy年M月d日"];
    private static readonly string[] Minutes = ["yyyy-M-d H:mm", "yyyy-M-d H:mm:ss", "yyyy/M/d H:mm", "yyyy/M/d H:mm:ss", "yyyy-M-dTH:mm:ss", .. Days];

    /// <param name="folder">Where the files lie; null when there are none.</param>
    /// <param name="unread">Takes the rows that cannot be read.</param>
    /// <exception cref="RefusedException">The file has no table of articles, or a column that is not known.</exception>
    public static IReadOnlyList<ImportedArticle> Read(IReadOnlyList<SourceTable> tables, string? folder, List<ImportMessage> unread)
    {
        var table = tables[0];
        var head = table.Rows.Count > 0 ? table.Rows[0] : throw new RefusedException($"{table.File}是空的。");
        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < head.Cells.Count; i++)
        {
            if (head.Cells[i].Length == 0) continue;
            if (Columns.All(column => column.Title != head.Cells[i]))
                throw new RefusedException($"{table.Where(head, i)}：不认识“{head.Cells[i]}”这一列；可用的列：{string.Join('、', Columns.Select(column => column.Title))}。");
            if (!places.TryAdd(head.Cells[i], i)) throw new RefusedException($"{table.Where(head, i)}：“{head.Cells[i]}”一列重复了。");
        }
        if (Columns.FirstOrDefault(column => column.IsRequired && !places.ContainsKey(column.Title)) is { Title: { } missing })
            throw new RefusedException($"{table.File}缺少“{missing}”一列。");
        var articles = new List<ImportedArticle>();
        foreach (var row in table.Rows.Skip(1))
        {
            try
            {
                articles.Add(ReadRow(table, row, places, folder));
            }
            catch (RefusedException refusal)
            {
                unread.Add(new ImportMessage(row.Number, refusal.Message, IsLeftOut: true));
            }
        }
        return articles;
    }

    private static ImportedArticle ReadRow(SourceTable table, SourceRow row, Dictionary<string, int> places, string? folder)
    {
        string Cell(string column) => places.TryGetValue(column, out var at) ? XmlText.Legal(row.Cells[at]) : "";
        string? Maybe(string column) => Cell(column) is { Length: > 0 } text ? text : null;
        RefusedException Wrong(string column, string sentence) => new($"{table.Where(row, places.GetValueOrDefault(column))}：{sentence}");
        DateOnly? Day(string column) => Maybe(column) is not { } text ? null
            : DateOnly.TryParseExact(HalfWidth.Of(text), Days, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day
            : throw Wrong(column, $"“{column}”应为日期，现为“{text}”。");
        if (Cell("编号").Length == 0) throw Wrong("编号", "请填写“编号”。");
        var published = Maybe("发布时间") is not { } at ? (DateTimeOffset?)null
            : DateTime.TryParseExact(HalfWidth.Of(at), Minutes, CultureInfo.InvariantCulture, DateTimeStyles.None, out var minute)
            ? OfficeTime.Start(DateOnly.FromDateTime(minute)).AddTicks(minute.TimeOfDay.Ticks)
            : throw Wrong("发布时间", $"“发布时间”应为日期和时间，现为“{at}”。");
        var type = Maybe("文件类型") is not { } word ? (PolicyType?)null
            : Enum.GetValues<PolicyType>().Where(known => known.Title == word).Select(known => (PolicyType?)known).FirstOrDefault()
            ?? throw Wrong("文件类型", $"“文件类型”应为{string.Join('、', Enum.GetValues<PolicyType>().Select(known => known.Title))}之一，现为“{word}”。");
        var needs = Cell("应当解读") switch
        {
            "" or "否" => false,
            "是" when type is not null => true,
            "是" => throw Wrong("应当解读", "“应当解读”只用于填了“文件类型”的政策文件。"),
            var other => throw Wrong("应当解读", $"“应当解读”应填是或否，现为“{other}”。"),
        };
        var form = Maybe("解读形式") is not { } shape ? (InterpretationForm?)null
            : Enum.GetValues<InterpretationForm>().Where(known => known.Title == shape).Select(known => (InterpretationForm?)known).FirstOrDefault()
            ?? throw Wrong("解读形式", $"“解读形式”应为{string.Join('、', Enum.GetValues<InterpretationForm>().Select(known => known.Title))}之一，现为“{shape}”。");
        return new ImportedArticle(Cell("编号"), $"{table.File}第{row.Number}行", Cell("标题"), Cell("正文"), Cell("公开主体"), Cell("栏目"))
        {
            Row = row.Number,
            FormedOn = Day("成文日期") ?? (published is { } from ? OfficeTime.Day(from) : null),
            IsFormedOnTaken = Maybe("成文日期") is null,
            PublishedAt = published,
            Source = Maybe("来源"),
            Keywords = Maybe("关键词"),
            Summary = Maybe("摘要"),
            Policy = type is { } kind ? new PolicyText(kind, Maybe("主题"), Maybe("文号"), Maybe("发文机关"), Day("施行日期"), Day("有效期至"), needs) : null,
            Form = form,
            DutyCode = Maybe("公开事项"),
            Links = [.. from column in LinkColumns from target in Many(Cell(column.Column)) select new ImportedLink(column.Kind, target)],
            Files = [.. Many(Cell("附件"))
                .Select(name => FileOf(name, folder, sentence => Wrong("附件", sentence)))],
        };
    }

    private static string[] Many(string cell) => cell.Split(['|', '｜'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);

    /// <summary>Only what lies in the folder itself: a name that leads out of it is no file of an article.</summary>
    private static (string, Func<Stream>) FileOf(string name, string? folder, Func<string, RefusedException> wrong)
    {
        if (folder is null) throw wrong($"有附件“{name}”，请用 --files 指出附件所在的文件夹。");
        var root = Path.GetFullPath(folder) + Path.DirectorySeparatorChar;
        var path = Path.GetFullPath(Path.Combine(root, name));
        if (!path.StartsWith(root, StringComparison.Ordinal)) throw wrong($"附件“{name}”不在附件文件夹里。");
        if (!File.Exists(path)) throw wrong($"附件文件夹里没有“{name}”。");
        return (Path.GetFileName(name), () => InputFile.Open(path));
    }
}
