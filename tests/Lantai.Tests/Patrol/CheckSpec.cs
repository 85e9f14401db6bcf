using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Lantai.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace Lantai.Tests.Patrol;

/// <summary>A finding that a spec expects; what is empty in its table is not asked about, but page and target always are.</summary>
internal sealed record ExpectedFinding(string Page, string Line, string Column, string Target, string Stated);

/// <summary>
/// A file of specs/checks: a small site, page by page, and what the check says of it. Headings are
/// <c>## /path [status] [type] [GET] [Retry-After:seconds] [Filename:name] [gzip]</c> or <c>## /path status → location</c>; the fence below is the content, its language
/// how it is made (gbk, docx, xlsx, pdf, bomb docx, bomb xlsx, repeat N, attribute N). Paths under elsewhere/ are on another site.
/// </summary>
internal sealed class CheckSpec
{
    private const int MegabytesOfBomb = 16;

    private readonly Dictionary<string, string> settings = new(StringComparer.Ordinal);
    private readonly List<(string Heading, string Language, string Body)> pages = [];

    private CheckSpec(string check) => Check = check;

    public string Check { get; }

    public List<ExpectedFinding> Findings { get; } = [];

    public string? Setting(string name) => settings.GetValueOrDefault(name);

    public string Home => pages[0].Body;

    public static CheckSpec Read(string path)
    {
        var spec = new CheckSpec(Path.GetFileNameWithoutExtension(path));
        var lines = File.ReadAllLines(path);
        for (var i = 0; i < lines.Length; i++)
        {
            if (lines[i].StartsWith("## 发现", StringComparison.Ordinal)) spec.ReadFindings(lines[(i + 1)..]);
            else if (lines[i].StartsWith("## ", StringComparison.Ordinal)) i = spec.ReadPage(lines, i);
            else if (lines[i].Split('：', 2) is [{ Length: <= 4 } name, var value] && spec.pages.Count == 0) spec.settings[name] = value;
        }
        return spec;
    }

    /// <summary>Opens the site, and the other one; their roots replace {site} and {elsewhere}.</summary>
    public async Task<(VillageSite Site, VillageSite Elsewhere, Func<string, string> Fill)> OpenAsync()
    {
        var isSecure = Setting("协议") == "https";
        var site = await VillageSite.OpenAsync(isSecure ? SelfSigned() : null);
        var elsewhere = await VillageSite.OpenAsync();
        var closed = ClosedDoor();
        string Fill(string text) => text.Replace("{elsewhere}", elsewhere.Root).Replace("{closed}", closed);
        foreach (var (heading, language, body) in pages) Add(heading, language, Fill(body), site, elsewhere);
        return (site, elsewhere, Fill);
    }

    private static void Add(string heading, string language, string body, VillageSite site, VillageSite elsewhere)
    {
        var words = heading.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        var (on, path) = words[0].StartsWith("elsewhere", StringComparison.Ordinal) ? (elsewhere, words[0]["elsewhere".Length..]) : (site, words[0]);
        var status = words.Length > 1 && int.TryParse(words[1], out var given) ? given : 200;
        if (words is [_, _, "→", var to])
        {
            on.Redirect(path, to, status);
            return;
        }
        var type = words.FirstOrDefault(word => word.Contains('/') && word != words[0]) ?? TypeOf(language);
        var retry = words.FirstOrDefault(word => word.StartsWith("Retry-After:", StringComparison.Ordinal))?[12..];
        var fileName = words.FirstOrDefault(word => word.StartsWith("Filename:", StringComparison.Ordinal))?["Filename:".Length..];
        var onlyGet = words.Contains("GET");
        var count = 0;
        on.On(path, async context =>
        {
            if (onlyGet && !HttpMethods.IsGet(context.Request.Method))
            {
                context.Response.StatusCode = 405;
                return;
            }
            var filled = body.Replace("{path}", context.Request.Path + context.Request.QueryString).Replace("{count}", Interlocked.Increment(ref count).ToString());
            context.Response.StatusCode = status;
            context.Response.ContentType = type;
            if (fileName is not null) context.Response.Headers.ContentDisposition = $"attachment; filename*=UTF-8''{Uri.EscapeDataString(fileName)}";
            if (retry is not null) context.Response.Headers.RetryAfter = retry;
            if (words.Contains("gzip")) context.Response.Headers.ContentEncoding = "gzip";
            if (!HttpMethods.IsHead(context.Request.Method)) await context.Response.Body.WriteAsync(Sent(words, Bytes(language, filled)), context.RequestAborted);
        });
    }

    private static byte[] Sent(string[] words, byte[] content)
    {
        if (!words.Contains("gzip")) return content;
        var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Optimal)) gzip.Write(content);
        return packed.ToArray();
    }

    private static byte[] Bytes(string language, string body) => language.Split(' ') switch
    {
        ["gbk"] => CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(body),
        ["docx"] => Documents.Docx(body.Split('\n')),
        ["xlsx"] => Documents.Xlsx(body.Split('\n')),
        ["pdf"] => Documents.Pdf(body.Split('\n')),
        ["bomb", var kind] => Documents.Swollen(Bytes(kind, body), MegabytesOfBomb),
        ["repeat", var times] => Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(body, int.Parse(times)))),
        ["attribute", var length] => Encoding.UTF8.GetBytes(body.Replace("…", new string('x', int.Parse(length)))),
        _ => Encoding.UTF8.GetBytes(body),
    };

    private static string TypeOf(string language) => language.Split(' ')[^1] switch
    {
        "docx" => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        "xlsx" => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        "pdf" => "application/pdf",
        _ => "text/html; charset=utf-8",
    };

    private int ReadPage(string[] lines, int at)
    {
        var heading = lines[at][3..];
        var open = at + 1;
        while (open < lines.Length && lines[open].Trim().Length == 0) open++;
        if (open >= lines.Length || !lines[open].StartsWith("```", StringComparison.Ordinal))
        {
            pages.Add((heading, "html", ""));
            return open - 1;
        }
        var close = Array.FindIndex(lines, open + 1, line => line.StartsWith("```", StringComparison.Ordinal));
        pages.Add((heading, lines[open][3..].Trim(), string.Join('\n', lines[(open + 1)..close])));
        return close;
    }

    private void ReadFindings(string[] lines)
    {
        foreach (var line in lines.Where(line => line.StartsWith('|') && !line.StartsWith("|--", StringComparison.Ordinal)).Skip(1))
        {
            var cells = line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim()).ToArray();
            cells = [.. cells, .. Enumerable.Repeat("", 5)];
            Findings.Add(new ExpectedFinding(cells[0], cells[1], cells[2], cells[3], cells[4]));
        }
    }

    private static string ClosedDoor()
    {
        using var door = new TcpListener(IPAddress.Loopback, 0);
        door.Start();
        var address = $"http://{door.LocalEndpoint}";
        door.Stop();
        return address;
    }

    private static X509Certificate2 SelfSigned()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        return X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pfx), null);
    }
}
