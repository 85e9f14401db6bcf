using Lantai.Papers;

namespace Lantai.AnnualReports.Sites;

/// <summary>A site's yearly table as a file that was filled elsewhere.</summary>
internal static class SiteFile
{
    public const string Content = "内容";
    public const string Code = "代码";

    /// <exception cref="RefusedException">A column is missing, or a field is unknown or stands twice.</exception>
    public static IReadOnlyDictionary<string, string> Read(SourceTable table, SiteForm form)
    {
        var head = table.Rows.Select((row, at) => (row, at)).FirstOrDefault(line => line.row.Cells.Contains(Code) && line.row.Cells.Contains(Content));
        if (head.row is null) throw new RefusedException($"{table.Where(table.Rows[0], 0)}：没有“{Content}”“{Code}”两列；请在导出的表里填写再导入。");
        var (content, code) = (head.row.Cells.ToList().IndexOf(Content), head.row.Cells.ToList().IndexOf(Code));
        var written = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var row in table.Rows.Skip(head.at + 1).Where(row => row.Cells.Count > Math.Max(content, code) && row.Cells[code].Length > 0))
        {
            var key = row.Cells[code];
            if (!form.Fields.Any(field => field.Key == key)) throw new RefusedException($"{table.Where(row, code)}：报表没有“{key}”这一项。");
            if (!written.TryAdd(key, row.Cells[content])) throw new RefusedException($"{table.Where(row, code)}：“{key}”出现两次，请删去一行。");
        }
        return written;
    }
}
