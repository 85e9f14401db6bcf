using Lantai.Files;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests;

/// <summary>
/// An application for government information. Its events are the truth; <see cref="State"/> to <see cref="ChangesOn"/> are
/// copies of what the clock reads from them, for lists.
/// </summary>
public sealed class Request
{
    private RequestEvent[]? settledBy;

    public long Id { get; init; }

    public long RegionId { get; init; }

    /// <summary>答复机关: the unit that was applied to and answers; null for the region's own office.</summary>
    public long? UnitId { get; internal set; }

    /// <summary>登记编号 counts, without gaps, per year in which applications were handed in.</summary>
    public int Year { get; init; }

    /// <inheritdoc cref="Year"/>
    public int Number { get; init; }

    /// <summary>With it and the last digits of the identity number the applicant follows the case.</summary>
    public required string QueryCode { get; init; }

    public Channel Channel { get; private set; }

    /// <summary>When it was handed in, posted or sent; the receipt day is the clock's. The number keeps its year when it is corrected.</summary>
    public DateOnly SubmittedOn { get; private set; }

    public ApplicantKind ApplicantKind { get; private set; }

    public required string Applicant { get; set; }

    /// <summary>法定代表人或者负责人 of an organisation.</summary>
    public string? Representative { get; private set; }

    public string? Phone { get; private set; }

    public string? Email { get; private set; }

    public string? Address { get; private set; }

    /// <summary>获取信息的方式和载体形式.</summary>
    public required string Delivery { get; set; }

    public List<RequestItem> Items { get; } = [];

    public List<RecordedEvent> Events { get; } = [];

    public RequestState State { get; private set; }

    public DateOnly? ReceivedOn { get; private set; }

    public DateOnly? DueOn { get; private set; }

    public DateOnly? EndedOn { get; private set; }

    /// <summary>The first day on which the state is another without anything happening; null for none.</summary>
    public DateOnly? ChangesOn { get; private set; }

    /// <summary>The case that answers for this one; null unless it was merged.</summary>
    public long? MergedIntoId { get; internal set; }

    public Likeness.Conversion? ConvertedTo { get; internal set; }

    /// <summary>Since when what it asks for is proposed for proactive disclosure.</summary>
    public DateOnly? ProposedOn { get; internal set; }

    /// <summary>Grows with every change, so that two people do not write over one another.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset RegisteredAt { get; init; }

    public required string RegisteredBy { get; init; }

    /// <summary>2026-012.</summary>
    public string CaseNumber => NumberOf(Year, Number);

    public static string NumberOf(int year, int number) => $"{year}-{number:000}";

    /// <summary>What a journal line about it is about.</summary>
    public string Subject => $"request/{Id}";

    /// <summary>The applicant did not correct or pay in time; the letter that says so may be still owed.</summary>
    public bool IsLapsed => State.LapseDecision is not null;

    /// <summary>Over, and nothing is left to be decided or told.</summary>
    public bool IsClosed => EndedOn is not null && !IsLapsed;

    /// <summary>Over, with a due day: that stays what it was, whatever becomes of the calendar.</summary>
    public bool IsSettled => IsClosed && DueOn is not null;

    /// <summary>What happened, without what was struck out.</summary>
    public IEnumerable<RequestEvent> Course => Events.Where(recorded => recorded.Counts).Select(recorded => recorded.Event);

    /// <summary>All that is asked for, in one line.</summary>
    public string Asked => string.Join("；", Items.OrderBy(item => item.Place).Select(item => item.Text.ReplaceLineEndings(" ")));

    /// <summary>Takes the copies; the due day of a settled case only where its events give it another, not the calendar.</summary>
    internal void Take(ClockReading reading)
    {
        (State, ReceivedOn, EndedOn, ChangesOn) = (reading.State, reading.ReceivedOn, reading.EndedOn, reading.ChangesOn);
        var stays = IsClosed && settledBy is not null && settledBy.SequenceEqual(Deciding);
        if (!stays) DueOn = reading.DueOn;
    }

    /// <summary>Before anything is changed: by which events a settled case has its due day.</summary>
    internal void Remember() => settledBy = IsSettled ? [.. Deciding] : null;

    private IEnumerable<RequestEvent> Deciding => Course.Where(happened => happened.Kind.DecidesTerm);

    internal void Change() => Revision++;

    /// <summary>The passing of days says nothing of a case that cannot have happened so; it waits to be put right.</summary>
    internal void Stall() => ChangesOn = null;

    /// <summary>Takes what the statutory form says; its items stand in their places.</summary>
    internal void Take(NewRequest form)
    {
        (Channel, SubmittedOn, Delivery) = (form.Channel, form.SubmittedOn, form.Delivery);
        (ApplicantKind, Applicant, Representative) = (form.ApplicantKind, form.Applicant, form.Representative);
        (Phone, Email, Address) = (form.Phone, form.Email, form.Address);
        foreach (var (text, i) in form.Items.Select((text, i) => (text, i)))
        {
            if (Items.Find(item => item.Place == i + 1) is { } known) known.Text = text;
            else Items.Add(new RequestItem { Place = i + 1, Text = text });
        }
    }

