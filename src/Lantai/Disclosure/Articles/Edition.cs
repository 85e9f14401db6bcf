using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Disclosure;

/// <summary>Where an edition stands: written, under review, approved, set aside. Nothing leads to approval but every review.</summary>
public enum EditionState { Draft, InReview, Approved, Discarded }

/// <summary>公开属性: 主动公开, 依申请公开, 不予公开. Only the first comes on the portal.</summary>
public enum Openness { Open, OnRequest, Closed }

/// <summary>
/// One edition of an article: what is written, and how far it is reviewed. A draft may be changed; from submission on the
/// words stay as they are, and the database sees to it. Approved editions are shown from <see cref="LiveFrom"/> until
/// <see cref="LiveUntil"/>, so that the page before stays while the next is reviewed, and what stood there on any day can
/// be told.
/// </summary>
public sealed class Edition
{
    public long Id { get; init; }

    public long ArticleId { get; init; }

    public Article? Article { get; init; }

    /// <summary>Counts from 1 within the article.</summary>
    public int Number { get; init; }

    public EditionState State { get; private set; }

    /// <summary>How often it was submitted; the reviews of an earlier round do not count.</summary>
    public int Round { get; private set; }

    /// <summary>The reviews of this round, taken from the column on submission; empty in a draft.</summary>
    public List<ReviewKind> Needed { get; private set; } = [];

    public string Title { get; private set; } = "";

    /// <summary>Clean HTML (<see cref="CleanHtml"/>).</summary>
    public string Body { get; private set; } = "";

    /// <summary>来源.</summary>
    public string Source { get; private set; } = "";

    /// <summary>成文日期: the day on which the information was formed or changed; the time limit runs from it.</summary>
    public DateOnly? FormedOn { get; private set; }

    public Openness Openness { get; private set; }

    public string? Keywords { get; private set; }

    public string? Summary { get; private set; }

    /// <summary>The duty item that it discharges.</summary>
    public long? DutyItemId { get; private set; }

    /// <summary>What changed since the edition before, for the public.</summary>
    public string? ChangeNote { get; private set; }

    /// <summary>The earliest instant of publication; null is at once.</summary>
    public DateTimeOffset? PublishAt { get; private set; }

    /// <summary>When it is taken down by itself; null is never.</summary>
    public DateTimeOffset? TakeDownAt { get; private set; }

    /// <summary>Null for what is no policy document.</summary>
    public PolicyType? PolicyType { get; private set; }

    /// <summary>主题分类.</summary>
    public string? Theme { get; private set; }

    /// <summary>文号 as printed.</summary>
    public string? DocumentNumber { get; private set; }

    /// <summary>发文机关.</summary>
    public string? Issuer { get; private set; }

    public DateOnly? EffectiveOn { get; private set; }

    /// <summary>The last day of validity.</summary>
    public DateOnly? ExpiresOn { get; private set; }

    public bool NeedsInterpretation { get; private set; }

    /// <summary>The form of an interpretation; null for what is none.</summary>
    public InterpretationForm? Form { get; private set; }

    /// <summary>Grows with every change and every review, so that two people do not write over one another, nor one reviews what was not shown.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; } = "";

    /// <summary>Why it came back; null once it is submitted again.</summary>
    public string? ReturnedBecause { get; private set; }

    /// <summary>Why it was submitted although the gate found something doubtful; null when it found nothing.</summary>
    public string? AcceptedBecause { get; private set; }

    public DateTimeOffset? LiveFrom { get; private set; }

    /// <summary>When the next edition, the take-down or the withdrawal ends it; null is open.</summary>
    public DateTimeOffset? LiveUntil { get; private set; }

    public List<EditionFile> Files { get; } = [];

    public List<EditionLink> Links { get; } = [];

    public bool IsLiveAt(DateTimeOffset at) => State == EditionState.Approved && LiveFrom <= at && !(LiveUntil <= at);

