using System.Text.RegularExpressions;
using Lantai.Files;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Letters;

/// <summary>送达方式. Letters go by the post, never by a private courier.</summary>
public enum SendingMode { Direct, Entrusted, Post, Electronic }

/// <summary>What a clerk enters when a letter goes out.</summary>
public sealed record NewSending(SendingMode Mode, DateOnly SentOn, string Receiver)
{
    /// <summary>Of the post: EMS or registered mail.</summary>
    public string? MailNumber { get; init; }

    /// <summary>The agency that is asked to hand it over.</summary>
    public string? EntrustedTo { get; init; }

    public IncomingFile? Proof { get; init; }
}

/// <summary>One way of a letter to its receiver.</summary>
public sealed partial class Sending
{
    public long Id { get; init; }

    public long LetterId { get; init; }

    public SendingMode Mode { get; init; }

    /// <summary>The day it was handed over, given to the agency entrusted, posted, or put into the receiver's system.</summary>
    public DateOnly SentOn { get; init; }

    public required string Receiver { get; init; }

    public string? MailNumber { get; init; }

    public string? EntrustedTo { get; init; }

    /// <summary>The day it was received; periods of remedy run from it.</summary>
    public DateOnly? ServedOn { get; private set; }

    /// <summary>The day it came back undelivered.</summary>
    public DateOnly? ReturnedOn { get; private set; }

    /// <summary>What the post or the receiver's system said.</summary>
    public string? ReturnedNote { get; private set; }

    public Guid? ProofFileId { get; private set; }

    /// <summary>When the receiver said by telephone that it has come.</summary>
    public DateOnly? ConfirmedOn { get; private set; }

    public string? ConfirmedNote { get; private set; }

    public DateTimeOffset RecordedAt { get; init; }

    public required string RecordedBy { get; init; }

    /// <summary>
    /// The day on which the office has acted: posting for the post, receipt for what is handed over. Null before it. What came back
    /// by post was posted all the same; what a system refused never arrived.
    /// </summary>
    public DateOnly? EffectiveOn => Mode switch
    {
        SendingMode.Entrusted => ServedOn,
        SendingMode.Electronic => ReturnedOn is null ? SentOn : null,
        SendingMode.Direct or SendingMode.Post => SentOn,
    };

    /// <summary>It is on its way: neither received nor come back.</summary>
    public bool IsOpen => ServedOn is null && ReturnedOn is null;

    internal static Sending Of(Letter letter, NewSending wanted, string by, DateTimeOffset at)
    {
        if (wanted.SentOn < letter.SignedOn) throw new RefusedException($"送出日期{wanted.SentOn:yyyy-MM-dd}早于成文日期{letter.SignedOn:yyyy-MM-dd}，请核对。");
        if (wanted.Mode == SendingMode.Entrusted && wanted.EntrustedTo is null) throw new RefusedException("委托送达的，请写明受委托的机关。");
        return new Sending
        {
            LetterId = letter.Id,
            Mode = wanted.Mode,
            SentOn = wanted.SentOn,
            Receiver = wanted.Receiver,
            MailNumber = wanted.Mode == SendingMode.Post ? ReadMailNumber(wanted.MailNumber) : null,
            EntrustedTo = wanted.Mode == SendingMode.Entrusted ? wanted.EntrustedTo : null,
            ServedOn = wanted.Mode is SendingMode.Direct or SendingMode.Electronic ? wanted.SentOn : null,
            RecordedAt = at,
            RecordedBy = by,
        };
    }

    internal void Serve(DateOnly on)
    {
        if (ServedOn is { } known) throw new RefusedException($"已经登记{known:yyyy-MM-dd}送达，请刷新页面。");
        RefuseReturned();
        if (on < SentOn) throw new RefusedException($"送达日期{on:yyyy-MM-dd}早于送出日期{SentOn:yyyy-MM-dd}，请核对。");
        ServedOn = on;
    }

    /// <summary>Undelivered. What was handed over cannot come back; a system may refuse what seemed to have arrived.</summary>
    internal void Return(DateOnly on, string note)
    {
        RefuseReturned();
        if (Mode == SendingMode.Direct) throw new RefusedException("直接送达的当面签收，没有退回；登记错的，请划去办理事项后更正。");
        if (Mode != SendingMode.Electronic && ServedOn is { } known) throw new RefusedException($"已经登记{known:yyyy-MM-dd}送达，不能登记退回，请核对。");
        if (on < SentOn) throw new RefusedException($"退回日期{on:yyyy-MM-dd}早于送出日期{SentOn:yyyy-MM-dd}，请核对。");
        (ReturnedOn, ReturnedNote, ServedOn) = (on, note, null);
    }

    internal void Confirm(DateOnly on, string note)
    {
        if (ConfirmedOn is { } known) throw new RefusedException($"已经登记{known:yyyy-MM-dd}电话确认收到，请刷新页面。");
        RefuseReturned();
        if (on < SentOn) throw new RefusedException($"电话确认日期{on:yyyy-MM-dd}早于送出日期{SentOn:yyyy-MM-dd}，请核对。");
        (ConfirmedOn, ConfirmedNote) = (on, note);
    }

    internal void Prove(Guid file) => ProofFileId = file;

    private void RefuseReturned()
    {
        if (ReturnedOn is { } back) throw new RefusedException($"已经登记{back:yyyy-MM-dd}退回，请重新送出。");
    }

    private static string ReadMailNumber(string? text)
    {
        var number = string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (number.Length == 0) throw new RefusedException("邮寄送达的，请填写邮件号码（EMS或者挂号信）。");
        return MailNumberForm().IsMatch(number) ? number
            : throw new RefusedException($"邮件号码“{number}”不是EMS或者挂号信的号码（13位数字，或者2个字母加数字共13位）；不能用快递公司寄送。");
    }

    [GeneratedRegex(@"^(\d{13}|[A-Z]{2}\d{11}|[A-Z]{2}\d{9}[A-Z]{2})$")]
    private static partial Regex MailNumberForm();

    internal sealed class Mapping : IEntityTypeConfiguration<Sending>
    {
        public void Configure(EntityTypeBuilder<Sending> builder)
        {
            builder.HasOne<Letter>().WithMany().HasForeignKey(sending => sending.LetterId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(sending => sending.ProofFileId);
            builder.Ignore(sending => sending.EffectiveOn);
            builder.Ignore(sending => sending.IsOpen);
        }
    }
}

public static class SendingModes
{
    public static IReadOnlyList<SendingMode> All { get; } = Enum.GetValues<SendingMode>();

    extension(SendingMode mode)
    {
        public string Title => mode switch
        {
            SendingMode.Direct => "直接送达",
            SendingMode.Entrusted => "委托其他机关送达",
            SendingMode.Post => "邮寄（EMS、挂号信）",
            SendingMode.Electronic => "电子送达",
        };
    }

    extension(LantaiDb db)
    {
        public DbSet<Sending> Sendings => db.Set<Sending>();
    }
}
