using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Disclosure;

/// <summary>解读方案: how a document is to be interpreted, drawn up together with it.</summary>
public sealed class InterpretationPlan
{
    public long ArticleId { get; init; }

    /// <summary>解读提纲.</summary>
    public string Outline { get; internal set; } = "";

    public List<InterpretationForm> Forms { get; internal set; } = [];

    /// <summary>解读渠道.</summary>
    public string Channels { get; internal set; } = "";

    public DateOnly PlannedOn { get; internal set; }

    /// <summary>解读人: who answers for it.</summary>
    public string Responsible { get; internal set; } = "";

    public DateTimeOffset ChangedAt { get; internal set; }

    public string ChangedBy { get; internal set; } = "";

    internal sealed class Mapping : IEntityTypeConfiguration<InterpretationPlan>
    {
        public void Configure(EntityTypeBuilder<InterpretationPlan> builder)
        {
            builder.HasKey(plan => plan.ArticleId);
            builder.Property(plan => plan.ArticleId).ValueGeneratedNever();
            builder.HasOne<Article>().WithMany().HasForeignKey(plan => plan.ArticleId);
            builder.PrimitiveCollection(plan => plan.Forms).ElementType().HasConversion<string>();
        }
    }
}

/// <summary>What a plan says.</summary>
public sealed record PlanText(string Outline, IReadOnlyList<InterpretationForm> Forms, string Channels, DateOnly PlannedOn, string Responsible);

/// <summary>Draws a plan up, late if need be; changes it until its document is submitted.</summary>
public sealed class PlanInterpretation(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">
    /// The person does not write for the unit, or it is no policy document, or the plan is of one under review or published.
    /// </exception>
    public async Task RunAsync(DisclosureScope scope, long id, PlanText text, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        var newest = article.Newest;
        if (newest.PolicyType is null) throw new RefusedException("这篇稿件不是政策文件，不需要解读方案。");
        if (text.Forms.Count == 0) throw new RefusedException("请选择解读形式。");
        var plan = await db.Set<InterpretationPlan>().FindAsync([id], stop);
        if (plan is not null && article.IsApproved)
            throw new RefusedException($"“{newest.Title}”已经发布，解读方案要留作凭据，不能再改。");
        if (plan is not null && newest.State == EditionState.InReview)
            throw new RefusedException($"“{newest.Title}”在审核中，审核的人看的是提交时的解读方案；要改的，先收回稿件。");
        if (plan is null) db.Add(plan = new InterpretationPlan { ArticleId = id });
        (plan.Outline, plan.Forms, plan.Channels, plan.PlannedOn, plan.Responsible) =
            (text.Outline, [.. text.Forms.Distinct().Order()], text.Channels, text.PlannedOn, text.Responsible);
        (plan.ChangedAt, plan.ChangedBy) = (time.GetUtcNow(), scope.Person.Name);
        db.Record(time, scope.Person.Actor, "解读方案", article.Subject,
            $"“{newest.Title}”的解读方案：{string.Join('、', plan.Forms.Select(form => form.Title))}，{text.PlannedOn:yyyy-MM-dd}，由{text.Responsible}负责。",
            scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
