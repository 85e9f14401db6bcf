using Lantai.Calendar;
using Lantai.Files;

namespace Lantai.Desk.Settings;

/// <summary>A year's arrangement from a file in the form of packs/calendars, in any encoding that people send.</summary>
internal static class CalendarSource
{
    private const int Longest = 1 << 20;

    /// <summary>Refuses in one sentence what is no arrangement of that year.</summary>
    public static IReadOnlyList<CalendarEntry> Read(Stream content, string fileName, int year)
    {
        var name = Path.GetFileName(fileName);
        if (content.Length > Longest) throw new RefusedException($"{name}超过1MB，不像是放假安排；请核对文件。");
        if (content.Length == 0) throw new RefusedException($"{name}是空文件，请重新选择。");
        var bytes = new byte[content.Length];
        content.Position = 0;
        content.ReadExactly(bytes);
        var entries = CalendarFile.Read(TextBytes.Decode(bytes, name).Split('\n').Select(line => line.TrimEnd('\r')).ToList(), name);
        if (entries.FirstOrDefault(entry => entry.On.Year != year) is { } other)
            throw new RefusedException($"{name}里有{other.On:yyyy-MM-dd}，不是{year}年的日期；请只留{year}年的安排。");
        return entries.Count > 0 ? entries : throw new RefusedException($"{name}只有表头，没有日期。");
    }
}
