using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Assessment;

/// <summary>An open period takes scores; a closed one is frozen.</summary>
public enum PeriodState { Open, Closed }

/// <summary>
/// A scoring period (考评期): a month, quarter or year that one scheme scores in one region. It keeps the scheme's text
/// as of its opening and, once closed, the standings as of its closing.
/// </summary>
public sealed class ScoringPeriod
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    /// <summary>The pack's name.</summary>
    public required string SchemeName { get; init; }

    public required string SchemeTitle { get; set; }

    /// <summary>The pack as it was when the period opened.</summary>
    public required string SchemeText { get; set; }

    public required Period Period { get; init; }

    public PeriodState State { get; private set; }

    public DateTimeOffset OpenedAt { get; init; }

    public required string OpenedBy { get; init; }

    /// <summary>The last day on which units may object; null while the scores are not shown to them.</summary>
    public DateOnly? ObjectionsUntil { get; set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    public string? ClosedBy { get; private set; }

    /// <summary>Why the period was closed with cells missing; null when it was complete.</summary>
    public string? IncompleteBecause { get; private set; }

    /// <summary>The frozen <see cref="Assessment.Standings"/> as JSON; null while open.</summary>
    public string? Standings { get; private set; }

    /// <summary>SHA-256 over scheme, standings, entries, facts and workings, lower-case hex; null while open.</summary>
    public string? Hash { get; private set; }

    /// <summary>Every unit of the register as of the opening, also those left out.</summary>
    public List<PeriodUnit> Units { get; } = [];

    public bool IsOpen => State == PeriodState.Open;

    /// <summary>2022年12月 · 偃师月度考评.</summary>
    public string Title => $"{Period.Title}{SchemeTitle}";

    /// <summary>What a journal line about this period is about.</summary>
    public string Subject => $"period/{Id}";

    /// <summary>The scheme as this period has it.</summary>
    public Scheme ReadScheme() => Schemes.Parse(SchemeText, $"{SchemeName}.yaml");

    /// <summary>The frozen result; null while open.</summary>
    public Standings? ReadStandings() => Standings is null ? null : Frozen.Read<Standings>(Standings);

    /// <summary>Whether what is frozen is still what the hash was taken over; <see cref="Units"/> must be loaded.</summary>
    public bool IsIntact() => Standings is not null && Hash == Frozen.Hash(SchemeText, Standings, Units);

    /// <summary>Refuses what only an open period takes.</summary>
    public void RefuseUnlessOpen()
    {
        if (!IsOpen) throw new RefusedException($"{Title}已由{ClosedBy}关闭，不能再改；确需修改，请先写明理由重新打开。");
    }

    internal void Close(string by, DateTimeOffset at, string standings, string hash, string? incompleteBecause)
    {
        RefuseUnlessOpen();
        (State, ClosedAt, ClosedBy, Standings, Hash, IncompleteBecause) = (PeriodState.Closed, at, by, standings, hash, incompleteBecause);
    }

    /// <summary>Refuses what only a closed period takes.</summary>
    internal void RefuseUnlessClosed()
    {
        if (IsOpen) throw new RefusedException($"{Title}没有关闭，不需要重新打开。");
    }

    internal void Reopen()
    {
        RefuseUnlessClosed();
        (State, ClosedAt, ClosedBy, Standings, Hash, IncompleteBecause) = (PeriodState.Open, null, null, null, null, null);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ScoringPeriod>
    {
        public void Configure(EntityTypeBuilder<ScoringPeriod> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(period => period.RegionId);
            builder.HasMany(period => period.Units).WithOne().HasForeignKey(unit => unit.PeriodId);
            builder.Property(period => period.Period).HasConversion(period => period.ToString(), text => Parse(text));
            builder.HasIndex(period => new { period.RegionId, period.SchemeName, period.Period }).IsUnique();
        }

        private static Period Parse(string text) =>
            Period.TryParse(text, out var period) ? period : throw new InvalidOperationException($"Not a period: {text}");
    }
}

/// <summary>Schemes by their text.</summary>
public static class Schemes
{
    /// <exception cref="RefusedException">The text is no scheme: one sentence a mistake.</exception>
    public static Scheme Parse(string text, string fileName)
    {
        var file = PackFile.Parse(text, fileName);
        var scheme = SchemeReader.Read(file);
        file.ThrowIfWrong();
        return scheme;
    }
}

public static class AssessmentSets
{
    extension(LantaiDb db)
    {
        public DbSet<ScoringPeriod> ScoringPeriods => db.Set<ScoringPeriod>();

        public DbSet<PeriodUnit> PeriodUnits => db.Set<PeriodUnit>();

        public DbSet<SupersededResult> SupersededResults => db.Set<SupersededResult>();

        public DbSet<ScoreEntry> ScoreEntries => db.Set<ScoreEntry>();

        public DbSet<Observation> Observations => db.Set<Observation>();

        public DbSet<Objection> Objections => db.Set<Objection>();

        /// <summary>
        /// The period, locked until the transaction ends: whoever changes a period, its entries or its objections takes
        /// it, so that two of them never cross (one closes while the other saves).
        /// </summary>
        /// <exception cref="RefusedException">There is no such period.</exception>
        public async Task<ScoringPeriod> LockPeriodAsync(long id, CancellationToken stop = default)
        {
            var found = await db.Database.SqlQuery<long>($"select id as \"Value\" from scoring_period where id = {id} for update").ToListAsync(stop);
            return found.Count == 1
                ? await db.ScoringPeriods.SingleAsync(period => period.Id == id, stop)
                : throw new RefusedException("没有这个考评期，可能已被取消。");
        }
    }
}
