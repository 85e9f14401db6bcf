using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace Lantai.Mail;

/// <summary>
/// A round: plans what is due and sends it, one by one, until nothing is left, the server fails or the program ends. Whoever takes a row
/// pushes its next try out of the others' reach first (<see cref="DigestMail.Begin"/>), so a letter that the server took goes out again only
/// when the program dies between that answer and the row; it has the same Message-ID then.
/// </summary>
internal sealed partial class SendDigests(
    IServiceScopeFactory scopes, LantaiDb db, MailSettings settings, PlanDigests plan, TimeProvider time, ILogger<SendDigests> log)
{
    /// <summary>How many the server took.</summary>
    public async Task<int> RunAsync(CancellationToken stop)
    {
        if ((await settings.ReadAsync(stop)).Server is not { } server) return 0;
        await plan.RunAsync(server.DigestAt, stop);
        await using var postman = new Postman(server, time);
        var sent = 0;
        while (!stop.IsCancellationRequested && await TakeAsync(stop) is { } mail)
        {
            var failure = await SendAsync(mail, server, postman);
            if (mail.State == DigestState.Sent) sent++;
            // From here on nothing is broken off: what the server took must be written down.
            await db.SaveChangesAsync(CancellationToken.None);
            if (failure is not { IsOfServer: true }) continue;
            await PauseAllAsync(mail, failure);
            break;
        }
        return sent;
    }

    private async Task<DigestMail?> TakeAsync(CancellationToken stop)
    {
        var now = time.GetUtcNow();
        db.ChangeTracker.Clear();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var ids = await db.Database.SqlQuery<long>($"""
            select id as "Value" from digest_mail where state = 'Waiting' and next_at <= {now} order by tries, id limit 1 for update skip locked
            """).ToListAsync(stop);
        if (ids is not [var id]) return null;
        var mail = await db.DigestMails.SingleAsync(known => known.Id == id, stop);
        mail.Begin(now);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return mail;
    }

    private async Task<MailFailure?> SendAsync(DigestMail mail, OutgoingServer server, Postman postman)
    {
        var wish = await db.DigestWishes.AsNoTracking().SingleAsync(known => known.AccountId == mail.AccountId);
        var (digest, fault) = wish.IsWanted ? await WriteAsync(mail) : (null, null);
        if (fault is not null) mail.Wait(fault);
        else if (digest is null) mail.End(DigestState.Empty, time.GetUtcNow());
        if (digest is null) return null;
        mail.Address = wish.Address;
        var failure = await postman.SendAsync(DigestLetter.Of($"digest-{mail.Id}-{mail.PlannedOn:yyyyMMdd}", mail.Address, digest, server.PublicAddress));
        if (failure is null) mail.End(DigestState.Sent, time.GetUtcNow());
        else if (failure.IsPermanent) mail.End(DigestState.Failed, time.GetUtcNow(), failure.Sentence);
        else mail.Wait(failure.Sentence);
        if (failure is not null) NotTaken(log, mail.Id, mail.Tries, failure.Kind);
        return failure;
    }

    /// <summary>In a scope of its own: what a person sees is read as on a page, and nothing of it stays with the round.</summary>
    /// <returns>The digest, null when there is nothing to say; or why it cannot be written, which keeps nobody else's from going out.</returns>
    private async Task<(Digest? Digest, string? Fault)> WriteAsync(DigestMail mail)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            return (await scope.ServiceProvider.GetRequiredService<WriteDigest>().RunAsync(mail.AccountId), null);
        }
        catch (Exception cause) when (cause is not NpgsqlException and not { InnerException: NpgsqlException })
        {
            NotWritten(log, cause, mail.Id);
            return (null, cause is RefusedException refusal ? refusal.Message : "程序出错，摘要没有写成，详见运行日志。");
        }
    }

    /// <summary>Two hundred wrong sign-ins in a minute would lock the mailbox: all that nobody is at wait as long as the one that met it.</summary>
    private Task PauseAllAsync(DigestMail met, MailFailure failure) => db.Database.ExecuteSqlAsync($"""
        update digest_mail set next_at = greatest(next_at, {met.NextAt}), tries = greatest(tries, {met.Tries}), error = {failure.Sentence}
        where state = 'Waiting' and (tries = 0 or error is not null)
        """);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Digest {Digest} was not taken at try {Try}: {Kind}.")]
    private static partial void NotTaken(ILogger log, long digest, int @try, MailFailureKind kind);

    [LoggerMessage(Level = LogLevel.Error, Message = "Digest {Digest} cannot be written.")]
    private static partial void NotWritten(ILogger log, Exception cause, long digest);
}