    /// <summary>Refuses when somebody changed it since it was shown.</summary>
    internal void RefuseUnlessSeen(int? revision)
    {
        if (revision is { } seen && seen != Revision) throw new RefusedException($"申请{CaseNumber}刚被其他人办理过，您看到的不是最新情况；请刷新页面，核对后再办理。");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Request>
    {
        public void Configure(EntityTypeBuilder<Request> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(request => request.RegionId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(request => request.UnitId);
            builder.HasMany(request => request.Items).WithOne().HasForeignKey(item => item.RequestId);
            builder.HasMany(request => request.Events).WithOne().HasForeignKey(recorded => recorded.RequestId);
            builder.HasOne<Request>().WithMany().HasForeignKey(request => request.MergedIntoId);
            builder.HasIndex(request => request.QueryCode).IsUnique();
            builder.HasIndex(request => new { request.RegionId, request.Year, request.Number }).IsUnique();
            builder.Property(request => request.Revision).IsConcurrencyToken();
            builder.Ignore(request => request.CaseNumber);
            builder.Ignore(request => request.Subject);
            builder.Ignore(request => request.IsLapsed);
            builder.Ignore(request => request.IsClosed);
            builder.Ignore(request => request.IsSettled);
            builder.Ignore(request => request.Course);
            builder.Ignore(request => request.Asked);
        }
    }
}

/// <summary>The identity number, and the scan where there is one, as sealed by <see cref="IdentitySeal"/>.</summary>
public sealed class IdentityDocument
{
    public long RequestId { get; init; }

    public required byte[] SealedNumber { get; set; }

    public DocumentKind Kind { get; set; }

    public Guid? SealedFileId { get; internal set; }

    internal sealed class Mapping : IEntityTypeConfiguration<IdentityDocument>
    {
        public void Configure(EntityTypeBuilder<IdentityDocument> builder)
        {
            builder.HasKey(document => document.RequestId);
            builder.Property(document => document.RequestId).ValueGeneratedNever();
            builder.HasOne<Request>().WithOne().HasForeignKey<IdentityDocument>(document => document.RequestId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(document => document.SealedFileId);
        }
    }
}

/// <summary>A file that belongs to the case.</summary>
public sealed class RequestFile
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    public Guid FileId { get; init; }

    /// <summary>What it is: 申请材料.</summary>
    public required string About { get; init; }

    /// <summary>The file of which this is the redacted one; null for a file as it came in.</summary>
    public long? RedactedFromId { get; init; }

    public DateTimeOffset AddedAt { get; init; }

    public required string AddedBy { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestFile>
    {
        public void Configure(EntityTypeBuilder<RequestFile> builder)
        {
            builder.HasOne<Request>().WithMany().HasForeignKey(file => file.RequestId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(file => file.FileId);
            builder.HasOne<RequestFile>().WithMany().HasForeignKey(file => file.RedactedFromId);
        }
    }
}

public static class RequestSets
{
    private const int NumberLock = 0x52455155;
    private const int CalendarLock = 0x52434C4B;

    extension(LantaiDb db)
    {
        public DbSet<Request> Requests => db.Set<Request>();

        public DbSet<IdentityDocument> IdentityDocuments => db.Set<IdentityDocument>();

        public DbSet<RequestFile> RequestFiles => db.Set<RequestFile>();

        /// <summary>The region's application with items and events; null when it has none of that id.</summary>
        public Task<Request?> FindRequestAsync(long regionId, long id, CancellationToken stop = default) =>
            db.Requests.AsNoTracking().AsSplitQuery().Include(request => request.Items.OrderBy(item => item.Place))
                .Include(request => request.Events.OrderBy(recorded => recorded.Id))
                .SingleOrDefaultAsync(request => request.Id == id && request.RegionId == regionId, stop);

        /// <summary>The region's application, locked until the transaction ends.</summary>
        /// <exception cref="RefusedException">The region has no such application.</exception>
        internal async Task<Request> LockRequestAsync(long regionId, long id, CancellationToken stop)
        {
            await db.HoldCalendarAsync(stop);
            var found = await db.Database.SqlQuery<long>($"select id as \"Value\" from request where id = {id} and region_id = {regionId} for update")
                .ToListAsync(stop);
            if (found.Count != 1) throw new RefusedException("没有这件申请，请从列表重新打开。");
            var request = await db.Requests.AsSplitQuery().Include(request => request.Items.OrderBy(item => item.Place))
                .Include(request => request.Events.OrderBy(recorded => recorded.Id)).SingleAsync(request => request.Id == id, stop);
            request.Remember();
            return request;
        }

        /// <summary>Keeps the calendar as it is until the transaction ends. Before any case is locked: a change of the calendar locks the cases.</summary>
        internal Task HoldCalendarAsync(CancellationToken stop) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock_shared({CalendarLock}, 0)", stop);

        /// <summary>Waits for all who count with the calendar as it was, and holds them back until the transaction ends.</summary>
        internal Task LockCalendarAsync(CancellationToken stop) => db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({CalendarLock}, 0)", stop);

        /// <summary>Holds back every other number of applications and letters of the region until the transaction ends.</summary>
        internal Task LockNumbersAsync(long regionId, CancellationToken stop) =>
            db.Database.ExecuteSqlAsync($"select pg_advisory_xact_lock({NumberLock}, {(int)regionId})", stop);
    }
}
