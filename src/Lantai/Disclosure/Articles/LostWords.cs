using System.Net;
using System.Text.RegularExpressions;

namespace Lantai.Disclosure;

/// <summary>
/// What a text loses when it is cleaned (<see cref="CleanHtml"/>): words behind a mark that nothing closes, in frames or hidden,
/// and pictures. The source is read without the rules of HTML, since it is by those that the words were lost.
/// </summary>
public static partial class LostWords
{
    private const int MostQuoted = 12;

    /// <summary>One sentence that says how much and where it begins; "" when nothing is lost.</summary>
    public static string Sentence(string? pasted, string clean)
    {
        var source = Sources().Replace(pasted ?? "", "");
        var pictures = Pictures().Count(source);
        List<string> lost = [];
        if (Between(WebUtility.HtmlDecode(Tags().Replace(source, "")), CleanHtml.Words(clean)) is { } words) lost.Add(words);
        if (pictures > 0) lost.Add($"{pictures}张图片");
        return lost.Count == 0 ? "" : $"其中{string.Join("和", lost)}没有保存：隐藏的、放在框架里的或格式标记不完整的文字不能保存，图片请作为附件上传。";
    }

    /// <summary>How many letters and digits of a text are not kept, and where they begin; null when all are.</summary>
    internal static string? Between(string text, string rest)
    {
        var (written, kept) = (Letters(text), Letters(rest));
        return written.Length > kept.Length ? $"{written.Length - kept.Length}个字（从“{Quote(written, kept)}”起）" : null;
    }

    private static string Letters(string text) => string.Concat(text.Where(char.IsLetterOrDigit));

    private static string Quote(string written, string kept)
    {
        var same = written.AsSpan().CommonPrefixLength(kept);
        return written.Substring(same, Math.Min(MostQuoted, written.Length - same));
    }

    /// <summary>What is no text of the writer's, where it is closed: scripts, styles, remarks, heads, Word's data.</summary>
    [GeneratedRegex(@"<(script|style|head|xml)\b.*?</\1\s*>|<!--.*?-->", RegexOptions.IgnoreCase | RegexOptions.Singleline)]
    private static partial Regex Sources();

    [GeneratedRegex(@"<[a-zA-Z/!?][^<>]*>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"<img\b", RegexOptions.IgnoreCase)]
    private static partial Regex Pictures();
}
