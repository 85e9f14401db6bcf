using System.Net;
using System.Text;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// Document numbers in a text. Where the agency's code begins in a run of Chinese characters cannot be seen (根据偃政办〔2022〕26号),
/// so every end of the run is tried against the numbers that are published.
/// </summary>
internal static partial class Citations
{
    private const int LongestCode = 12;

    /// <summary>What a text may cite: keys of <see cref="NumberKey"/>, among them those of no document.</summary>
    public static IReadOnlyList<string> KeysIn(string text) =>
        [.. Written().Matches(text).SelectMany(match => Ends(match).Select(end => NumberKey.Of(end)!)).Distinct(StringComparer.Ordinal)];

    /// <summary>The published articles whose numbers the text cites, by key.</summary>
    public static async Task<Dictionary<string, long>> CitedAsync(this LantaiDb db, long regionId, string text, DateTimeOffset now,
        CancellationToken stop = default)
    {
        var keys = KeysIn(text);
        if (keys.Count == 0) return [];
        var rows = await db.Set<SearchEntry>().Where(entry => entry.RegionId == regionId && keys.Contains(entry.NumberKey!))
            .Join(db.LiveEditions(regionId, now), entry => entry.EditionId, edition => edition.Id,
            (entry, edition) => new { entry.NumberKey, edition.ArticleId }).ToListAsync(stop);
        return rows.GroupBy(row => row.NumberKey!, StringComparer.Ordinal)
            .ToDictionary(group => group.Key, group => group.Min(row => row.ArticleId), StringComparer.Ordinal);
    }

    /// <summary>The clean HTML with the cited numbers as links; what is a link already stays as it is.</summary>
    /// <param name="own">The article itself: it does not link to itself.</param>
    public static string Linked(string html, Dictionary<string, long> cited, string region, long own)
    {
        if (cited.Values.All(id => id == own)) return html;
        var body = new HtmlParser().ParseDocument(html).Body!;
        foreach (var text in body.Descendants<IText>().Where(text => text.ParentElement?.Closest("a") is null).ToList())
        {
            var marked = Mark(text.Data, cited, region, own);
            if (marked is null) continue;
            var holder = text.Owner!.CreateElement("span");
            holder.InnerHtml = marked;
            text.Replace([.. holder.ChildNodes]);
        }
        return body.InnerHtml;
    }

    private static string? Mark(string text, Dictionary<string, long> cited, string region, long own)
    {
        var marked = new StringBuilder();
        var at = 0;
        foreach (Match match in Written().Matches(text))
        {
            var found = Ends(match).Select(end => (End: end, Id: cited.GetValueOrDefault(NumberKey.Of(end)!)))
                .FirstOrDefault(pair => pair.Id > 0 && pair.Id != own);
            if (found.End is null) continue;
            var start = match.Index + match.Length - found.End.Length;
            marked.Append(WebUtility.HtmlEncode(text[at..start])).Append($"<a href=\"/{region}/articles/{found.Id}\">").Append(WebUtility.HtmlEncode(found.End))
                .Append("</a>");
            at = match.Index + match.Length;
        }
        return at == 0 ? null : marked.Append(WebUtility.HtmlEncode(text[at..])).ToString();
    }

    /// <summary>The longest code first.</summary>
    private static IEnumerable<string> Ends(Match match)
    {
        var code = match.Groups["code"].Length;
        for (var length = Math.Min(code, LongestCode); length >= 2; length--) yield return match.Value[(code - length)..];
    }

    [GeneratedRegex(@"(?<code>[\u3400-\u9fff]{2,30})\s?[〔［\[（(【]\s?(19|20)\d{2}\s?[〕］\]）)】]\s?第?\d{1,6}\s?号", RegexOptions.CultureInvariant)]
    private static partial Regex Written();
}
