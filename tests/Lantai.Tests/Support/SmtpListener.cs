using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.RegularExpressions;

namespace Lantai.Tests.Support;

/// <summary>How the mail server of a test answers; unset is willing.</summary>
internal sealed record SmtpManners
{
    /// <summary>The answer to the recipient, such as <c>550 no such user</c>.</summary>
    public Func<string, string?> Recipient { get; init; } = _ => null;

    /// <summary>Asks for a sign-in with this password; null asks for none.</summary>
    public string? Password { get; init; }

    /// <summary>Offers STARTTLS with this certificate.</summary>
    public X509Certificate2? Certificate { get; init; }

    /// <summary>Is encrypted from the first byte.</summary>
    public bool IsTlsAtOnce { get; init; }

    /// <summary>Its first words.</summary>
    public string Greeting { get; init; } = "220 test";

    /// <summary>What it says to STARTTLS; more than one line is what somebody in between would smuggle in.</summary>
    public string StartTls { get; init; } = "220 go on";

    /// <summary>How a client may sign in.</summary>
    public string Auth { get; init; } = "PLAIN LOGIN";

    /// <summary>Goes away after a letter was handed over, before it says that it took it.</summary>
    public bool DropsAfterData { get; init; }

    /// <summary>Waits for this before it says that it took a letter.</summary>
    public Task Accepting { get; init; } = Task.CompletedTask;
}

/// <summary>A letter that was taken.</summary>
/// <param name="Source">As it came over the wire.</param>
internal sealed record TakenLetter(string From, string To, string Source)
{
    private string[] Parts => Source.Split("--" + Regex.Match(Source, "boundary=\"([^\"]+)\"").Groups[1].Value);

    public string Subject => string.Concat(Regex.Matches(Header("Subject"), @"=\?utf-8\?B\?([^?]*)\?=").Select(word => Decode(word.Groups[1].Value)));

    public string Text => Body(1);

    public string Html => Body(2);

    /// <summary>With its folded lines.</summary>
    public string Header(string name) => Regex.Match(Source, $@"^{name}: (.*(?:\n[ \t].*)*)", RegexOptions.Multiline).Groups[1].Value;

    private string Body(int part) => Decode(Parts[part].Split("\n\n")[1]);

    private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));
}

/// <summary>A mail server of its own port that speaks as much of RFC 5321 as a client asks for.</summary>
internal sealed class SmtpListener : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<TakenLetter> letters = [];
    private readonly List<string> commands = [];
    private readonly TaskCompletionSource handingOver = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly Task accepting;

    public SmtpListener(SmtpManners? manners = null)
    {
        Manners = manners ?? new SmtpManners();
        listener.Start();
        accepting = AcceptAsync();
    }

    public SmtpManners Manners { get; set; }

    public int Port => ((IPEndPoint)listener.LocalEndpoint).Port;

    /// <summary>Ends when the first letter is under way.</summary>
    public Task HandingOver => handingOver.Task;

    public IReadOnlyList<TakenLetter> Letters { get { lock (letters) return [.. letters]; } }

    /// <summary>Every line that was said to it but the letters themselves.</summary>
    public IReadOnlyList<string> Commands { get { lock (commands) return [.. commands]; } }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        var talks = new List<Task>();
        try
        {
            while (true) talks.Add(TalkAsync(await listener.AcceptTcpClientAsync(stop.Token)));
        }
        // Between two connections the listener may be gone before the token is looked at.
        catch (Exception cause) when (stop.IsCancellationRequested && cause is OperationCanceledException or InvalidOperationException or System.Net.Sockets.SocketException)
        {
            await Task.WhenAll(talks);
        }
    }

    private async Task TalkAsync(TcpClient client)
    {
        using (client)
        {
            try
            {
                using var talk = new SmtpTalk(this, client.GetStream());
                await talk.RunAsync(stop.Token);
            }
            catch (Exception gone) when (gone is IOException or OperationCanceledException or System.Security.Authentication.AuthenticationException)
            {
                // The client went away, as clients do.
            }
        }
    }

    private sealed class SmtpTalk(SmtpListener server, Stream stream) : IDisposable
    {
        private StreamReader reader = new(stream, Encoding.Latin1);
        private string from = "", to = "";
        private bool signedIn;

        public void Dispose() => reader.Dispose();

        public async Task RunAsync(CancellationToken stop)
        {
            if (server.Manners is { IsTlsAtOnce: true, Certificate: { } certificate }) await ProtectAsync(certificate);
            await SayAsync(server.Manners.Greeting);
            while (await reader.ReadLineAsync(stop) is { } line)
            {
                lock (server.commands) server.commands.Add(line);
                if (!await AnswerAsync(line, stop)) return;
            }
        }

        private async Task<bool> AnswerAsync(string line, CancellationToken stop)
        {
            var manners = server.Manners;
            switch (line.Split(' ', ':')[0].ToUpperInvariant())
            {
                case "EHLO":
                    if (manners.Certificate is not null && stream is not SslStream) await SayAsync("250-STARTTLS");
                    if (manners.Password is not null) await SayAsync($"250-AUTH {manners.Auth}");
                    await SayAsync("250 8BITMIME");
                    return true;
                case "STARTTLS":
                    await SayAsync(manners.StartTls);
                    await ProtectAsync(manners.Certificate!);
                    return true;
                case "AUTH":
                    return await SignInAsync(line, manners, stop);
                case "MAIL":
                    from = line;
                    await SayAsync(manners.Password is not null && !signedIn ? "530 authentication required" : "250 ok");
                    return true;
                case "RCPT":
                    to = line;
                    await SayAsync(manners.Recipient(line) ?? "250 ok");
                    return true;
                case "DATA":
                    return await TakeAsync(manners, stop);
                case "QUIT":
                    await SayAsync("221 bye");
                    return false;
                default:
                    await SayAsync("250 ok");
                    return true;
            }
        }

        private async Task ProtectAsync(X509Certificate2 certificate)
        {
            var safe = new SslStream(stream);
            await safe.AuthenticateAsServerAsync(certificate);
            (stream, reader) = (safe, new StreamReader(safe, Encoding.Latin1));
        }

        private async Task<bool> SignInAsync(string line, SmtpManners manners, CancellationToken stop)
        {
            var password = line.StartsWith("AUTH PLAIN ", StringComparison.Ordinal) ? Decode(line[11..]).Split('\0')[2] : await AskAsync(stop);
            signedIn = password == manners.Password;
            await SayAsync(signedIn ? "235 ok" : "535 wrong");
            return true;
        }

        private async Task<string> AskAsync(CancellationToken stop)
        {
            await SayAsync("334 VXNlcm5hbWU6");
            await reader.ReadLineAsync(stop);
            await SayAsync("334 UGFzc3dvcmQ6");
            return Decode((await reader.ReadLineAsync(stop))!);
        }

        private static string Decode(string base64) => Encoding.UTF8.GetString(Convert.FromBase64String(base64));

        private async Task<bool> TakeAsync(SmtpManners manners, CancellationToken stop)
        {
            await SayAsync("354 go on");
            server.handingOver.TrySetResult();
            var source = new StringBuilder();
            while (await reader.ReadLineAsync(stop) is { } line && line != ".") source.Append(line).Append('\n');
            await manners.Accepting.WaitAsync(stop);
            lock (server.letters) server.letters.Add(new TakenLetter(from, to, source.ToString()));
            if (manners.DropsAfterData) return false;
            await SayAsync("250 taken");
            return true;
        }

        private Task SayAsync(string line) => stream.WriteAsync(Encoding.ASCII.GetBytes(line + "\r\n")).AsTask();
    }
}
