using Lantai.AnnualReports;
using Lantai.Verification.Documents;
using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>The report's sections: where each begins and its prose.</summary>
internal sealed class SectionTexts
{
    private readonly ReadDocument document;
    private readonly List<string?> words;
    private readonly Dictionary<string, (int First, int After)> ranges = new(StringComparer.Ordinal);

    public SectionTexts(ReadDocument document, AnnualFormat format)
    {
        this.document = document;
        words = [.. document.Lines.Select(Alone)];
        var starts = Starts(format).ToList();
        for (var at = 0; at < starts.Count; at++)
            ranges[starts[at].Section.Key] = (starts[at].Line, at + 1 < starts.Count ? starts[at + 1].Line : document.Lines.Count);
    }

    public bool Has(AnnualSection section) => ranges.ContainsKey(section.Key);

    public int Count => ranges.Count;

    /// <summary>From the first of the sections to the last; all when neither heading was found.</summary>
    public IReadOnlyList<ReadLine> LinesBetween(AnnualSection first, AnnualSection last)
    {
        var from = ranges.TryGetValue(first.Key, out var begin) ? begin.First + 1 : 0;
        var until = ranges.TryGetValue(last.Key, out var end) ? end.After : document.Lines.Count;
        return [.. document.Lines.Take(until).Skip(from)];
    }

    /// <summary>The paper without what stands among the tables, whose rows are numbered like headings.</summary>
    public ReadDocument WithoutTables(AnnualSection first, AnnualSection last)
    {
        if (!ranges.TryGetValue(first.Key, out var begin) || !ranges.TryGetValue(last.Key, out var end)) return document;
        var headings = ranges.Values.Select(range => range.First).ToHashSet();
        var inside = Enumerable.Range(begin.First, end.After - begin.First).Where(at => !headings.Contains(at));
        var dropped = inside.Select(at => document.Lines[at].Paragraph).OfType<Paragraph>().ToHashSet();
        return document with { Paragraphs = [.. document.Paragraphs.Where(paragraph => !dropped.Contains(paragraph))] };
    }

    /// <summary>The section's paragraphs, without its heading when that stands alone.</summary>
    public IReadOnlyList<Paragraph> Prose(AnnualSection section)
    {
        if (!ranges.TryGetValue(section.Key, out var range)) return [];
        var heading = document.Lines[range.First];
        var lines = document.Lines.Take(range.After).Skip(range.First).Select(line => line.Paragraph).OfType<Paragraph>();
        return [.. lines.Where(paragraph => paragraph != heading.Paragraph || !IsAlone(paragraph.Text, section))];
    }

    /// <summary>The last place where each heading stands, after a table of contents; a caption may say it once more right below.</summary>
    private IEnumerable<(AnnualSection Section, int Line)> Starts(AnnualFormat format) =>
        format.Sections.Select(section => (section, Line: LastHeading(section))).Where(start => start.Line >= 0).OrderBy(start => start.Line);

    private int LastHeading(AnnualSection section)
    {
        var (at, titles) = (words.Count - 1, Titles(section).ToList());
        while (at >= 0 && !IsHeading(at, titles)) at--;
        while (at > 0 && IsHeading(at - 1, titles)) at--;
        return at;
    }

    private bool IsHeading(int at, List<string> titles) =>
        words[at] is { } text && titles.Any(title => Begins(text, title));

    /// <summary>What stands alone on the line; null for a row of several cells.</summary>
    private static string? Alone(ReadLine line)
    {
        if (line.Paragraph is { } paragraph) return paragraph.Text;
        var filled = line.Cells.Where(cell => cell.Length > 0 && cell != ReadRow.Across).Take(2).ToList();
        return filled.Count == 1 && line.Cells.Count < 20 ? Compact.Of(filled[0]) : null;
    }

    private static IEnumerable<string> Titles(AnnualSection section) => section.Also.Prepend(section.Title).Select(Compact.Of);

    /// <summary>一、总体情况, or 总体情况 alone where the number was made by the word processor.</summary>
    private static bool Begins(string text, string title)
    {
        if (text == title) return true;
        if (!text.Contains(title, StringComparison.Ordinal)) return false;
        var mark = Headings.MarkOf(new Paragraph(0, "", text));
        return mark is { Level: 1 } && text.AsSpan(mark.Text.Length).StartsWith(title, StringComparison.Ordinal);
    }

    private static bool IsAlone(string text, AnnualSection section) => Titles(section).Any(title => text.Length <= title.Length + 4);
}
