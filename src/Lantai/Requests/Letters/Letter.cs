using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Requests.Lint;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Letters;

public enum LetterState { Draft, Issued, Voided }

/// <summary>Written here from a template, or elsewhere and uploaded.</summary>
public enum LetterOrigin { Written, Uploaded }

/// <summary>What an issued letter is frozen as.</summary>
/// <param name="Article">For the page that shows it; null for an uploaded one.</param>
/// <param name="FileId">The DOCX, or the file as uploaded.</param>
internal sealed record IssuedLetter(DocumentNumber? Number, DateOnly SignedOn, string? Article, Guid? HtmlFileId, Guid FileId,
    IReadOnlyList<LintFinding> Findings);

/// <summary>A letter (文书) of an application. A draft is its template and the facts typed in; what is issued is frozen.</summary>
public sealed class Letter
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    public long RegionId { get; init; }

    /// <summary>The name of its paper in packs/letters.</summary>
    public required string Template { get; init; }

    public required string Name { get; init; }

    public LetterOrigin Origin { get; init; }

    /// <summary>It replies to the application, so that it needs the checks and the signature.</summary>
    public bool Decides { get; init; }

    /// <summary>The reconsideration or lawsuit that orders this reply anew; null for every other letter.</summary>
    public long? ContestId { get; init; }

    /// <summary>The version of its template by which it is written, from the first draft on; null is the program's own.</summary>
    public long? EditionId { get; init; }

    public LetterState State { get; private set; }

    /// <summary>What was typed in, by key of field; what the register knows is not repeated here.</summary>
    public Dictionary<string, string> Facts { get; private set; } = [];

    /// <summary>What lint found when it was issued.</summary>
    public List<LintFinding> Findings { get; private set; } = [];

    public string? NumberCode { get; private set; }

    public int? NumberYear { get; private set; }

    public int? Number { get; private set; }

    public DateOnly? SignedOn { get; private set; }

    public string? Article { get; private set; }

    public Guid? HtmlFileId { get; private set; }

    public Guid? FileId { get; private set; }

    /// <summary>Grows with every change, so that two people do not write over one another.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset WrittenAt { get; init; }

    public required string WrittenBy { get; init; }

    /// <summary>The accounts that wrote, refilled or uploaded it; none for letters from before accounts were kept.</summary>
    public List<long> Hands { get; private set; } = [];

    /// <summary>The head of the office agreed to it as it stands; any change takes it back.</summary>
    public DateTimeOffset? ApprovedAt { get; private set; }

    public string? ApprovedBy { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    public string? IssuedBy { get; private set; }

    public DateTimeOffset? VoidedAt { get; private set; }

    public string? VoidedBy { get; private set; }

    public string? VoidedBecause { get; private set; }

    /// <summary>Null for a draft and for a form.</summary>
    public DocumentNumber? DocumentNumber => NumberCode is { } code ? new DocumentNumber(code, NumberYear!.Value, Number!.Value) : null;

    public string FileName => $"{Name}{DocumentNumber}";

    internal void Fill(Dictionary<string, string> facts, Actor by)
    {
        RequireDraft();
        Facts = facts;
        (ApprovedAt, ApprovedBy) = (null, null);
        TakeIn(by);
        Revision++;
    }

    /// <summary>Notes whose hand it went through.</summary>
    internal void TakeIn(Actor by)
    {
        if (by.AccountId is { } account && !Hands.Contains(account)) Hands = [.. Hands, account];
    }

    internal bool IsOfHand(long account, string name) => Hands.Contains(account) || (Hands.Count == 0 && WrittenBy == name);

    internal void Approve(long account, string name, DateTimeOffset at)
    {
        if (State == LetterState.Voided) throw new RefusedException($"{Name}已作废，不用批准。");
        if (ApprovedBy is { } known) throw new RefusedException($"{Name}已由{known}批准，请刷新页面。");
        if (IsOfHand(account, name)) throw new RefusedException($"{Name}应由没有参与拟稿的负责人批准。");
        (ApprovedAt, ApprovedBy) = (at, name);
        Revision++;
    }

    /// <exception cref="RefusedException">The paper needs the approval of the head of the office and has none.</exception>
    internal void RequireApproval(LetterTemplate? paper)
    {
        if (paper?.NeedsApproval == true && ApprovedAt is null)
            throw new RefusedException($"{Name}还没有经政府信息公开工作机构负责人同意，请领导在文书页批准（{paper.Basis.Text}）。");
    }

    /// <summary>Something of its service changed.</summary>
    internal void Change() => Revision++;

    internal void Issue(IssuedLetter frozen, string by, DateTimeOffset at)
    {
        RequireDraft();
        (NumberCode, NumberYear, Number) = (frozen.Number?.Code, frozen.Number?.Year, frozen.Number?.Number);
        (SignedOn, Article, HtmlFileId, FileId, Findings) = (frozen.SignedOn, frozen.Article, frozen.HtmlFileId, frozen.FileId, [.. frozen.Findings]);
        (State, IssuedBy, IssuedAt) = (LetterState.Issued, by, at);
        Revision++;
    }

    internal void Void(string because, string by, DateTimeOffset at)
    {
        if (State != LetterState.Issued) throw new RefusedException($"{Name}{State.Title}，只有已签发的文书可以作废。");
        (State, VoidedBecause, VoidedBy, VoidedAt) = (LetterState.Voided, because, by, at);
        Revision++;
    }

    internal void RequireDraft()
    {
        if (State != LetterState.Draft) throw new RefusedException($"{Name}{State.Title}，不能再改；需要改正的，作废后重新起草。");
    }

    /// <inheritdoc cref="Request.RefuseUnlessSeen"/>
    internal void RefuseUnlessSeen(int? revision)
    {
        if (revision is { } seen && seen != Revision) throw new RefusedException($"{Name}刚被其他人改过，您看到的不是最新文稿；请刷新页面，核对后再办理。");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Letter>
    {
        public void Configure(EntityTypeBuilder<Letter> builder)
        {
            builder.HasOne<Request>().WithMany().HasForeignKey(letter => letter.RequestId);
            builder.HasOne<Region>().WithMany().HasForeignKey(letter => letter.RegionId);
            builder.HasOne<Contests.Contest>().WithMany().HasForeignKey(letter => letter.ContestId);
            builder.HasOne<Templates.TemplateEdition>().WithMany().HasForeignKey(letter => letter.EditionId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(letter => letter.HtmlFileId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(letter => letter.FileId);
            builder.HasIndex(letter => new { letter.RegionId, letter.NumberCode, letter.NumberYear, letter.Number }).IsUnique();
            builder.Property(letter => letter.Revision).IsConcurrencyToken();
            builder.Property(letter => letter.Facts).HasColumnType("jsonb").HasConversion(LetterJson.Facts, LetterJson.FactsCompared);
            builder.Property(letter => letter.Findings).HasColumnType("jsonb").HasConversion(LetterJson.Findings, LetterJson.FindingsCompared);
            builder.Ignore(letter => letter.DocumentNumber);
            builder.Ignore(letter => letter.FileName);
        }
    }
}

public static class LetterStates
{
    extension(LetterState state)
    {
        public string Title => state switch
        {
            LetterState.Draft => "起草中",
            LetterState.Issued => "已签发",
            LetterState.Voided => "已作废",
        };
    }
}

public static class LetterSets
{
    extension(LantaiDb db)
    {
        public DbSet<Letter> Letters => db.Set<Letter>();

        public DbSet<LetterOffice> LetterOffices => db.Set<LetterOffice>();

        /// <param name="unitId">Null for the region's own office.</param>
        /// <returns>Null while nobody has entered who signs.</returns>
        internal Task<LetterOffice?> FindLetterOfficeAsync(long regionId, long? unitId, CancellationToken stop) =>
            db.Set<LetterOffice>().AsNoTracking().SingleOrDefaultAsync(office => office.RegionId == regionId && office.UnitId == unitId, stop);

        /// <summary>The application's letter, to be changed; the caller holds the application.</summary>
        /// <exception cref="RefusedException">The application has no such letter.</exception>
        internal async Task<Letter> LetterOfAsync(Request request, long id, CancellationToken stop) =>
            await db.Letters.SingleOrDefaultAsync(letter => letter.Id == id && letter.RequestId == request.Id, stop)
            ?? throw new RefusedException("没有这份文书，请从申请页重新打开。");

        /// <summary>The numbers of one series, to find the next; the caller holds the lock on numbers if it gives one.</summary>
        internal Task<List<DocumentNumber>> LetterSeriesAsync(long regionId, string code, int year, CancellationToken stop) =>
            db.Letters.Where(letter => letter.RegionId == regionId && letter.NumberCode == code && letter.NumberYear == year && letter.Number != null)
                .Select(letter => new DocumentNumber(letter.NumberCode!, letter.NumberYear!.Value, letter.Number!.Value)).ToListAsync(stop);

        /// <summary>Every number given in the region; the caller holds the lock on numbers if it gives one.</summary>
        internal async Task<List<DocumentNumber>> LetterNumbersAsync(long regionId, CancellationToken stop) =>
            [.. (await db.Letters.Where(letter => letter.RegionId == regionId && letter.Number != null)
                .Select(letter => new { letter.NumberCode, letter.NumberYear, letter.Number }).ToListAsync(stop))
                .Select(given => new DocumentNumber(given.NumberCode!, given.NumberYear!.Value, given.Number!.Value))];
    }
}
