using System.Text.RegularExpressions;

namespace Lantai.Bulletins;

/// <summary>
/// The body of a bulletin as officials write it, for one large input: a paragraph on a line of its own, headings known
/// by their numbers (一、 （一） 1. （1）, GB/T 9704-2012, 7.3.3). Words after a heading's first full stop run on in its
/// paragraph. Numbers follow from the place, whatever was typed.
/// </summary>
public static partial class BodyText
{
    private const int MostHeadings = 99;

    public static string Write(IReadOnlyList<FormPart> parts) => string.Join("\n\n", Lines(parts, 1));

    /// <exception cref="RefusedException">A heading has no heading above it, or nothing below it: one sentence each.</exception>
    public static IReadOnlyList<FormPart> Read(string text)
    {
        var problems = new List<string>();
        var root = new Open(0, "", new FormText("", ""), null);
        var open = new Stack<Open>([root]);
        var lines = text.ReplaceLineEndings("\n").Split('\n').Select(line => line.Trim(' ', '\t', '\u3000')).Where(line => line.Length > 0);
        foreach (var (index, line) in lines.Index())
        {
            var where = $"正文第{index + 1}段";
            if (Level(line) is not { } level)
            {
                open.Peek().Parts.Add(new FormParagraph(new FormText(ProseText.Joined(line), where)));
                continue;
            }
            while (open.Peek().Level >= level) open.Pop().CloseInto(open.Peek(), problems);
            if (open.Peek().Level != level - 1) problems.Add($"{where}：“{Mark().Match(line).Value}”的上一级标题没有写，请先写“{Papers.HeadingNumber.Of(level - 1, 1)}”。");
            open.Push(Heading(level, Mark().Replace(line, ""), where));
        }
        while (open.Count > 1) open.Pop().CloseInto(open.Peek(), problems);
        if (root.Parts.Count == 0) problems.Add("请填写“正文”。");
        return problems.Count == 0 ? root.Parts : throw new RefusedException(string.Join('\n', problems));
    }

    private static IEnumerable<string> Lines(IReadOnlyList<FormPart> parts, int level)
    {
        var number = 0;
        foreach (var part in parts)
            switch (part)
            {
                case FormParagraph paragraph:
                    yield return paragraph.Text.Text;
                    break;
                case FormSection section:
                    yield return Papers.HeadingNumber.Of(level, ++number) + HeadingLine(section);
                    foreach (var line in Lines(section.Parts, level + 1)) yield return line;
                    break;
            }
    }

    private static string HeadingLine(FormSection section) => section.RunsOn is not { } text ? section.Heading.Text
        : section.Heading.Text.TrimEnd('。') + "。" + text.Text;

    private static Open Heading(int level, string line, string where)
    {
        var stop = line.IndexOf('。', StringComparison.Ordinal) + 1;
        return stop > 0 && stop < line.Length
            ? new Open(level, where, Part(line[..stop]), Part(line[stop..]))
            : new Open(level, where, Part(line), null);

        FormText Part(string text) => new(ProseText.Joined(text), where);
    }

    private static int? Level(string line)
    {
        var mark = Mark().Match(line);
        return !mark.Success ? null : mark.Groups["one"].Success ? 1 : mark.Groups["two"].Success ? 2 : mark.Groups["three"].Success ? 3 : 4;
    }

    /// <summary>A heading whose parts are still being read.</summary>
    private sealed record Open(int Level, string Where, FormText Heading, FormText? RunsOn)
    {
        public List<FormPart> Parts { get; } = [];

        public void CloseInto(Open parent, List<string> problems)
        {
            if (Heading.Text.Length == 0) problems.Add($"{Where}：只有序号，没有标题。");
            else if (RunsOn is null && Parts.Count == 0) problems.Add($"{Where}：标题“{Heading.Text}”下面没有内容。");
            if (parent.Parts.OfType<FormSection>().Count() == MostHeadings) problems.Add($"{Where}：同一级标题超过{MostHeadings}个，请合并。");
            parent.Parts.Add(new FormSection(Heading, RunsOn, Parts));
        }
    }

    [GeneratedRegex(@"^(?:(?<one>[一二三四五六七八九十]{1,3}、)|(?<two>[（(][一二三四五六七八九十]{1,3}[）)])|(?<three>\d{1,2}[.．、](?!\d))|(?<four>[（(]\d{1,2}[）)]))\s*", RegexOptions.CultureInvariant)]
    private static partial Regex Mark();
}
