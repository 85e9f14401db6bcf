using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Wording;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>An attachment that hides something.</summary>
/// <param name="CanClean">Whether the program can make a clean copy of it.</param>
/// <param name="BecomesPictures">The pages of the clean copy are pictures, whose words can no longer be copied.</param>
public sealed record HidingFile(int Position, string Name, IReadOnlyList<string> Hidden, bool CanClean, bool BecomesPictures);

/// <summary>What the gate says of a draft: errors must be put right, doubts need a reason.</summary>
/// <param name="Files">The attachments among the doubts that hide something.</param>
/// <param name="SameNumber">The other articles among the doubts that bear the same document number.</param>
public sealed record GateLook(IReadOnlyList<string> Errors, IReadOnlyList<string> Doubts, IReadOnlyList<HidingFile> Files, IReadOnlyList<long> SameNumber);

/// <summary>Looks at a draft before it leaves the writer's hands: what is missing, and what the public should not get to see.</summary>
public sealed class OutgoingGate(LantaiDb db, FileGate files, PackFolder packs, Lazy<WordingRules> rules, BodyLinks links, InterpretationGate interpretations,
    TimeProvider time)
{
    public async Task<GateLook> LookAsync(Article article, Edition edition, CancellationToken stop = default)
    {
        List<string> errors = [], doubts = [];
        var attached = await db.Set<EditionFile>().AsNoTracking().Include(file => file.File).Where(file => file.EditionId == edition.Id)
            .OrderBy(file => file.Position).ToListAsync(stop);
        LookAtRegister(article, edition, attached.Count, errors, doubts);
        var on = edition.FormedOn ?? time.Today();
        foreach (var (where, words) in Published(edition, attached)) doubts.AddRange(BodyWords.In(rules.Value, words, on, where));
        var same = await SameNumber.FindAsync(db, article, edition, time.GetUtcNow(), time.Today(), stop);
        await LookAtOthersAsync(article, edition, same, errors, doubts, stop);
        var hiding = new List<HidingFile>();
        foreach (var file in attached) await LookAtFileAsync(file, on, hiding, errors, doubts, stop);
        return new GateLook(errors, doubts, hiding, [.. same.Select(other => other.ArticleId)]);
    }

    /// <summary>What the edition has to do with other pages and documents.</summary>
    private async Task LookAtOthersAsync(
        Article article, Edition edition, IEnumerable<SameNumber> same, List<string> errors, List<string> doubts, CancellationToken stop)
    {
        var region = await db.Regions.AsNoTracking().SingleAsync(region => region.Id == article.RegionId, stop);
        doubts.AddRange(await links.LookAsync(region, edition.Body, stop));
        var linked = await db.Set<EditionLink>().Where(link => link.EditionId == edition.Id).Select(link => new WantedLink(link.Kind, link.TargetId))
            .ToListAsync(stop);
        if (ColumnFit.Fault(article.Column!, edition.PolicyType is not null, edition.Form, [.. linked.Select(link => link.Kind)]) is { } fault)
            errors.Add(fault);
        doubts.AddRange(same.Select(other => other.Doubt));
        doubts.AddRange(await LinkChecks.DoubtsAsync(db, article, edition, linked, time.Today(), stop));
        doubts.AddRange(await interpretations.LookAsync(article, edition, stop));
    }

    /// <summary>The edition that was approved last before this one; null for none.</summary>
    private static Edition? Before(Article article, Edition edition) =>
        article.Editions.Where(before => before.State == EditionState.Approved && before.Number < edition.Number).MaxBy(before => before.Number);

    /// <summary>All words that the public reads on the page, in its feeds or in the name of a file.</summary>
    private static IEnumerable<(string Where, string Words)> Published(Edition edition, IEnumerable<EditionFile> files) =>
        new (string, string?)[]
        {
            ("标题", edition.Title), ("正文", CleanHtml.Words(edition.Body)), ("摘要", edition.Summary), ("关键词", edition.Keywords),
            ("来源", edition.Source), ("发布机关", edition.Issuer), ("改动说明", edition.ChangeNote),
            ("附件名", string.Join('\n', files.Select(file => file.Name))),
        }.Where(pair => !string.IsNullOrEmpty(pair.Item2)).Select(pair => (pair.Item1, pair.Item2!));

    private void LookAtRegister(Article article, Edition edition, int files, List<string> errors, List<string> doubts)
    {
        if (edition.Openness != Openness.Open) errors.Add($"公开属性是“{edition.Openness.Title}”，不能在门户发布；请改为“主动公开”，或不再提交。");
        if (edition.FormedOn is null) errors.Add("请填写成文日期，公开时限从这一天算起。");
        if (edition.FormedOn > time.Today()) errors.Add($"成文日期{edition.FormedOn:yyyy-MM-dd}还没有到。");
        if (edition.Body.Length == 0 && files == 0) errors.Add("正文和附件都是空的。");
        if (edition.PolicyType is not null && edition.DocumentNumber is null) doubts.Add("政策文件没有文号。");
        var pack = GatePack.Read(packs);
        if (TextWidth.Ems(edition.Title) is var width && width > pack.TitleWidth)
            doubts.Add($"标题有{width:0.#}个字宽，首页一行只显示得下{pack.TitleWidth:0.#}个字，会折成两行以上。");
        if (edition.Number > 1 && edition.ChangeNote is null) doubts.Add("没有写明这一版改了什么；改动说明会公布在页面上。");
        var before = Before(article, edition);
        if (before?.TakeDownAt is { } down && edition.TakeDownAt is null)
            doubts.Add($"上一版定在{OfficeTime.Local(down):yyyy-MM-dd HH:mm}下线，这一版没有填定时下线，发布后会一直公开。");
        // What was published with its days needs no new reason for them.
        if ((before?.FormedOn, before?.EffectiveOn, before?.ExpiresOn) != (edition.FormedOn, edition.EffectiveOn, edition.ExpiresOn))
            doubts.AddRange(UnusualDays.In(pack, edition.FormedOn, edition.EffectiveOn, edition.ExpiresOn, () => CleanHtml.Words(edition.Body), time.Today()));
    }

    private async Task LookAtFileAsync(EditionFile file, DateOnly on, List<HidingFile> hiding, List<string> errors, List<string> doubts, CancellationToken stop)
    {
        try
        {
            var look = await files.LookAsync(file.File!, file.Name, on, stop);
            if (look.Hidden.Count > 0) hiding.Add(new HidingFile(file.Position, file.Name, look.Hidden, look.CanClean, look.BecomesPictures));
            doubts.AddRange(look.Doubts);
        }
        catch (RefusedException refused)
        {
            errors.Add($"附件“{file.Name}”不能检查：{refused.Message}请返回修改稿件，移除或替换它。");
        }
    }
}
