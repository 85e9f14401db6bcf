using System.Globalization;

namespace Lantai.Calendar;

/// <summary>
/// Reads a calendar file: lines <c>日期,安排,节日</c> after one head line, UTF-8. Errors name file and line.
/// </summary>
public static class CalendarFile
{
    private const string Head = "日期,安排,节日";

    /// <summary>Reads the file at the path; sentences call it by its name.</summary>
    public static IReadOnlyList<CalendarEntry> Read(string path) => Read(File.ReadAllLines(path), Path.GetFileName(path));

    /// <param name="fileName">The name to use in sentences.</param>
    public static IReadOnlyList<CalendarEntry> Read(IReadOnlyList<string> lines, string fileName)
    {
        if (lines.Count == 0 || lines[0].Trim('\uFEFF', ' ') != Head)
            throw new RefusedException($"{fileName}第1行应为“{Head}”。");
        var entries = new List<CalendarEntry>();
        var seen = new HashSet<DateOnly>();
        for (var i = 1; i < lines.Count; i++)
        {
            if (string.IsNullOrWhiteSpace(lines[i])) continue;
            var entry = ReadLine(lines[i], $"{fileName}第{i + 1}行");
            if (!seen.Add(entry.On)) throw new RefusedException($"{fileName}第{i + 1}行：{entry.On:yyyy-MM-dd}重复。");
            entries.Add(entry);
        }
        return entries;
    }

    private static CalendarEntry ReadLine(string line, string where)
    {
        var cells = line.Split(',', StringSplitOptions.TrimEntries);
        if (cells.Length != 3) throw new RefusedException($"{where}应有3列：{Head}。");
        if (!DateOnly.TryParseExact(cells[0], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var on))
            throw new RefusedException($"{where}：“{cells[0]}”不是日期，应写成2026-01-01的样子。");
        return cells[1] switch
        {
            "放假" => new CalendarEntry(on, false, cells[2]),
            "上班" => new CalendarEntry(on, true, cells[2]),
            _ => throw new RefusedException($"{where}：“{cells[1]}”应为“放假”或“上班”。"),
        };
    }
}
