using Lantai.Verification.Documents;

namespace Lantai.Verification.Phrases;

/// <summary>A sentence of the prose, in compact text, with the place where it begins.</summary>
internal sealed record Sentence(string Text, string Where);

/// <summary>Cuts paragraphs into sentences; a paragraph that a page break cut in two is joined first.</summary>
internal static class Sentences
{
    private const int ShortestBrokenLine = 25;

    public static IReadOnlyList<Sentence> In(IReadOnlyList<Paragraph> paragraphs)
    {
        var sentences = new List<Sentence>();
        for (var at = 0; at < paragraphs.Count; at++)
        {
            var (text, where) = (paragraphs[at].Text, paragraphs[at].Where);
            while (at + 1 < paragraphs.Count && Continues(paragraphs[at], paragraphs[at + 1])) text += paragraphs[++at].Text;
            sentences.AddRange(Cut(text).Select(sentence => new Sentence(sentence, where)));
        }
        return sentences;
    }

    private static bool Continues(Paragraph broken, Paragraph next) =>
        next.Order == broken.Order + 1 && broken.Text.Length >= ShortestBrokenLine
        && broken.Text[^1] is not ('。' or '！' or '!' or '？' or '?' or '；' or ':' or ')')
        && Headings.MarkOf(next) is null && !TableTitle.AttachmentMark().IsMatch(next.Text);

    private static IEnumerable<string> Cut(string text)
    {
        for (int start = 0, end; start < text.Length; start = end)
        {
            end = text.IndexOfAny(['。', '！', '!', '？', '?'], start) + 1;
            if (end == 0) end = text.Length;
            yield return text[start..end];
        }
    }
}
