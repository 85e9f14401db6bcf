using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Mail;

/// <summary>Sets the mail server, or takes it away; the journal says which server and never the password.</summary>
public sealed class ChangeMailServer(LantaiDb db, MailSettings settings, TimeProvider time)
{
    private const string Subject = "mail/1";

    /// <param name="wanted">With a user but without a password the one that is kept goes on, for the same server and account only.</param>
    /// <exception cref="RefusedException">Something cannot be right; a line for each.</exception>
    public async Task SaveAsync(Actor actor, OutgoingServer wanted, CancellationToken stop = default)
    {
        var kept = await db.MailServers.SingleOrDefaultAsync(stop);
        if (wanted is { UserName: not null, Password: null } && kept?.SealedPassword is not null)
        {
            if (!kept.IsSameDoor(wanted)) throw new RefusedException("改了服务器、端口、加密方式或者账号，请重新填写密码。");
            wanted = wanted with { Password = settings.Open(kept).Password };
        }
        if (wanted.Problems.ToList() is { Count: > 0 } problems) throw new RefusedException(string.Join('\n', problems.Select(problem => problem.Sentence)));
        if (kept is null) db.Add(kept = new MailServer { Host = "", SenderAddress = "", SenderName = "", PublicAddress = "" });
        (kept.Host, kept.Port, kept.Security, kept.UserName) = (wanted.Host, wanted.Port, wanted.Security, wanted.UserName);
        (kept.SenderAddress, kept.SenderName) = (wanted.SenderAddress, wanted.SenderName);
        (kept.PublicAddress, kept.DigestAt) = (wanted.PublicAddress, wanted.DigestAt);
        (kept.SealedPassword, kept.ChangedAt) = (settings.Seal(wanted.Password), time.GetUtcNow());
        db.Record(time, actor, "设置邮件服务器", Subject, $"邮件经{wanted}发出，发件人{wanted.SenderAddress}，每个工作日{wanted.DigestAt:HH:mm}起发摘要。");
        await db.SaveChangesAsync(stop);
    }

    /// <summary>No mail goes out any more; what waits ends with its day.</summary>
    public async Task RemoveAsync(Actor actor, CancellationToken stop = default)
    {
        var kept = await db.MailServers.SingleOrDefaultAsync(stop) ?? throw new RefusedException("没有设置邮件服务器。");
        db.Remove(kept);
        db.Record(time, actor, "停用邮件", Subject, $"不再经{kept.Host}:{kept.Port}发邮件。");
        await db.SaveChangesAsync(stop);
    }
}