    internal void Write(EditionText text, string by, DateTimeOffset at)
    {
        if (State != EditionState.Draft) throw Refusal("不能修改");
        (Title, Body, Source, FormedOn, Openness) = (text.Title, text.Body, text.Source, text.FormedOn, text.Openness);
        (Keywords, Summary, DutyItemId, ChangeNote, PublishAt, TakeDownAt) = (text.Keywords, text.Summary, text.DutyItemId, text.ChangeNote, text.PublishAt,
            text.TakeDownAt);
        var policy = text.Policy;
        (PolicyType, Theme, DocumentNumber, Issuer) = (policy?.Type, policy?.Theme, policy?.DocumentNumber, policy?.Issuer);
        (EffectiveOn, ExpiresOn, NeedsInterpretation, Form) = (policy?.EffectiveOn, policy?.ExpiresOn, policy?.NeedsInterpretation ?? false, text.Form);
        Change(by, at);
    }

    /// <summary>A file was put in, taken out or put in another's place: who looked before that has seen another draft.</summary>
    internal void ChangeFiles(string by, DateTimeOffset at)
    {
        if (State != EditionState.Draft) throw Refusal("不能修改");
        Change(by, at);
    }

    /// <summary>What is written, to begin the next edition with.</summary>
    internal EditionText Text => new(Title, Body, Source, FormedOn, Openness)
    {
        Keywords = Keywords,
        Summary = Summary,
        DutyItemId = DutyItemId,
        ChangeNote = ChangeNote,
        PublishAt = PublishAt,
        TakeDownAt = TakeDownAt,
        Policy = PolicyType is { } type ? new PolicyText(type, Theme, DocumentNumber, Issuer, EffectiveOn, ExpiresOn, NeedsInterpretation) : null,
        Form = Form,
    };

    internal void Submit(IEnumerable<ReviewKind> needed, string? acceptedBecause, string by, DateTimeOffset at)
    {
        if (State != EditionState.Draft) throw Refusal("不能提交");
        (State, Round, Needed, ReturnedBecause, AcceptedBecause) = (EditionState.InReview, Round + 1, [.. needed.Order()], null, acceptedBecause);
        Change(by, at);
    }

    /// <summary>A review was passed: whoever looked before that has seen another turn than the one that is next.</summary>
    internal void Pass(string by, DateTimeOffset at)
    {
        if (State != EditionState.InReview) throw Refusal("不能审核");
        Change(by, at);
    }

    /// <summary>Back to the writer: returned with a reason, or taken back (no reason).</summary>
    internal void Return(string? because, string by, DateTimeOffset at)
    {
        if (State != EditionState.InReview) throw Refusal("不能退回");
        (State, Needed, ReturnedBecause, AcceptedBecause) = (EditionState.Draft, [], because, null);
        Change(by, at);
    }

    internal void SetAside(string by, DateTimeOffset at)
    {
        if (State != EditionState.Draft) throw Refusal("不能弃用");
        State = EditionState.Discarded;
        Change(by, at);
    }

    internal void TakeUp(string by, DateTimeOffset at)
    {
        if (State != EditionState.Discarded) throw Refusal("不用恢复");
        State = EditionState.Draft;
        Change(by, at);
    }

    internal void Approve(DateTimeOffset from, string by, DateTimeOffset at)
    {
        if (State != EditionState.InReview) throw Refusal("不能发布");
        (State, LiveFrom, LiveUntil) = (EditionState.Approved, from, TakeDownAt);
        Change(by, at);
    }

    /// <summary>Approved for a day that has not come.</summary>
    public bool IsSetFor(DateTimeOffset later) => State == EditionState.Approved && LiveFrom > later && !(LiveUntil <= LiveFrom);

    /// <summary>Back to the writer before its day; nobody has seen it.</summary>
    internal void CallOff(string because, string by, DateTimeOffset at)
    {
        if (!IsSetFor(at)) throw Refusal("没有要取消的定时发布");
        (State, Needed, ReturnedBecause, AcceptedBecause, LiveFrom, LiveUntil) = (EditionState.Draft, [], because, null, null, null);
        Change(by, at);
    }

