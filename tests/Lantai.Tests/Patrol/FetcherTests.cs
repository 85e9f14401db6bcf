using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Fetching;
using Lantai.Tests.Support;
using Microsoft.AspNetCore.Http;
using Xunit;

namespace Lantai.Tests.Patrol;

public sealed class FetcherTests
{
    private static readonly FetchOptions Options = new() { AllowPrivate = true, Limit = TimeSpan.FromSeconds(10), BodyLimit = TimeSpan.FromSeconds(10), CertificateNotice = TimeSpan.FromDays(30) };

    [Fact]
    public async Task A_page_comes_with_its_status_type_and_bytes()
    {
        await using var site = await VillageSite.OpenAsync();
        site.Page("/a?x=1", "<p>甲", 200, "text/html; charset=gbk");
        var answer = Assert.IsType<Answered>(await FetchAsync($"{site.Root}/a?x=1"));
        Assert.Equal((200, "text/html; charset=gbk", 6L, BodyCut.None, true), (answer.Status, answer.ContentType, answer.Length, answer.Cut, answer.IsHtml));
        Assert.Equal("<p>甲", Encoding.UTF8.GetString(answer.Body.Span));
    }

    [Fact]
    public async Task Redirects_are_followed_and_remembered()
    {
        await using var site = await VillageSite.OpenAsync();
        site.Redirect("/a", "b?x=1#part", 301).Redirect("/b", "/%E4%B8%AD", 307).Page("/%E4%B8%AD", "到");
        var answer = Assert.IsType<Answered>(await FetchAsync($"{site.Root}/a"));
        Assert.Equal([301, 307], answer.Chain.Select(step => step.Status));
        Assert.Equal(("/%E4%B8%AD", "到"), (answer.Final.Path, Encoding.UTF8.GetString(answer.Body.Span)));
    }

    [Fact]
    public async Task A_cookie_goes_to_no_other_host_and_is_there_again_when_the_way_leads_back()
    {
        var told = new List<string?>();
        await using var site = await VillageSite.OpenAsync();
        var elsewhere = site.Root.Replace("127.0.0.1", "localhost", StringComparison.Ordinal);
        site.On("/in", context =>
        {
            told.Add($"{context.Request.Host.Host} {context.Request.Cookies["sid"]}");
            if (told.Count == 1) context.Response.Headers.SetCookie = "sid=7; Path=/";
            if (told.Count < 3) context.Response.Redirect((told.Count == 1 ? elsewhere : site.Root) + "/in");
            return Task.CompletedTask;
        });
        Assert.Equal(200, Assert.IsType<Answered>(await FetchAsync($"{site.Root}/in")).Status);
        Assert.Equal(["127.0.0.1 ", "localhost ", "127.0.0.1 7"], told);
    }

    [Fact]
    public void Patrols_beside_each_other_share_the_budget_of_a_machine()
    {
        using var machines = new MachineGates(TimeProvider.System);
        var machine = System.Net.IPAddress.Parse("203.0.113.7");
        using var one = new HostGates(new FetchOptions(), TimeProvider.System, new HashSet<string>(), machines);
        using var other = new HostGates(new FetchOptions(), TimeProvider.System, new HashSet<string>(), machines);
        var (a, b) = (Lantai.Patrol.Addresses.WebAddress.Parse("http://a.example/")!, Lantai.Patrol.Addresses.WebAddress.Parse("http://b.example/")!);
        Assert.Same(one.OfMachine(machine, a), other.OfMachine(machine, b));
        Assert.NotSame(one.Of(a), other.Of(a));
    }

    [Theory]
    [InlineData("10.1.2.3", true)]
    [InlineData("::ffff:192.168.1.1", true)]
    [InlineData("64:ff9b::a01:203", true)]
    [InlineData("64:ff9b::101:101", false)]
    [InlineData("2002:c0a8:101::1", true)]
    [InlineData("2002:101:101::1", false)]
    [InlineData("2400:3200::1", false)]
    public void An_address_of_the_own_network_is_known_in_any_wrapping(string address, bool isPrivate) =>
        Assert.Equal(isPrivate, HostNames.IsPrivate(System.Net.IPAddress.Parse(address)));

