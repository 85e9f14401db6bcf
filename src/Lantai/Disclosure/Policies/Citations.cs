using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using Npgsql;

namespace Lantai.Disclosure;

/// <summary>
/// Document numbers in a text. Where the agency's code begins in a run of Chinese characters cannot be seen (根据偃政办〔2022〕26号),
/// so every end of the run is tried against the numbers that are published.
/// </summary>
internal static partial class Citations
{
    private const int LongestCode = 12;
    private const int LongestRun = 30;

    /// <summary>A number as a text writes it, with the run of characters before it.</summary>
    /// <param name="Code">How many characters of the run there are.</param>
    private readonly record struct Citation(int Start, int Code, string Written);

    /// <summary>What a text may cite: keys of <see cref="NumberKey"/>, among them those of no document.</summary>
    public static IReadOnlyList<string> KeysIn(string text) =>
        [.. In(text).SelectMany(Ends).Select(end => NumberKey.Of(end)!).Distinct(StringComparer.Ordinal)];

    /// <summary>The published articles whose numbers the text cites, by key.</summary>
    public static async Task<Dictionary<string, long>> CitedAsync(
        NpgsqlDataSource source, long regionId, string text, DateTimeOffset now, CancellationToken stop = default)
    {
        var cited = new Dictionary<string, long>(StringComparer.Ordinal);
        if (KeysIn(text) is not { Count: > 0 } keys) return cited;
        await using var command = source.CreateCommand("""
            select s.number_key, min(e.article_id) from search_entry s join live_edition($1, $2) e on e.id = s.edition_id
            where s.region_id = $1 and s.number_key = any($3) group by s.number_key
            """);
        command.Parameters.Add(new() { Value = regionId });
        command.Parameters.Add(new() { Value = now });
        command.Parameters.Add(new() { Value = keys.ToArray() });
        await using var row = await command.ExecuteReaderAsync(stop);
        while (await row.ReadAsync(stop)) cited.Add(row.GetString(0), row.GetInt64(1));
        return cited;
    }

    /// <summary>The clean HTML with the cited numbers as links; what is a link already stays as it is.</summary>
    /// <param name="own">The article itself: it does not link to itself.</param>
    public static string Linked(string html, Dictionary<string, long> cited, string region, long own)
    {
        if (cited.Values.All(id => id == own)) return html;
        var (linked, isLink) = (new StringBuilder(html.Length), false);
        foreach (var (words, tag) in CleanHtml.Parts(html))
        {
            linked.Append((isLink ? null : Mark(CleanHtml.Plain(html[words]), cited, region, own)) ?? html[words]).Append(html[tag]);
            isLink = html.AsSpan(tag) is not "</a>" && (isLink || html.AsSpan(tag).StartsWith("<a "));
        }
        return linked.ToString();
    }

    private static string? Mark(string text, Dictionary<string, long> cited, string region, long own)
    {
        var marked = new StringBuilder();
        var at = 0;
        foreach (var citation in In(text))
        {
            var found = Ends(citation).Select(end => (End: end, Id: cited.GetValueOrDefault(NumberKey.Of(end)!)))
                .FirstOrDefault(pair => pair.Id > 0 && pair.Id != own);
            if (found.End is null) continue;
            var end = citation.Start + citation.Written.Length;
            marked.Append(WebUtility.HtmlEncode(text[at..(end - found.End.Length)])).Append($"<a href=\"/{region}/articles/{found.Id}\">")
                .Append(WebUtility.HtmlEncode(found.End)).Append("</a>");
            at = end;
        }
        return at == 0 ? null : marked.Append(WebUtility.HtmlEncode(text[at..])).ToString();
    }

    /// <summary>Looks for the brackets, which are rare, and goes back from them: most of a text is characters that could begin a code.</summary>
    private static IEnumerable<Citation> In(string text)
    {
        var last = 0;
        foreach (Match number in Numbers().Matches(text))
        {
            var code = number.Index > last && char.IsWhiteSpace(text[number.Index - 1]) ? number.Index - 1 : number.Index;
            var start = code;
            while (start > last && code - start < LongestRun && text[start - 1] is >= '\u3400' and <= '\u9fff') start--;
            if (code - start < 2) continue;
            last = number.Index + number.Length;
            yield return new(start, code - start, text[start..last]);
        }
    }

    /// <summary>The longest code first.</summary>
    private static IEnumerable<string> Ends(Citation citation)
    {
        for (var length = Math.Min(citation.Code, LongestCode); length >= 2; length--) yield return citation.Written[(citation.Code - length)..];
    }

    [GeneratedRegex(@"[〔［\[（(【]\s?(19|20)\d{2}\s?[〕］\]）)】]\s?第?\d{1,6}\s?号", RegexOptions.CultureInvariant)]
    private static partial Regex Numbers();
}
