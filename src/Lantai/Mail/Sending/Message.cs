using System.Globalization;
using System.Text;
using Lantai.Calendar;

namespace Lantai.Mail;

/// <summary>A message to one person, as text and as HTML.</summary>
/// <param name="Key">The same at every try, so that a mailbox that got it twice can tell.</param>
public sealed record Message(string Key, string To, string Subject, string Text, string Html)
{
    /// <summary>RFC 2047 allows 75 characters a word: 45 bytes in Base64 and what stands around them.</summary>
    private const int BytesOfWord = 45;

    private const string Boundary = "=_lantai_digest";

    /// <summary>As it goes over the wire (RFC 5322, 2045 to 2047): ASCII, lines with CR LF, none longer than 76 characters of content.</summary>
    internal string Write(OutgoingServer server, DateTimeOffset at) => string.Join("\r\n",
    [
        $"From: {Words(server.SenderName)} <{server.SenderAddress}>",
        $"To: <{To}>",
        $"Subject: {Words(Subject)}",
        $"Date: {OfficeTime.Local(at).ToString("ddd, dd MMM yyyy HH':'mm':'ss", CultureInfo.InvariantCulture)} +0800",
        $"Message-ID: <{Key}@{server.SenderAddress.Split('@')[1]}>",
        "Auto-Submitted: auto-generated",
        "MIME-Version: 1.0",
        $"Content-Type: multipart/alternative; boundary=\"{Boundary}\"",
        "",
        .. Part("plain", Text),
        .. Part("html", Html),
        $"--{Boundary}--",
    ]);

    private static string[] Part(string kind, string text) =>
    [
        $"--{Boundary}",
        $"Content-Type: text/{kind}; charset=utf-8",
        "Content-Transfer-Encoding: base64",
        "",
        Convert.ToBase64String(Encoding.UTF8.GetBytes(text), Base64FormattingOptions.InsertLineBreaks),
    ];

    /// <summary>Encoded words, folded between characters: whatever stands in the text, it cannot begin another header.</summary>
    private static string Words(string text)
    {
        var words = new List<string>();
        var word = new StringBuilder();
        var bytes = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (bytes + rune.Utf8SequenceLength > BytesOfWord)
            {
                words.Add(word.ToString());
                word.Clear();
                bytes = 0;
            }
            word.Append(rune);
            bytes += rune.Utf8SequenceLength;
        }
        words.Add(word.ToString());
        return string.Join("\r\n ", words.Select(part => $"=?utf-8?B?{Convert.ToBase64String(Encoding.UTF8.GetBytes(part))}?="));
    }
}