    [Theory]
    [InlineData("utf-8", "/%E4%B8%AD")]
    [InlineData("gb18030", "/%D6%D0")]
    public async Task A_location_that_is_not_ASCII_is_sent_back_as_it_came(string encoding, string path)
    {
        await using var site = await VillageSite.OpenAsync();
        var location = CodePagesEncodingProvider.Instance.GetEncoding(encoding) ?? Encoding.UTF8;
        await using var raw = new RawServer([.. "HTTP/1.1 302 Found\r\nLocation: "u8, .. location.GetBytes($"{site.Root}/中"), .. "\r\nContent-Length: 0\r\n\r\n"u8]);
        Assert.Equal(path, (await FetchAsync(raw.Root)).Final.Path);
    }

    [Theory]
    [InlineData("/loop", FailureKind.RedirectLoop)]
    [InlineData("/long", FailureKind.TooManyRedirects)]
    [InlineData("/mail", FailureKind.BadAddress)]
    [InlineData("/bad", FailureKind.BadAddress)]
    public async Task Redirects_that_lead_nowhere_are_failures(string path, object kind)
    {
        await using var site = await VillageSite.OpenAsync();
        site.Redirect("/loop", "/loop2").Redirect("/loop2", "/loop").Redirect("/mail", "mailto:a@b.cn").Redirect("/bad", "http://a:b:c/");
        site.On("/long", context => RedirectOn(context, "/n?1")).On("/n", context => RedirectOn(context, $"/n{context.Request.QueryString}1"));
        Assert.Equal((FailureKind)kind, Assert.IsType<Unreachable>(await FetchAsync(site.Root + path)).Failure.Kind);
    }

    [Fact]
    public async Task A_site_that_circles_until_it_gets_its_cookie_back_gets_it()
    {
        await using var site = await VillageSite.OpenAsync();
        site.On("/", context =>
        {
            if (context.Request.Cookies["sid"] == "7") return context.Response.WriteAsync("进");
            context.Response.Headers.SetCookie = "sid=7; Path=/";
            return RedirectOn(context, "/");
        });
        Assert.Equal(200, Assert.IsType<Answered>(await FetchAsync(site.Root)).Status);
    }

