using System.Text.RegularExpressions;
using Lantai.Packs;
using Lantai.Wording;

namespace Lantai.Patrol;

/// <summary>A mark that the foot of a home page must show: a row of packs/checks/marks.csv. One of the three is enough.</summary>
/// <param name="Words">One stands in the text.</param>
/// <param name="Hosts">A link leads to one.</param>
/// <param name="Form">The text has it; null for none.</param>
internal sealed record FootMark(string Name, IReadOnlyList<string> Words, IReadOnlyList<string> Hosts, Regex? Form, Citation Basis)
{
    private const string SiteCode = "码";
    private const string SiteCodeLabel = "标识码";

    /// <exception cref="RefusedException">A row has nothing to look for, or its form is none.</exception>
    public static IReadOnlyList<FootMark> Load(PackFolder packs)
    {
        var path = packs.Find("checks", "marks", ".csv");
        var file = Path.GetFileName(path);
        return [.. PackTable.Read(path, "标识", "文字", "链接", "式样", "依据", "把握").Select(row => Of(row, file))];
    }

    /// <summary>Whether the code is written as the mark's form wants it; null where the form knows no code.</summary>
    public bool? Holds(string code) => Form?.GetGroupNames().Contains(SiteCode) == true ? Form.Match($"{SiteCodeLabel}{code}").Groups[SiteCode].Value == code : null;

    private static FootMark Of(PackRow row, string file)
    {
        var (words, hosts, form) = (row.Words("文字"), row.Words("链接"), row["式样"]);
        if (words.Count + hosts.Count + form.Length == 0) throw row.Wrong(file, $"标识“{row["标识"]}”没有写怎样认出。");
        try
        {
            return new(row["标识"], words, hosts, form.Length == 0 ? null : new(form, RegexOptions.IgnoreCase | RegexOptions.NonBacktracking), row.Basis(file));
        }
        catch (Exception cause) when (cause is ArgumentException or NotSupportedException)
        {
            throw row.Wrong(file, $"“式样”不是能用的正则表达式，现为“{form}”。");
        }
    }
}
