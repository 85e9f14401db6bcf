using Lantai.Assessment;
using Lantai.Files;
using Lantai.Packs;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Bulletins;

/// <summary>Where a bulletin stands: the office writes and submits, a reviewer passes it, a leader issues it.</summary>
public enum BulletinState { Draft, Submitted, Reviewed, Issued, Withdrawn }

/// <summary>
/// A bulletin (通报) of a scoring period. As a draft it is a form whose figures follow the score sheet; once issued it is
/// what was issued, and nothing done later to sheet, form or program changes it.
/// </summary>
public sealed class Bulletin
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public long PeriodId { get; init; }

    public BulletinKind Kind { get; init; }

    public BulletinState State { get; private set; }

    /// <summary>The title in one line.</summary>
    public string Title { get; private set; } = "";

    /// <summary>The form as YAML (<see cref="FormYaml"/>).</summary>
    public string Form { get; private set; } = "";

    /// <summary>成文日期; of a draft the day it is meant to bear.</summary>
    public DateOnly On { get; private set; }

    /// <summary>Whether it stands on the portal once it is issued (<see cref="FormChecks"/>).</summary>
    public bool IsPublic { get; private set; }

    public string? Masthead { get; private set; }

    public string? DocumentNumber { get; private set; }

    /// <summary>Grows with every change, so that two people do not write over one another.</summary>
    public int Revision { get; private set; }

    public DateTimeOffset ChangedAt { get; private set; }

    public string ChangedBy { get; private set; } = "";

    /// <summary>Why it came back to the office; null once it is submitted again.</summary>
    public string? ReturnedBecause { get; private set; }

    /// <summary>Given on issue; briefs only.</summary>
    public int? IssueYear { get; private set; }

    /// <inheritdoc cref="IssueYear"/>
    public int? IssueNumber { get; private set; }

    public DateTimeOffset? IssuedAt { get; private set; }

    public string? IssuedBy { get; private set; }

    /// <summary>Why it was issued although something was doubtful; null when nothing was.</summary>
    public string? DoubtsAcceptedBecause { get; private set; }

    /// <summary>The hash of the frozen standings it rests on (<see cref="ScoringPeriod.Hash"/>).</summary>
    public string? StandingsHash { get; private set; }

    /// <summary>The words and tables that the portal shows, as HTML of our own making.</summary>
    public string? Words { get; private set; }

    /// <summary>SHA-256 of the HTML file, lower-case hex.</summary>
    public string? PaperHash { get; private set; }

    public Guid? HtmlFileId { get; private set; }

    public Guid? DocxFileId { get; private set; }

    public Guid? XlsxFileId { get; private set; }

    /// <summary>Null where no Chromium was there to print it; it can be printed later.</summary>
    public Guid? PdfFileId { get; private set; }

    public DateTimeOffset? WithdrawnAt { get; private set; }

    public string? WithdrawnBy { get; private set; }

    public string? WithdrawnBecause { get; private set; }

    /// <summary>What a journal line about it is about.</summary>
    public string Subject => $"bulletin/{Id}";

    /// <summary>2023年第1期 or 汴政办〔2023〕14号; null for a plain notice and for a brief without its number yet.</summary>
    public string? Number => IssueNumber is { } number ? $"{IssueYear}年第{number}期" : DocumentNumber;

    /// <summary>The form, its places named as pages name them.</summary>
    public BulletinForm ReadForm() => BulletinForm.Read(PackFile.Parse(Form, "通报稿")).OnPage();

    internal void Write(BulletinForm form, string title, string by, DateTimeOffset at)
    {
        Refuse(BulletinState.Draft, "不能修改");
        Take(form, title);
        Change(by, at);
    }

    internal void Submit(string by, DateTimeOffset at)
    {
        Refuse(BulletinState.Draft, "不能提交");
        (State, ReturnedBecause) = (BulletinState.Submitted, null);
        Change(by, at);
    }

    /// <summary>The office takes it back before anyone has reviewed it.</summary>
    internal void TakeBack(string by, DateTimeOffset at)
    {
        Refuse(BulletinState.Submitted, "不能收回");
        State = BulletinState.Draft;
        Change(by, at);
    }

    internal void PassReview(string by, DateTimeOffset at)
    {
        Refuse(BulletinState.Submitted, "不能审核");
        State = BulletinState.Reviewed;
        Change(by, at);
    }

    /// <summary>The reviewer, or the leader, gives it back to the office.</summary>
    internal void Return(string because, string by, DateTimeOffset at)
    {
        if (State is not (BulletinState.Submitted or BulletinState.Reviewed)) throw Refusal("不能退回");
        (State, ReturnedBecause) = (BulletinState.Draft, because);
        Change(by, at);
    }

    internal void Issue(IssuedPaper paper, string by, DateTimeOffset at)
    {
        Refuse(BulletinState.Reviewed, "不能签发");
        Take(paper.Form, paper.Paper.PlainTitle);
        (State, IssuedAt, IssuedBy, DoubtsAcceptedBecause, StandingsHash) = (BulletinState.Issued, at, by, paper.DoubtsAcceptedBecause, paper.StandingsHash);
        (IssueYear, IssueNumber) = (paper.Form.Issue?.Year, paper.Form.Issue?.Number);
        (Words, PaperHash) = (paper.Words, paper.Html.Hash);
        (HtmlFileId, DocxFileId, XlsxFileId) = (paper.Html.Id, paper.Docx.Id, paper.Xlsx.Id);
        Change(by, at);
    }

    internal void Withdraw(string because, string by, DateTimeOffset at)
    {
        Refuse(BulletinState.Issued, "不能撤回");
        (State, WithdrawnAt, WithdrawnBy, WithdrawnBecause) = (BulletinState.Withdrawn, at, by, because);
        Change(by, at);
    }

    /// <summary>Adds the PDF to what was issued.</summary>
    internal void AddPdf(Guid file)
    {
        Refuse(BulletinState.Issued, "不能补印 PDF");
        PdfFileId ??= file;
    }

    /// <summary>Refuses when somebody changed it since it was shown.</summary>
    internal void RefuseUnlessSeen(int? revision)
    {
        if (revision is { } seen && seen != Revision) throw new RefusedException($"这份通报稿刚由{ChangedBy}改过，请刷新页面，核对后再办理。");
    }

    internal void RefuseUnlessDraft(string what) => Refuse(BulletinState.Draft, what);

    internal void RefuseUnlessReviewed() => Refuse(BulletinState.Reviewed, "不能签发");

    private void Refuse(BulletinState needed, string what)
    {
        if (State != needed) throw Refusal(what);
    }

    private RefusedException Refusal(string what) => new($"“{Title}”{State.Title}，{what}。");

    private void Take(BulletinForm form, string title)
    {
        (Form, Title, On, IsPublic) = (FormYaml.Write(form), title, form.On, form.KeptFromPublic() is null);
        (Masthead, DocumentNumber) = (form.Masthead, form.Number?.ToString());
    }

    private void Change(string by, DateTimeOffset at) => (Revision, ChangedAt, ChangedBy) = (Revision + 1, at, by);

    internal sealed class Mapping : IEntityTypeConfiguration<Bulletin>
    {
        public void Configure(EntityTypeBuilder<Bulletin> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(bulletin => bulletin.RegionId);
            builder.HasOne<ScoringPeriod>().WithMany().HasForeignKey(bulletin => bulletin.PeriodId);
            foreach (var file in new[] { nameof(HtmlFileId), nameof(DocxFileId), nameof(XlsxFileId), nameof(PdfFileId) })
                builder.HasOne<StoredFile>().WithMany().HasForeignKey(file);
            builder.Property(bulletin => bulletin.Revision).IsConcurrencyToken();
            builder.Ignore(bulletin => bulletin.Number);
            builder.Ignore(bulletin => bulletin.Subject);
        }
    }
}
