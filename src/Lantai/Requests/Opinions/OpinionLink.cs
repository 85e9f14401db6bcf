using System.Security.Cryptography;
using System.Text;
using Lantai.Files;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Opinions;

/// <summary>What the consulted says to the disclosure.</summary>
public enum Stance { Agrees, AgreesInPart, Objects }

/// <summary>The link by which somebody who is consulted answers on the portal (条例第三十二条、第三十四条).</summary>
public sealed class OpinionLink
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    public Consulted Kind { get; init; }

    /// <summary>As in the event of the asking; "" for the only one.</summary>
    public required string Party { get; init; }

    /// <summary>What is asked about, without anything of the applicant.</summary>
    public required string Information { get; init; }

    public DateOnly AskedOn { get; init; }

    /// <summary>The last day on which the link answers.</summary>
    public DateOnly ExpiresOn { get; init; }

    public required string TokenHash { get; init; }

    public DateTimeOffset MadeAt { get; init; }

    public required string MadeBy { get; init; }

    public DateTimeOffset? RevokedAt { get; private set; }

    /// <summary>When the page was first opened.</summary>
    public DateTimeOffset? OpenedAt { get; private set; }

    public Stance? Stance { get; private set; }

    public string? Reasons { get; private set; }

    /// <summary>Who filled it in.</summary>
    public string? Answerer { get; private set; }

    public DateTimeOffset? AnsweredAt { get; private set; }

    public Guid? FileId { get; private set; }

    /// <summary>Why it cannot be answered on the day, in one sentence; null when it can.</summary>
    public string? ClosedBecause(DateOnly today) => this switch
    {
        { RevokedAt: not null } => "这个链接已经停用，请按征求意见书上的电话联系。",
        { AnsweredAt: not null } => "意见已经提交，不能再改；要补充的，请按征求意见书上的电话联系。",
        _ when today > ExpiresOn => $"答复期限已于{ExpiresOn:yyyy-MM-dd}届满，不能再在线答复；请按征求意见书上的电话联系。",
        _ => null,
    };

    internal void Open(DateTimeOffset at) => OpenedAt ??= at;

    internal void Revoke(DateTimeOffset at)
    {
        if (AnsweredAt is not null) throw new RefusedException("对方已经答复，链接不用停用。");
        RevokedAt ??= at;
    }

    internal void Answer(Stance stance, string? reasons, string answerer, Guid? file, DateTimeOffset at)
    {
        if (stance != Opinions.Stance.Agrees && reasons is null) throw new RefusedException("不同意公开或者部分同意的，请写明理由。");
        (Stance, Reasons, Answerer, FileId, AnsweredAt) = (stance, reasons, answerer, file, at);
    }

    /// <summary>Of 256 random bits; what is kept does not give it away.</summary>
    internal static string HashOf(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));

    internal sealed class Mapping : IEntityTypeConfiguration<OpinionLink>
    {
        public void Configure(EntityTypeBuilder<OpinionLink> builder)
        {
            builder.HasOne<Request>().WithMany().HasForeignKey(link => link.RequestId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(link => link.FileId);
            builder.HasIndex(link => link.TokenHash).IsUnique();
        }
    }
}

public static class OpinionWords
{
    extension(Stance stance)
    {
        public string Title => stance switch
        {
            Stance.Agrees => "同意公开",
            Stance.AgreesInPart => "部分同意公开",
            Stance.Objects => "不同意公开",
        };
    }

    extension(Consulted kind)
    {
        internal RequestEventKind Asked => kind switch
        {
            Consulted.ThirdParty => RequestEventKind.ThirdPartyAsked,
            Consulted.CoMaker => RequestEventKind.CoMakerAsked,
            Consulted.Agency => RequestEventKind.AgencyAsked,
        };

        internal RequestEventKind Answered => kind switch
        {
            Consulted.ThirdParty => RequestEventKind.ThirdPartyAnswered,
            Consulted.CoMaker => RequestEventKind.CoMakerAnswered,
            Consulted.Agency => RequestEventKind.AgencyAnswered,
        };
    }

    extension(LantaiDb db)
    {
        public DbSet<OpinionLink> OpinionLinks => db.Set<OpinionLink>();
    }
}
