using System.Buffers;
using Lantai.Ui;

namespace Lantai.Units;

/// <summary>
/// A name and the days it holds, written <c>名称@起~止</c>; either day may be left out, and without both the name alone
/// is written.
/// </summary>
/// <param name="From">The first day; null since ever.</param>
/// <param name="Until">The last day; null until now.</param>
internal sealed record DatedName(string Text, DateOnly? From = null, DateOnly? Until = null)
{
    private const int Longest = 60;

    // Marks of the written form; and what a spreadsheet would take for a formula or strip.
    private static readonly SearchValues<char> Marks = SearchValues.Create("；;@＠~～\r\n\t\"");
    private static readonly SearchValues<char> WrongStarts = SearchValues.Create("=+-'＝＋－");

    public bool Overlaps(DatedName other) => !EndsBefore(this, other) && !EndsBefore(other, this);

    public override string ToString() =>
        From is null && Until is null ? Text : $"{Text}@{From:yyyy-MM-dd}~{Until:yyyy-MM-dd}";

    /// <summary>Reads the written form; full-width marks count too.</summary>
    public static DatedName Parse(string written, string label)
    {
        var parts = written.Split('@', '＠');
        if (parts.Length == 1) return new DatedName(Clean(written, label));
        var days = parts[1].Split('~', '～');
        if (parts.Length > 2 || days.Length != 2)
            throw new RefusedException($"“{label}”中的“{written}”应写成：名称@起用日期~止用日期，如“老城镇@2001-01-01~2020-12-31”，不知道的日期可以空着。");
        var name = new DatedName(Clean(parts[0], label), Day(days[0], label), Day(days[1], label));
        if (name.From > name.Until) throw new RefusedException($"“{label}”中的“{written}”起用日期晚于止用日期。");
        return name;
    }

    /// <summary>A name as it may be written: trimmed, not empty, without the marks of the written form.</summary>
    public static string Clean(string? text, string label)
    {
        var name = text?.Trim() ?? "";
        if (name.Length == 0) throw new RefusedException($"请填写“{label}”。");
        if (name.Length > Longest) throw new RefusedException($"“{label}”最多 {Longest} 个字，现有 {name.Length} 个字。");
        if (name.AsSpan().ContainsAny(Marks) || name.Any(char.IsControl))
            throw new RefusedException($"“{label}”中的“{name}”不能含有分号、引号、@、~ 或换行。");
        if (WrongStarts.Contains(name[0])) throw new RefusedException($"“{label}”中的“{name}”不能以“{name[0]}”开头。");
        return name;
    }

    /// <summary>A day; null when nothing is written.</summary>
    public static DateOnly? Day(string text, string label)
    {
        var check = new FormCheck();
        var day = check.Day(label, text, label);
        return check.For(label) is { } sentence ? throw new RefusedException(sentence) : day;
    }

    private static bool EndsBefore(DatedName one, DatedName other) => one.Until < other.From;
}
