using System.Security.Cryptography.X509Certificates;

namespace Lantai.Mail;

/// <summary>Hands messages to the mail server over one connection, opened with the first; whatever the world does is a value.</summary>
internal sealed class Postman(OutgoingServer server, TimeProvider time, X509ChainPolicy? trust = null) : IAsyncDisposable
{
    /// <summary>For one message, with all that comes before it. Shorter than a program that ends waits for its work (30 s).</summary>
    internal static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    private SmtpSession? session;

    /// <summary>Null when the server took it. Not to be broken off from outside: what became of the message would be unknown.</summary>
    public async Task<MailFailure?> SendAsync(Message message)
    {
        using var patience = new CancellationTokenSource(Patience);
        try
        {
            session ??= await SmtpSession.OpenAsync(server, trust, patience.Token);
            await session.SendAsync(server.SenderAddress, message.To, message.Write(server, time.GetUtcNow()), patience.Token);
            return null;
        }
        catch (Exception cause) when (MailFailure.Of(cause, server) is { } failure)
        {
            await DisposeAsync();
            return failure;
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (session is not null) await session.DisposeAsync();
        session = null;
    }
}
