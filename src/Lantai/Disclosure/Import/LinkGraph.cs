using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>An article of the import by its number elsewhere, whether or not it is written yet; another of the region by its id.</summary>
internal readonly record struct LinkNode(string? Origin, long Id);

/// <summary>An article of the import, as links to it ask.</summary>
/// <param name="Number"><see cref="NumberKey"/>; null for none.</param>
internal sealed record ComingArticle(string? Number, bool IsPolicy);

/// <summary>Who amends and repeals whom in a region, with the articles of an import among them.</summary>
internal sealed class LinkGraph
{
    private readonly HashSet<string> closed = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> ids = new(StringComparer.Ordinal);
    private readonly Dictionary<string, HashSet<LinkNode>> named = new(StringComparer.Ordinal);
    private readonly HashSet<LinkNode> policies = [];
    private readonly Dictionary<LinkNode, List<LinkNode>> changes = [];

    private readonly Dictionary<string, ComingArticle> coming;

    private LinkGraph(Dictionary<string, ComingArticle> coming) => this.coming = coming;

    /// <param name="coming">The articles of the import by their number elsewhere.</param>
    /// <param name="wanted">What its links name.</param>
    public static async Task<LinkGraph> ReadAsync(
        LantaiDb db, long regionId, Dictionary<string, ComingArticle> coming, string[] wanted, CancellationToken stop)
    {
        var graph = new LinkGraph(coming);
        foreach (var (origin, article) in coming) graph.Add(new LinkNode(origin, 0), origin, article.Number, article.IsPolicy);
        await graph.ReadArticlesAsync(db, regionId, [.. coming.Keys.Concat(wanted).Distinct()], stop);
        foreach (var row in await db.Editions.Where(edition => edition.Article!.RegionId == regionId && edition.PolicyType != null).Select(edition => new
        {
            edition.ArticleId,
            edition.Article!.Origin,
            Number = edition.State == EditionState.Discarded || edition.Article.WithdrawnAt != null ? null : edition.DocumentNumber,
        }).Distinct().ToListAsync(stop)) graph.Add(graph.Node(row.ArticleId, row.Origin), null, NumberKey.Of(row.Number), true);
        foreach (var row in await LinkChecks.Standing(db).Where(link => link.Edition!.Article!.RegionId == regionId)
            .Select(link => new { From = link.Edition!.ArticleId, link.Edition.Article!.Origin, link.TargetId, TargetOrigin = link.Target!.Origin })
            .ToListAsync(stop)) graph.Link(graph.Node(row.From, row.Origin), graph.Node(row.TargetId, row.TargetOrigin));
        return graph;
    }

    private async Task ReadArticlesAsync(LantaiDb db, long regionId, string[] origins, CancellationToken stop)
    {
        foreach (var row in await db.Articles.Where(article => article.RegionId == regionId && origins.Contains(article.Origin!)).Select(article => new
        {
            article.Id,
            Origin = article.Origin!,
            IsOpen = article.Editions.Any(edition => edition.State == EditionState.Draft && edition.Round == 0),
        }).ToListAsync(stop))
        {
            ids[row.Origin] = row.Id;
            if (!row.IsOpen) closed.Add(row.Origin);
            Add(Node(row.Id, row.Origin), row.Origin, null, false);
        }
    }

    private LinkNode Node(long id, string? origin) => origin is not null && coming.ContainsKey(origin) ? new LinkNode(origin, 0) : new LinkNode(null, id);

    /// <summary>Whether links of the article are taken: it is new, or a draft that was never submitted.</summary>
    public bool IsOpen(string origin) => !closed.Contains(origin);

    /// <summary>The article's id, once it is written.</summary>
    public long IdOf(LinkNode node) => node.Origin is { } origin ? ids[origin] : node.Id;

    /// <summary>Why a link of the article is not taken, in one sentence; null when it is good: then it counts for those that follow.</summary>
    public string? Fault(string origin, ImportedLink link, out LinkNode target)
    {
        target = default;
        if (Find(link.Target) is not { } found)
            return $"没有找到唯一一篇编号或文号为“{link.Target}”的稿件，“{link.Kind.Title}”这一关系没有导入，请在稿件上补填。";
        (target, var from) = (found, new LinkNode(origin, 0));
        var isChange = link.Kind is LinkKind.Repeals or LinkKind.Amends;
        var wrong = found == from ? LinkChecks.Self
            : link.Kind != LinkKind.Related && !policies.Contains(found) ? $"它不是政策文件，不能{link.Kind.Title}它。"
            : isChange && Reaches(found, from) ? LinkChecks.Circle : null;
        if (wrong is not null) return $"与“{link.Target}”的关联没有导入，{wrong}";
        if (isChange) Link(from, found);
        return null;
    }

    /// <summary>By the number elsewhere, else by the document number; null when nothing bears it, or more than one do.</summary>
    private LinkNode? Find(string text)
    {
        var found = named.GetValueOrDefault(text) ?? (NumberKey.Of(text) is { } number ? named.GetValueOrDefault(number) : null);
        return found is { Count: 1 } ? found.Single() : null;
    }

    private bool Reaches(LinkNode from, LinkNode wanted)
    {
        var (seen, front) = (new HashSet<LinkNode>(), new Stack<LinkNode>([from]));
        while (front.TryPop(out var node))
        {
            if (node == wanted) return true;
            if (!seen.Add(node)) continue;
            foreach (var next in changes.GetValueOrDefault(node) ?? []) front.Push(next);
        }
        return false;
    }

    private void Add(LinkNode node, string? origin, string? number, bool isPolicy)
    {
        if (isPolicy) policies.Add(node);
        foreach (var name in new[] { origin, number }.OfType<string>())
        {
            if (!named.TryGetValue(name, out var nodes)) named.Add(name, nodes = []);
            nodes.Add(node);
        }
    }

    private void Link(LinkNode from, LinkNode to)
    {
        if (!changes.TryGetValue(from, out var targets)) changes.Add(from, targets = []);
        targets.Add(to);
    }
}
