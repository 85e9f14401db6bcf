using System.Security.Cryptography;
using Lantai.Storage;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;

namespace Lantai.Mail;

/// <summary>Whether mail can go out.</summary>
/// <param name="Server">Null: no mail.</param>
/// <param name="Problem">Why what was set cannot be used, in one sentence.</param>
/// <param name="IsFromStart">Given at the start; the page cannot change it.</param>
public sealed record MailState(OutgoingServer? Server, string? Problem, bool IsFromStart)
{
    public static readonly MailState NotSet = new(null, null, false);
}

/// <summary>The mail server that holds now, with its password opened; and the seal of that password.</summary>
public sealed class MailSettings(LantaiDb db, IOptions<MailOptions> options, IDataProtectionProvider protection)
{
    internal const string UsualHour = "08:00";

    private IDataProtector Protector => protection.CreateProtector("Lantai.Mail.Password");

    public async Task<MailState> ReadAsync(CancellationToken stop = default)
    {
        try
        {
            if (options.Value.Host is { Length: > 0 }) return new MailState(options.Value.Read(), null, true);
            var kept = await db.MailServers.AsNoTracking().SingleOrDefaultAsync(stop);
            return kept is null ? MailState.NotSet : new MailState(Open(kept), null, false);
        }
        catch (RefusedException refusal)
        {
            return new MailState(null, refusal.Message, options.Value.Host is { Length: > 0 });
        }
    }

    internal string? Seal(string? password) => password is null ? null : Protector.Protect(password);

    internal OutgoingServer Open(MailServer kept) => new(
        kept.Host, kept.Port, kept.Security, kept.SenderAddress, kept.SenderName, kept.UserName,
        OpenPassword(kept.SealedPassword), kept.PublicAddress, kept.DigestAt);

    private string? OpenPassword(string? closed)
    {
        try
        {
            return closed is null ? null : Protector.Unprotect(closed);
        }
        catch (CryptographicException)
        {
            throw new RefusedException("保存的邮箱密码打不开（加密用的密钥换过），请在“设置—邮件”重新填写密码。");
        }
    }
}
