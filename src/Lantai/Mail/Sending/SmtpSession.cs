using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;

namespace Lantai.Mail;

/// <summary>A talk with a mail server (RFC 5321; STARTTLS RFC 3207; AUTH PLAIN and LOGIN RFC 4954), signed in and ready to take messages.</summary>
internal sealed class SmtpSession : IAsyncDisposable
{
    private static readonly TimeSpan FarewellPatience = TimeSpan.FromSeconds(2);
    private readonly TcpClient client;
    private readonly OutgoingServer server;
    private readonly X509ChainPolicy? trust;
    private Stream stream;
    private SmtpLines lines;

    /// <summary>The last words were answered: only then is there anybody to bid farewell.</summary>
    private bool isAnswered;

    private SmtpSession(TcpClient client, OutgoingServer server, X509ChainPolicy? trust)
    {
        (this.client, this.server, this.trust) = (client, server, trust);
        stream = client.GetStream();
        lines = new SmtpLines(stream);
    }

    /// <param name="trust">Other roots than the machine's.</param>
    public static async Task<SmtpSession> OpenAsync(OutgoingServer server, X509ChainPolicy? trust, CancellationToken stop)
    {
        var client = new TcpClient { NoDelay = true };
        try
        {
            await client.ConnectAsync(server.Host, server.Port, stop);
            var session = new SmtpSession(client, server, trust);
            await session.BeginAsync(stop);
            return session;
        }
        catch
        {
            client.Dispose();
            throw;
        }
    }

    /// <summary>Returns when the server has taken the message and answers for it.</summary>
    public async Task SendAsync(string from, string to, string text, CancellationToken stop)
    {
        Expect(await SayAsync($"MAIL FROM:<{from}>", stop), MailFailureKind.Sender, "不接受发件人地址");
        Expect(await SayAsync($"RCPT TO:<{to}>", stop), MailFailureKind.Recipient, "不接受收件人地址");
        Expect(await SayAsync("DATA", stop), MailFailureKind.Content, "不收这封邮件");
        // A line that begins with a dot gets another one; a dot alone ends the message.
        Expect(await SayAsync(text.Replace("\r\n.", "\r\n..", StringComparison.Ordinal) + "\r\n.", stop), MailFailureKind.Content, "不收这封邮件");
    }

    public async ValueTask DisposeAsync()
    {
        using var patience = new CancellationTokenSource(FarewellPatience);
        try
        {
            if (isAnswered) await SayAsync("QUIT", patience.Token);
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidDataException)
        {
            // What it took it has taken; it owes us no farewell.
        }
        await stream.DisposeAsync();
        client.Dispose();
    }

    private async Task BeginAsync(CancellationToken stop)
    {
        if (server.Security == MailSecurity.Tls) await ProtectAsync(stop);
        Expect(await lines.ReadAsync(stop), MailFailureKind.NotReady, "现在不接受连接");
        var offers = await HelloAsync(stop);
        if (server.Security == MailSecurity.StartTls)
        {
            if (!offers.Contains("STARTTLS", StringComparer.OrdinalIgnoreCase)) throw Failed(MailFailureKind.Tls, "不提供STARTTLS，请换一种加密方式");
            Expect(await SayAsync("STARTTLS", stop), MailFailureKind.Tls, "拒绝STARTTLS");
            if (lines.HasMore) throw Failed(MailFailureKind.Tls, "在加密以前多说了话，可能有人在中间，已断开");
            await ProtectAsync(stop);
            offers = await HelloAsync(stop);
        }
        if (server is { UserName: { } user, Password: { } password }) await SignInAsync(offers, user, password, stop);
    }

    private async Task ProtectAsync(CancellationToken stop)
    {
        var protectedStream = new SslStream(stream);
        stream = protectedStream;
        lines = new SmtpLines(stream);
        try
        {
            var options = new SslClientAuthenticationOptions { TargetHost = server.Host, CertificateChainPolicy = trust };
            await protectedStream.AuthenticateAsClientAsync(options, stop);
        }
        catch (IOException)
        {
            // The handshake broke off: the other side spoke no TLS, or did not want ours.
            throw new MailFailedException(MailFailure.Untrusted(server));
        }
    }

    /// <returns>What the server offers.</returns>
    private async Task<IReadOnlyList<string>> HelloAsync(CancellationToken stop)
    {
        var own = ((IPEndPoint)client.Client.LocalEndPoint!).Address;
        var name = own is { AddressFamily: AddressFamily.InterNetworkV6, IsIPv4MappedToIPv6: false } ? $"[IPv6:{own}]" : $"[{own.MapToIPv4()}]";
        var reply = await SayAsync($"EHLO {name}", stop);
        Expect(reply, MailFailureKind.NotReady, "现在不接受连接");
        return reply.Lines;
    }

    private async Task SignInAsync(IReadOnlyList<string> offers, string user, string password, CancellationToken stop)
    {
        var ways = offers.Where(offer => offer.StartsWith("AUTH", StringComparison.OrdinalIgnoreCase))
            .SelectMany(offer => offer.ToUpperInvariant().Split(' ', '=')).ToHashSet();
        const string refused = "拒绝登录，请核对账号和密码（有的邮箱要用授权码）";
        if (ways.Contains("PLAIN"))
        {
            Expect(await SayAsync("AUTH PLAIN " + Base64($"\0{user}\0{password}"), stop), MailFailureKind.SignIn, refused);
            return;
        }
        if (!ways.Contains("LOGIN")) throw Failed(MailFailureKind.SignIn, "没有提供能用的登录方式（PLAIN、LOGIN），请核对加密方式和端口");
        Expect(await SayAsync("AUTH LOGIN", stop), MailFailureKind.SignIn, refused);
        Expect(await SayAsync(Base64(user), stop), MailFailureKind.SignIn, refused);
        Expect(await SayAsync(Base64(password), stop), MailFailureKind.SignIn, refused);
    }

    private async Task<SmtpReply> SayAsync(string words, CancellationToken stop)
    {
        isAnswered = false;
        await stream.WriteAsync(Encoding.ASCII.GetBytes(words + "\r\n"), stop);
        await stream.FlushAsync(stop);
        var reply = await lines.ReadAsync(stop);
        isAnswered = true;
        return reply;
    }

    /// <summary>2xx and 3xx go on; 4xx is for now and 5xx for good; that one must sign in first (530) may come late.</summary>
    private void Expect(SmtpReply reply, MailFailureKind step, string what)
    {
        if (reply.Code is >= 200 and < 400) return;
        if (reply.Code is 530 or 535) throw Failed(MailFailureKind.SignIn, $"要求先登录，或者拒绝登录（{reply.Code}），请核对账号和密码（有的邮箱要用授权码）");
        if (reply.Code >= 500) throw Failed(step, $"{what}（{reply.Code}）");
        var isBeforeMessage = step is MailFailureKind.NotReady or MailFailureKind.Tls or MailFailureKind.SignIn;
        throw Failed(isBeforeMessage ? MailFailureKind.NotReady : MailFailureKind.Busy, $"暂时不能接收（{reply.Code}），过一会儿再试");
    }

    private MailFailedException Failed(MailFailureKind kind, string what) => new(new MailFailure(kind, $"邮件服务器{server}{what}。"));

    private static string Base64(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));
}
