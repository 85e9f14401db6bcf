using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A published page that may be what somebody asks for.</summary>
/// <param name="Share">How many percent of what was asked stand in it.</param>
public sealed record SimilarArticle(long ArticleId, string Title, int Share);

/// <summary>Finds published pages for a description in somebody's own words, where not every word has to fit.</summary>
public sealed class SimilarArticles(LantaiDb db, TimeProvider time)
{
    private const int LongestText = 500;
    private const int MostPairs = 40;
    private const int Candidates = 60;
    private const int LeastShare = 40;

    /// <summary>Words with which applications are written, whatever they ask for.</summary>
    private static readonly string[] Usual =
    [
        "政府信息公开", "申请公开", "申请获取", "信息公开", "请求公开", "本人", "我们", "申请", "公开", "获取", "信息", "情况", "有关", "关于", "相关", "以及", "材料", "文件", "请问", "贵机关", "贵局", "一份", "复印件",
            "全部", "所有",
        "的", "和", "与", "及", "或", "在", "是", "了", "请", "我", "年度", "年",
    ];

    public async Task<IReadOnlyList<SimilarArticle>> FindAsync(long regionId, string asked, int take = 5, CancellationToken stop = default)
    {
        var pairs = Pairs(asked);
        if (pairs.Count == 0) return [];
        var query = string.Join(" | ", pairs.Select(pair => $"'{pair}'"));
        var rows = await db.Database.SqlQuery<Ranked>($"""
            select edition_id as "EditionId", ts_rank(words, {query}::tsquery) as "Rank" from search_entry
            where region_id = {regionId} and words @@ {query}::tsquery
            """)
            .Join(db.LiveEditions(regionId, time.GetUtcNow()), row => row.EditionId, edition => edition.Id,
                (row, edition) => new { row.Rank, edition.ArticleId, edition.Title, edition.Body })
            .OrderByDescending(row => row.Rank).ThenByDescending(row => row.ArticleId).Take(Candidates).ToListAsync(stop);
        var similar = from row in rows
                      let text = Bigrams.Fold(row.Title + "\n" + CleanHtml.Words(row.Body))
                      let share = pairs.Count(pair => text.Contains(pair, StringComparison.Ordinal)) * 100 / pairs.Count
                      where share >= LeastShare
                      orderby share descending, row.Rank descending
                      select new SimilarArticle(row.ArticleId, row.Title, share);
        return [.. similar.Take(take)];
    }

    /// <summary>Neighbouring characters, and words of letters or digits, of what the usual words leave over.</summary>
    internal static IReadOnlyList<string> Pairs(string asked)
    {
        var text = Bigrams.Fold(asked.Length > LongestText ? asked[..LongestText] : asked);
        foreach (var word in Usual) text = text.Replace(word, " ", StringComparison.Ordinal);
        return [.. Bigrams.Split(text).Where(run => run.Length >= 2)
            .SelectMany(run => char.IsAsciiLetterOrDigit(run[0]) ? [run] : Enumerable.Range(0, run.Length - 1).Select(i => run.Substring(i, 2)))
            .Distinct(StringComparer.Ordinal).Take(MostPairs)];
    }

    private sealed record Ranked(long EditionId, float Rank);
}