    [Fact]
    public async Task Without_an_answer_in_time_the_failure_says_so()
    {
        await using var site = await VillageSite.OpenAsync();
        site.On("/", context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        var outcome = await FetchAsync(site.Root, Options with { Limit = TimeSpan.FromMilliseconds(200) });
        var failure = Assert.IsType<Unreachable>(outcome).Failure;
        Assert.Equal((FailureKind.AnswerTimeout, FetchPhase.Answer, false), (failure.Kind, failure.Phase, failure.IsPermanent));
    }

    [Fact]
    public async Task A_slow_drip_is_cut_when_its_time_is_over()
    {
        await using var site = await VillageSite.OpenAsync();
        site.On("/", async context =>
        {
            await context.Response.WriteAsync("<p>开头");
            await context.Response.Body.FlushAsync();
            await Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        var answer = Assert.IsType<Answered>(await FetchAsync(site.Root, Options with { BodyLimit = TimeSpan.FromMilliseconds(300) }));
        Assert.Equal((BodyCut.TooSlow, "<p>开头"), (answer.Cut, Encoding.UTF8.GetString(answer.Body.Span)));
    }

    [Fact]
    public async Task An_endless_stream_is_cut_at_the_limit()
    {
        await using var site = await VillageSite.OpenAsync();
        site.On("/", async context =>
        {
            var block = new byte[64 * 1024];
            while (!context.RequestAborted.IsCancellationRequested) await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });
        var answer = Assert.IsType<Answered>(await FetchAsync(site.Root, most: 1 << 20));
        Assert.Equal(BodyCut.TooLarge, answer.Cut);
        Assert.InRange(answer.Body.Length, 1 << 20, (1 << 20) + 1);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("br")]
    [InlineData("deflate")]
    public async Task Folded_content_is_unfolded_and_a_bomb_is_not(string encoding)
    {
        await using var site = await VillageSite.OpenAsync();
        site.Page("/page", Fold(Encoding.UTF8.GetBytes("<p>正文"), encoding), headers: ("Content-Encoding", encoding));
        site.Page("/bomb", Fold(new byte[64 << 20], encoding), headers: ("Content-Encoding", encoding));
        Assert.Equal("<p>正文", Encoding.UTF8.GetString(Assert.IsType<Answered>(await FetchAsync($"{site.Root}/page")).Body.Span));
        var bomb = Assert.IsType<Answered>(await FetchAsync($"{site.Root}/bomb", most: 32 << 20));
        Assert.Equal(BodyCut.Bomb, bomb.Cut);
        Assert.True(bomb.Body.Length < 9 << 20);
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\nshort", BodyCut.Broken)]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\nno gzip", BodyCut.Broken)]
    [InlineData("HTTP/1.0 200 OK\r\n\r\nold", BodyCut.None)]
    public async Task A_content_that_breaks_off_is_kept_as_far_as_it_came(string answer, object cut)
    {
        await using var raw = new RawServer(Encoding.ASCII.GetBytes(answer));
        Assert.Equal((BodyCut)cut, Assert.IsType<Answered>(await FetchAsync(raw.Root)).Cut);
    }

    [Theory]
    [InlineData("garbage\r\n\r\n", FailureKind.BadAnswer)]
    [InlineData("", FailureKind.ConnectionLost)]
    public async Task What_is_no_HTTP_is_a_failure(string answer, object kind)
    {
        await using var raw = new RawServer(Encoding.ASCII.GetBytes(answer));
        Assert.Equal((FailureKind)kind, Assert.IsType<Unreachable>(await FetchAsync(raw.Root)).Failure.Kind);
    }

    [Fact]
    public async Task Headers_without_end_are_a_failure()
    {
        await using var raw = new RawServer(Encoding.ASCII.GetBytes("HTTP/1.1 200 OK\r\n" + string.Concat(Enumerable.Range(0, 30_000).Select(i => $"X-{i}: 1\r\n"))));
        Assert.Equal(FailureKind.BadAnswer, Assert.IsType<Unreachable>(await FetchAsync(raw.Root)).Failure.Kind);
    }

    [Fact]
    public async Task A_closed_door_is_told_from_a_name_that_is_none()
    {
        using var closed = new TcpListener(IPAddress.Loopback, 0);
        closed.Start();
        var port = ((IPEndPoint)closed.LocalEndpoint).Port;
        closed.Stop();
        Assert.Equal(FailureKind.Refused, Assert.IsType<Unreachable>(await FetchAsync($"http://127.0.0.1:{port}/")).Failure.Kind);
        Assert.Equal(FetchPhase.Name, Assert.IsType<Unreachable>(await FetchAsync("http://no-such-place.invalid/")).Failure.Phase);
    }

    [Fact]
    public async Task The_own_network_is_closed_unless_it_is_patrolled_and_the_own_link_always()
    {
        foreach (var link in (string[])["http://169.254.169.254/latest/", "http://[fe80::1]/", "http://[::ffff:169.254.169.254]/"])
            Assert.Equal(FailureKind.PrivateAddress, Assert.IsType<Unreachable>(await FetchAsync(link, Options with { AllowPrivate = true })).Failure.Kind);
        Assert.Equal(FailureKind.PrivateAddress, Assert.IsType<Unreachable>(await FetchAsync("http://127.0.0.1:9/", Options with { AllowPrivate = false })).Failure.Kind);
    }

    [Fact]
    public async Task Only_the_start_of_a_file_is_asked_for()
    {
        await using var site = await VillageSite.OpenAsync();
        site.On("/a.pdf", context =>
        {
            Assert.Equal("bytes=0-15", context.Request.Headers.Range.ToString());
            context.Response.StatusCode = 206;
            context.Response.Headers.ContentRange = "bytes 0-15/5000";
            return context.Response.WriteAsync("%PDF-1.7 0123456");
        });
        var answer = Assert.IsType<Answered>(await FetchAsync($"{site.Root}/a.pdf", method: FetchMethod.Range, most: 16));
        Assert.Equal((206, 5000L, 16), (answer.Status, answer.Length, answer.Body.Length));
    }

    [Fact]
    public async Task A_busy_server_is_left_alone_for_as_long_as_it_asks()
    {
        await using var site = await VillageSite.OpenAsync();
        site.Page("/", "", 429, headers: ("Retry-After", "7"));
        Assert.Equal(TimeSpan.FromSeconds(7), Assert.IsType<Answered>(await FetchAsync(site.Root)).RetryAfter);
    }

    [Fact]
    public async Task A_server_that_asks_for_more_than_two_minutes_is_visited_no_more()
    {
        await using var site = await VillageSite.OpenAsync();
        site.Page("/", "", 503, headers: ("Retry-After", "121")).Page("/a", "da");
        using var fetcher = new Fetcher(new FetchOptions { AllowPrivate = true, Rate = 0 }, TimeProvider.System, new HashSet<string>());
        var stop = TestContext.Current.CancellationToken;
        await fetcher.FetchAsync(WebAddress.Parse(site.Root + "/")!, FetchMethod.Get, new BodyBuffer(), 100, stop);
        var left = Assert.IsType<Unreachable>(await fetcher.FetchAsync(WebAddress.Parse(site.Root + "/a")!, FetchMethod.Get, new BodyBuffer(), 100, stop));
        Assert.Equal((FailureKind.LeftAlone, LinkState.Undecided), (left.Failure.Kind, Verdict.Of(left, isOwn: true).State));
        Assert.Single(site.Asked);
        Assert.Equal(TimeSpan.FromSeconds(121), Assert.Single(fetcher.Gates.LeftAlone).For);
    }

    [Theory]
    [InlineData("leaf only", TlsProblem.IncompleteChain)]
    [InlineData("whole chain", null)]
    [InlineData("expired", TlsProblem.Expired)]
    [InlineData("expires soon", TlsProblem.ExpiresSoon)]
    [InlineData("wrong name", TlsProblem.WrongName)]
    [InlineData("self-signed", TlsProblem.SelfSigned)]
    public async Task A_bad_certificate_is_a_fact_about_the_host_and_the_page_is_read(string how, object? problem)
    {
        using var pki = new Pki(how);
        await using var site = await VillageSite.OpenAsync(pki.Leaf, how == "leaf only" ? [] : [pki.Intermediate]);
        site.Page("/", "安全");
        using var fetcher = new Fetcher(Options with { OwnRoots = [pki.Root] }, TimeProvider.System, new HashSet<string>());
        var answer = Assert.IsType<Answered>(await fetcher.FetchAsync(WebAddress.Parse(site.Root.Replace("127.0.0.1", "localhost"))!, FetchMethod.Get, new BodyBuffer(), 1000, default));
        Assert.Equal("安全", Encoding.UTF8.GetString(answer.Body.Span));
        Assert.Equal(HttpVersion.Version20, answer.Protocol);
        var fact = Assert.Single(fetcher.Tls.Facts);
        Assert.Equal(problem is null ? [] : [(TlsProblem)problem], fact.Problems);
    }

    [Fact]
    public async Task A_port_that_does_not_speak_TLS_fails_in_the_handshake()
    {
        await using var raw = new RawServer("HTTP/1.1 400 Bad Request\r\n\r\n"u8.ToArray());
        Assert.Equal(FetchPhase.Encryption, Assert.IsType<Unreachable>(await FetchAsync(raw.Root.Replace("http:", "https:"))).Failure.Phase);
    }

    private static Task RedirectOn(HttpContext context, string to)
    {
        context.Response.Redirect(to);
        return Task.CompletedTask;
    }

    private static async Task<FetchOutcome> FetchAsync(string address, FetchOptions? options = null, FetchMethod method = FetchMethod.Get, int most = 1 << 20)
    {
        using var fetcher = new Fetcher(options ?? Options, TimeProvider.System, new HashSet<string>());
        return await fetcher.FetchAsync(WebAddress.Parse(address)!, method, new BodyBuffer(), most, CancellationToken.None);
    }

    private static byte[] Fold(byte[] content, string encoding)
    {
        var output = new MemoryStream();
        using (Stream folding = encoding switch { "gzip" => new GZipStream(output, CompressionLevel.Fastest), "br" => new BrotliStream(output, CompressionLevel.Fastest), _ => new ZLibStream(output, CompressionLevel.Fastest) })
            folding.Write(content);
        return output.ToArray();
    }

    /// <summary>Answers whoever connects with the same bytes and hangs up.</summary>
    private sealed class RawServer : IAsyncDisposable
    {
        private readonly TcpListener listener = new(IPAddress.Loopback, 0);
        private readonly Task serving;
        private volatile bool isClosed;

        public RawServer(byte[] answer)
        {
            listener.Start();
            serving = ServeAsync(answer);
        }

        public string Root => $"http://{listener.LocalEndpoint}/";

        public async ValueTask DisposeAsync()
        {
            isClosed = true;
            listener.Stop();
            await serving;
        }

        private async Task ServeAsync(byte[] answer)
        {
            while (true)
            {
                try
                {
                    using var client = await listener.AcceptTcpClientAsync();
                    var stream = client.GetStream();
                    _ = await stream.ReadAsync(new byte[4096]);
                    await stream.WriteAsync(answer);
                    client.Client.Shutdown(SocketShutdown.Send);
                    while (await stream.ReadAsync(new byte[4096]) > 0) { }
                }
                catch (IOException)
                {
                    // The visitor hung up first.
                }
                catch (Exception cause) when (isClosed && cause is SocketException or InvalidOperationException)
                {
                    return;
                }
            }
        }
    }

    /// <summary>A root, an intermediate and a leaf of an invented authority.</summary>
    private sealed class Pki : IDisposable
    {
        public Pki(string how)
        {
            var now = DateTimeOffset.UtcNow;
            Root = Make("CN=Village Root", null, true, now.AddYears(-3), now.AddYears(3));
            Intermediate = Make("CN=Village Office", Root, true, now.AddYears(-2), now.AddYears(2));
            var until = how switch { "expired" => now.AddDays(-1), "expires soon" => now.AddDays(10), _ => now.AddYears(1) };
            var name = how == "wrong name" ? "www.other.example" : "localhost";
            using var leaf = Make($"CN={name}", how == "self-signed" ? null : Intermediate, false, now.AddYears(-1), until, name);
            Leaf = X509CertificateLoader.LoadPkcs12(leaf.Export(X509ContentType.Pfx), null);
        }

        public X509Certificate2 Root { get; }

        public X509Certificate2 Intermediate { get; }

        public X509Certificate2 Leaf { get; }

        public void Dispose()
        {
            Root.Dispose();
            Intermediate.Dispose();
            Leaf.Dispose();
        }

        private static X509Certificate2 Make(string subject, X509Certificate2? issuer, bool isAuthority, DateTimeOffset from, DateTimeOffset until, string? host = null)
        {
            var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
            var request = new CertificateRequest(subject, key, HashAlgorithmName.SHA256);
            request.CertificateExtensions.Add(new X509BasicConstraintsExtension(isAuthority, false, 0, true));
            if (host is not null)
            {
                var names = new SubjectAlternativeNameBuilder();
                names.AddDnsName(host);
                request.CertificateExtensions.Add(names.Build());
            }
            if (issuer is null) return request.CreateSelfSigned(from, until);
            using var signed = request.Create(issuer, from, until, RandomNumberGenerator.GetBytes(8));
            return signed.CopyWithPrivateKey(key);
        }
    }
}
