using System.Text.RegularExpressions;
using Lantai.Verification.Documents;

namespace Lantai.Verification.Phrases;

/// <summary>A sentence of the prose with the place where it begins.</summary>
/// <param name="Text">Compact, for matching.</param>
/// <param name="Quoted">The same characters as written.</param>
internal sealed record Sentence(string Text, string Quoted, string Where)
{
    public string Quote(Capture match) => Quoted.Substring(match.Index, match.Length);
}

/// <summary>Cuts paragraphs into sentences; a paragraph that a page break cut in two is joined first.</summary>
internal static partial class Sentences
{
    private const int ShortestBrokenLine = 25;

    /// <summary>Text without a full stop for so long is no prose; cutting it keeps the patterns' work in bounds.</summary>
    private const int Longest = 2_000;

    public static IReadOnlyList<Sentence> In(IReadOnlyList<Paragraph> paragraphs)
    {
        var sentences = new List<Sentence>();
        for (var at = 0; at < paragraphs.Count; at++)
        {
            var (first, where) = (at, paragraphs[at].Where);
            while (at + 1 < paragraphs.Count && Continues(paragraphs[at], paragraphs[at + 1])) at++;
            var (text, quoted) = (paragraphs[first].Text, paragraphs[first].Quoted);
            for (var next = first + 1; next <= at; next++) (text, quoted) = (text + paragraphs[next].Text, quoted + paragraphs[next].Quoted);
            text = Grouped().Replace(text, match => match.Value.Replace(",", "", StringComparison.Ordinal).PadLeft(match.Length, '0'));
            sentences.AddRange(Cut(text).Select(part => new Sentence(text[part], quoted[part], where)));
        }
        return sentences;
    }

    /// <summary>1,234件: written without separators and as long as before, so that the places stay those of the quotation.</summary>
    [GeneratedRegex(@"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d.,])")]
    private static partial Regex Grouped();

    private static bool Continues(Paragraph broken, Paragraph next) =>
        next.Order == broken.Order + 1 && broken.Text.Length >= ShortestBrokenLine
        && broken.Text[^1] is not ('。' or '！' or '!' or '？' or '?' or '；' or ':' or ')')
        && Headings.MarkOf(next) is null && !TableTitle.AttachmentMark().IsMatch(next.Text);

    private static IEnumerable<Range> Cut(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOfAny(['。', '！', '!', '？', '?'], start, Math.Min(Longest, text.Length - start)) + 1;
            if (end == 0) end = Math.Min(start + Longest, text.Length);
            yield return start..end;
        }
    }
}