    /// <summary>Is shown as long as its own day and those that follow it let it.</summary>
    internal void EndBefore(DateTimeOffset? next)
    {
        LiveUntil = TakeDownAt;
        if (next is { } at) EndAt(at);
    }

    /// <summary>Ends what is or will be shown; an earlier end stays.</summary>
    internal void EndAt(DateTimeOffset at)
    {
        if (LiveUntil is null || LiveUntil > at) LiveUntil = at < LiveFrom ? LiveFrom : at;
    }

    /// <summary>Refuses when somebody changed or reviewed it since it was shown.</summary>
    internal void RefuseUnlessSeen(int seen)
    {
        if (seen != Revision) throw new RefusedException($"这篇稿件刚由{ChangedBy}改过或者审过，请刷新页面，核对后再办理。");
    }

    private RefusedException Refusal(string what) => new($"“{Title}”{State.Title}，{what}。");

    private void Change(string by, DateTimeOffset at) => (Revision, ChangedAt, ChangedBy) = (Revision + 1, at, by);

    /// <summary>Editions as lists and counts need them: without the body and what else only their own page shows. Not to be saved.</summary>
    internal static IQueryable<Edition> Heads(IQueryable<Edition> editions) => editions.Select(edition => new Edition
    {
        Id = edition.Id,
        ArticleId = edition.ArticleId,
        Number = edition.Number,
        State = edition.State,
        Round = edition.Round,
        Needed = edition.Needed,
        Title = edition.Title,
        FormedOn = edition.FormedOn,
        DutyItemId = edition.DutyItemId,
        NeedsInterpretation = edition.NeedsInterpretation,
        Form = edition.Form,
        Revision = edition.Revision,
        ChangedAt = edition.ChangedAt,
        ChangedBy = edition.ChangedBy,
        ReturnedBecause = edition.ReturnedBecause,
        AcceptedBecause = edition.AcceptedBecause,
        LiveFrom = edition.LiveFrom,
        LiveUntil = edition.LiveUntil,
    });

    internal sealed class Mapping : IEntityTypeConfiguration<Edition>
    {
        public void Configure(EntityTypeBuilder<Edition> builder)
        {
            builder.HasOne<DutyItem>().WithMany().HasForeignKey(edition => edition.DutyItemId);
            builder.HasIndex(edition => new { edition.ArticleId, edition.Number }).IsUnique();
            builder.PrimitiveCollection(edition => edition.Needed).ElementType().HasConversion<string>();
            builder.Property(edition => edition.Revision).IsConcurrencyToken();
            builder.HasMany(edition => edition.Files).WithOne().HasForeignKey(file => file.EditionId);
            builder.HasMany(edition => edition.Links).WithOne(link => link.Edition).HasForeignKey(link => link.EditionId);
            builder.Ignore(edition => edition.Text);
        }
    }
}

/// <summary>What is written in an edition.</summary>
/// <param name="Body">Clean HTML.</param>
public sealed record EditionText(string Title, string Body, string Source, DateOnly? FormedOn, Openness Openness)
{
    public string? Keywords { get; init; }
    public string? Summary { get; init; }
    public long? DutyItemId { get; init; }
    public string? ChangeNote { get; init; }
    public DateTimeOffset? PublishAt { get; init; }
    public DateTimeOffset? TakeDownAt { get; init; }
    public PolicyText? Policy { get; init; }
    public InterpretationForm? Form { get; init; }
}

public static class EditionTitles
{
    extension(EditionState state)
    {
        public string Title => state switch
        {
            EditionState.Draft => "起草中",
            EditionState.InReview => "审核中",
            EditionState.Approved => "已发布",
            EditionState.Discarded => "已弃用",
        };
    }

    extension(Openness openness)
    {
        public string Title => openness switch
        {
            Openness.Open => "主动公开",
            Openness.OnRequest => "依申请公开",
            Openness.Closed => "不予公开",
        };
    }
}
