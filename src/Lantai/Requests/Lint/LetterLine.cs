using System.Text;

namespace Lantai.Requests.Lint;

/// <summary>A line or paragraph of a letter.</summary>
/// <param name="Where">第3行 of a text, 第5段 of a document.</param>
public sealed record LetterLine(string Where, string Text)
{
    /// <summary>For matching: without blanks, digits and Latin letters in half width, brackets and colons in full width.</summary>
    public string Plain { get; } = PlainOf(Text);

    private static string PlainOf(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (char.IsWhiteSpace(c) || c == '\u3000') continue;
            plain.Append(c switch
            {
                '(' => '（',
                ')' => '）',
                >= '０' and <= '９' => (char)(c - '０' + '0'),
                _ => c,
            });
        }
        return plain.ToString();
    }
}
