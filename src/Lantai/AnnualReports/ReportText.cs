namespace Lantai.AnnualReports;

/// <summary>
/// The written sections of a report as a text file: a line <c># 总体情况</c> begins a section, every other line is a
/// paragraph. Figures of the tables stand in it as <see cref="BoundText"/> writes them.
/// </summary>
public static class ReportText
{
    /// <exception cref="RefusedException">A heading is no written section of the format or stands twice, or text stands before the first.</exception>
    public static IReadOnlyDictionary<string, IReadOnlyList<string>> Read(TextReader text, string file, AnnualFormat format)
    {
        var sections = new Dictionary<string, IReadOnlyList<string>>(StringComparer.Ordinal);
        List<string>? paragraphs = null;
        for (var (line, number) = (text.ReadLine(), 1); line is not null; (line, number) = (text.ReadLine(), number + 1))
        {
            var words = line.Trim();
            if (words.Length == 0) continue;
            if (words[0] != '#')
            {
                (paragraphs ?? throw new RefusedException($"{file}第{number}行：正文前面要有一行标题，如“# 总体情况”。")).Add(words);
                continue;
            }
            var section = Section(words.TrimStart('#').Trim(), $"{file}第{number}行", format);
            paragraphs = [];
            if (!sections.TryAdd(section.Key, paragraphs)) throw new RefusedException($"{file}第{number}行：“{section.Title}”出现两次，请合成一部分。");
        }
        return sections;
    }

    private static AnnualSection Section(string title, string place, AnnualFormat format)
    {
        var written = format.Written.ToList();
        return written.Find(section => section.Title == title || section.Also.Contains(title))
            ?? throw new RefusedException($"{place}：没有“{title}”这一部分；要写的部分是{string.Join('、', written.Select(section => section.Title))}。");
    }
}
