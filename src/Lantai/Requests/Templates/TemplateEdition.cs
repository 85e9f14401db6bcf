using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Templates;

public enum EditionState { Waiting, Approved, Returned }

/// <summary>模板版本: a letter's template as the office wrote it. It is never changed; the next version takes its place.</summary>
public sealed class TemplateEdition
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    /// <summary>The name of its paper in packs/letters.</summary>
    public required string Template { get; init; }

    /// <summary>From 1, by region and paper.</summary>
    public int Number { get; init; }

    /// <summary>YAML as in a pack; null goes back to the program's own.</summary>
    public string? Text { get; init; }

    /// <summary>The program's own text when this was written, by which a newer one is noticed.</summary>
    public required string PackText { get; init; }

    public required string Because { get; init; }

    /// <summary>The first day on which it should be used.</summary>
    public DateOnly WantedOn { get; init; }

    public DateTimeOffset WrittenAt { get; init; }

    public required string WrittenBy { get; init; }

    public long WrittenByAccount { get; init; }

    public EditionState State { get; private set; }

    /// <summary>The first day on which it is used: not before it was approved.</summary>
    public DateOnly? EffectiveOn { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    public string? ReturnedBecause { get; private set; }

    public string Title => $"第{Number}版";

    internal void Approve(Person person, DateOnly today, DateTimeOffset at)
    {
        RequireWaiting(person, "批准");
        (State, EffectiveOn, DecidedAt, DecidedBy) = (EditionState.Approved, WantedOn > today ? WantedOn : today, at, person.Name);
    }

    internal void Return(Person person, string because, DateTimeOffset at)
    {
        RequireWaiting(person, "退回");
        (State, ReturnedBecause, DecidedAt, DecidedBy) = (EditionState.Returned, because, at, person.Name);
    }

    private void RequireWaiting(Person person, string act)
    {
        if (State != EditionState.Waiting) throw new RefusedException($"{Title}已由{DecidedBy}{State.Title}，请刷新页面。");
        if (WrittenByAccount == person.AccountId) throw new RefusedException($"模板应由没有修改它的人{act}。");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<TemplateEdition>
    {
        public void Configure(EntityTypeBuilder<TemplateEdition> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(edition => edition.RegionId);
            builder.HasIndex(edition => new { edition.RegionId, edition.Template, edition.Number }).IsUnique();
            builder.Ignore(edition => edition.Title);
        }
    }
}

public static class EditionStates
{
    extension(EditionState state)
    {
        public string Title => state switch
        {
            EditionState.Waiting => "待批准",
            EditionState.Approved => "批准",
            EditionState.Returned => "退回",
        };
    }
}

public static class TemplateEditionSets
{
    extension(LantaiDb db)
    {
        public DbSet<TemplateEdition> TemplateEditions => db.Set<TemplateEdition>();

        /// <summary>The newest version that was approved and whose day has come; null is the program's own template.</summary>
        internal Task<TemplateEdition?> EditionInForceAsync(long regionId, string template, DateOnly on, CancellationToken stop = default) =>
            db.Set<TemplateEdition>().AsNoTracking()
                .Where(edition => edition.RegionId == regionId && edition.Template == template
                    && edition.State == EditionState.Approved && edition.EffectiveOn <= on)
                .OrderByDescending(edition => edition.Number).FirstOrDefaultAsync(stop);

        /// <summary>The template that the letter was begun with, whatever version is in force by now.</summary>
        /// <exception cref="RefusedException">The paper may not be used on the day, or this program no longer understands the version.</exception>
        internal async Task<LetterTemplate> TemplateOfAsync(LetterShelf shelf, Letter letter, DateOnly on, CancellationToken stop = default)
        {
            var own = shelf.Find(letter.Template, on);
            if (letter.EditionId is not { } id) return own;
            var text = await db.Set<TemplateEdition>().Where(edition => edition.Id == id).Select(edition => edition.Text).SingleAsync(stop);
            return text is null ? own : shelf.Read(own, text);
        }
    }
}
