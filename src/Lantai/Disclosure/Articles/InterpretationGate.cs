using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>
/// What the gate asks of a document that must be interpreted, and of an interpretation: the first brings its plan and material
/// along (三同步), the second explains instead of copying.
/// </summary>
public sealed class InterpretationGate(LantaiDb db, PackFolder packs)
{
    public async Task<IReadOnlyList<string>> LookAsync(Article article, Edition edition, CancellationToken stop = default)
    {
        var pack = PolicyPack.Read(packs);
        // Later editions of a published document do not need a new plan.
        if (edition.NeedsInterpretation && !article.IsApproved) return await OfPolicyAsync(article, pack, stop);
        return article.Column!.Kind == ColumnKind.Interpretation ? await OfInterpretationAsync(article, edition, pack, stop) : [];
    }

    private async Task<IReadOnlyList<string>> OfPolicyAsync(Article article, PolicyPack pack, CancellationToken stop)
    {
        var doubts = new List<string>();
        if (!await db.Set<InterpretationPlan>().AnyAsync(plan => plan.ArticleId == article.Id, stop))
            doubts.Add($"应当解读的文件没有附解读方案；解读要{pack.Synchrony}。");
        var material = await db.Set<EditionLink>().Where(link => link.TargetId == article.Id && link.Kind == LinkKind.Interprets
            && link.Edition!.Article!.WithdrawnAt == null && link.Edition.Body != "" && link.Edition.State != EditionState.Discarded)
            .Select(link => new { link.Edition!.State, link.Edition.Title }).ToListAsync(stop);
        if (material.Count == 0) doubts.Add($"应当解读的文件没有附解读材料；请在“政策解读”栏目起草解读稿，填上这件文件的编号{article.Id}，再一并提交。");
        else if (material.TrueForAll(one => one.State == EditionState.Draft))
            doubts.Add($"解读材料“{material[0].Title}”还在起草，没有提交审核；解读要{pack.Synchrony}，请先提交解读稿。");
        return doubts;
    }

    private async Task<IReadOnlyList<string>> OfInterpretationAsync(Article article, Edition edition, PolicyPack pack, CancellationToken stop)
    {
        var doubts = new List<string>();
        var words = CleanHtml.Words(edition.Body);
        var targets = await db.Set<EditionLink>().Where(link => link.EditionId == edition.Id && link.Kind == LinkKind.Interprets).Select(link => link.TargetId)
            .ToListAsync(stop);
        if (targets.Count == 0) doubts.Add("没有填解读的是哪件文件，两边的页面不能互相链接。");
        foreach (var target in targets)
        {
            // A draft of another unit is not this writer's to read.
            var document = await db.Editions.Where(known => known.ArticleId == target && (known.State == EditionState.Approved
                    || (known.State != EditionState.Discarded && known.Article!.UnitId == article.UnitId)))
                .OrderByDescending(known => known.Number).Select(known => new { known.Title, known.Body }).FirstOrDefaultAsync(stop);
            if (document is null) continue;
            var overlap = InterpretationText.Overlap(words, CleanHtml.Words(document.Body));
            if (overlap > pack.MostOverlap)
                doubts.Add($"解读有{overlap}%与《{document.Title}》的原文相同，超过{pack.MostOverlap}%，像是摘抄；请用自己的话讲清楚。");
        }
        if (edition.Form is null) doubts.Add("没有填解读形式。");
        if (edition.Form is InterpretationForm.Text or null)
        {
            var missing = InterpretationText.Elements(words, pack.Elements).Where(element => element.Element.IsRequired && !element.IsThere)
                .Select(element => element.Element.Name).ToList();
            if (missing.Count > 0) doubts.Add($"解读没有讲到：{string.Join('、', missing)}。");
        }
        return doubts;
    }
}
