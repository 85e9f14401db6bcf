using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Lantai.Mail;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Mail;

/// <summary>Talking to a mail server: how a letter arrives, and what is said when it does not.</summary>
public sealed class PostmanTests
{
    private static readonly X509Certificate2 Certificate = MakeCertificate();

    private static readonly Message Letter = new("digest-7-20260520", "fangmin@example.gov.cn",
        "政务公开待办12项（2026年5月20日），请在工作台上办理，不要回复这封邮件", "第一行\n.\n第二行\n", "<p>要办的事</p>");

    [Theory]
    [InlineData(MailSecurity.None, "PLAIN LOGIN")]
    [InlineData(MailSecurity.StartTls, "LOGIN")]
    [InlineData(MailSecurity.Tls, "PLAIN")]
    public async Task A_letter_arrives_as_it_was_written(MailSecurity security, string auth)
    {
        var manners = new SmtpManners { Password = "授权码 1", Auth = auth, Certificate = Certificate, IsTlsAtOnce = security == MailSecurity.Tls };
        await using var listener = new SmtpListener(manners);
        var server = ServerAt(listener.Port) with { Security = security, UserName = "zwgk", Password = "授权码 1" };
        await using (var postman = new Postman(server, FakeTime.On(2026, 5, 20), Trusting()))
        {
            Assert.Null(await postman.SendAsync(Letter));
            Assert.Null(await postman.SendAsync(Letter with { Key = "digest-8-20260520" }));
        }
        Assert.Equal(2, listener.Letters.Count);
        var taken = listener.Letters[0];
        Assert.Equal((Letter.Subject, Letter.Text, Letter.Html), (taken.Subject, taken.Text, taken.Html));
        Assert.Equal("<digest-7-20260520@example.gov.cn>", taken.Header("Message-ID"));
        Assert.Equal("Wed, 20 May 2026 09:00:00 +0800", taken.Header("Date"));
        Assert.All(taken.Source.Split('\n'), line => Assert.True(line.Length <= 90 && line.All(char.IsAscii), line));
        // One connection and one sign-in for both.
        Assert.Single(listener.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_name_that_nobody_knows_is_said() =>
        Assert.Equal("找不到邮件服务器“no-such-host.invalid”，请核对名称。",
            await FailAsync(ServerAt(25) with { Host = "no-such-host.invalid" }, MailFailureKind.NameNotFound));

    [Fact]
    public async Task A_door_that_is_shut_is_said()
    {
        var free = new TcpListener(IPAddress.Loopback, 0);
        free.Start();
        var port = ((IPEndPoint)free.LocalEndpoint).Port;
        free.Stop();
        Assert.Equal($"连不上邮件服务器localhost:{port}，请核对端口，或者请网络管理员放行。", await FailAsync(ServerAt(port), MailFailureKind.NoConnection));
    }

    [Theory]
    [InlineData(MailSecurity.StartTls, false, "不提供STARTTLS")]
    [InlineData(MailSecurity.StartTls, true, "证书不可信")]
    [InlineData(MailSecurity.Tls, false, "这个端口不加密")]
    [InlineData(MailSecurity.Tls, true, "证书不可信")]
    public async Task Without_an_encryption_to_trust_no_password_is_said(MailSecurity security, bool hasCertificate, string expected)
    {
        var certificate = hasCertificate ? Certificate : null;
        await using var listener = new SmtpListener(new SmtpManners { Password = "p", Certificate = certificate, IsTlsAtOnce = security == MailSecurity.Tls });
        var sentence = await FailAsync(ServerAt(listener.Port) with { Security = security, UserName = "u", Password = "p" }, MailFailureKind.Tls);
        Assert.Contains(expected, sentence, StringComparison.Ordinal);
        Assert.DoesNotContain(listener.Commands, command => command.StartsWith("AUTH", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Words_smuggled_in_behind_STARTTLS_end_the_talk()
    {
        await using var listener = new SmtpListener(new SmtpManners { Certificate = Certificate, StartTls = "220 go on\r\n250 believe me" });
        var sentence = await FailAsync(ServerAt(listener.Port) with { Security = MailSecurity.StartTls }, MailFailureKind.Tls);
        Assert.Contains("可能有人在中间", sentence, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("PLAIN")]
    [InlineData("LOGIN")]
    [InlineData("GSSAPI")]
    public async Task A_refused_sign_in_is_said_and_the_password_is_not(string auth)
    {
        await using var listener = new SmtpListener(new SmtpManners { Password = "right", Auth = auth });
        var sentence = await FailAsync(ServerAt(listener.Port) with { UserName = "u", Password = "wrong-password" }, MailFailureKind.SignIn);
        Assert.Contains("登录", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", sentence, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_wants_a_sign_in_says_so_late()
    {
        await using var listener = new SmtpListener(new SmtpManners { Password = "p" });
        Assert.Contains("要求先登录", await FailAsync(ServerAt(listener.Port), MailFailureKind.SignIn), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("550 fangmin@example.gov.cn unknown", MailFailureKind.Recipient, true, "不接受收件人地址（550）")]
    [InlineData("450 greylisted", MailFailureKind.Busy, false, "暂时不能接收（450）")]
    public async Task A_refused_recipient_ends_it_and_a_busy_server_does_not(string answer, MailFailureKind kind, bool isPermanent, string expected)
    {
        await using var listener = new SmtpListener(new SmtpManners { Recipient = _ => answer });
        await using var postman = new Postman(ServerAt(listener.Port), TimeProvider.System);
        var failure = (await postman.SendAsync(Letter))!;
        Assert.Equal((kind, isPermanent, false), (failure.Kind, failure.IsPermanent, failure.IsOfServer));
        Assert.Contains(expected, failure.Sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("fangmin", failure.Sentence, StringComparison.Ordinal);
        listener.Manners = new SmtpManners();
        Assert.Null(await postman.SendAsync(Letter));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_is_said()
    {
        await using var listener = new SmtpListener(new SmtpManners { DropsAfterData = true });
        Assert.Contains("中断了连接", await FailAsync(ServerAt(listener.Port), MailFailureKind.Broken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("421 too many", "暂时不能接收（421）")]
    [InlineData("554 not you", "现在不接受连接（554）")]
    [InlineData("HTTP/1.1 400 Bad Request", "不像是邮件服务器")]
    public async Task Who_greets_otherwise_is_no_server_for_now(string greeting, string expected)
    {
        await using var listener = new SmtpListener(new SmtpManners { Greeting = greeting });
        Assert.Contains(expected, await FailAsync(ServerAt(listener.Port), MailFailureKind.NotReady), StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_begins_a_header_of_its_own()
    {
        var server = ServerAt(25) with { SenderName = "政务公开\r\nBcc: x@example.com" };
        var source = (Letter with { Subject = "待办\r\nX-Evil: 1\r\n\r\nbody" }).Write(server, DateTimeOffset.UnixEpoch);
        var head = source[..source.IndexOf("\r\n\r\n", StringComparison.Ordinal)].Split("\r\n");
        Assert.All(head, line => Assert.Matches("^(From|To|Subject|Date|Message-ID|Auto-Submitted|MIME-Version|Content-Type): |^ =\\?utf-8\\?B\\?", line));
        Assert.Contains(server.Problems, problem => problem.Field == nameof(OutgoingServer.SenderName));
    }

    [Theory]
    [InlineData("fangmin@example.gov.cn", true)]
    [InlineData("fang.min+zwgk@mail-1.example.cn", true)]
    [InlineData("fangmin", false)]
    [InlineData("fangmin@localhost", false)]
    [InlineData("fangmin@example.gov.cn\r\nBcc: x@example.com", false)]
    [InlineData("fangmin@example.gov.cn\n", false)]
    [InlineData("a b@example.gov.cn", false)]
    [InlineData("a@b.cn>,<c@d.cn", false)]
    [InlineData("方敏@example.gov.cn", false)]
    [InlineData(".a@example.gov.cn", false)]
    [InlineData("a@-b.cn", false)]
    public void Only_plain_addresses_are_taken(string address, bool isRight) => Assert.Equal(isRight, MailAddresses.IsRight(address));

    private static OutgoingServer ServerAt(int port) => new(
        "localhost", port, MailSecurity.None, "zwgk@example.gov.cn", "偃师区人民政府办公室政务公开科（自动发出，请不要回复这封邮件）", null, null,
        "https://zwgk.example.gov.cn", new TimeOnly(8, 0));

    private static async Task<string> FailAsync(OutgoingServer server, MailFailureKind kind)
    {
        await using var postman = new Postman(server, TimeProvider.System);
        var failure = await postman.SendAsync(Letter);
        Assert.Equal(kind, failure?.Kind);
        return failure!.Sentence;
    }

    private static X509ChainPolicy Trusting() =>
        new() { TrustMode = X509ChainTrustMode.CustomRootTrust, CustomTrustStore = { Certificate }, RevocationMode = X509RevocationMode.NoCheck };

    private static X509Certificate2 MakeCertificate()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        request.CertificateExtensions.Add(names.Build());
        return request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
    }
}
