using System.Buffers;
using System.Text;

namespace Lantai.Patrol.Reading;

/// <summary>What can be told of a script without running it.</summary>
internal static class ScriptLook
{
    private static readonly SearchValues<byte> InNoAddress = SearchValues.Create("<>{} \\+"u8);

    private static readonly byte[][] PageEndings =
    [
        .. new[] { ".html", ".htm", ".shtml", ".jsp", ".jspx", ".php", ".asp", ".aspx", ".do", ".action", ".pdf", ".doc", ".docx", ".xls", ".xlsx", ".zip", ".rar", ".wps" }
            .Select(Encoding.ASCII.GetBytes),
    ];

    /// <summary>The script fetches content after the page was loaded.</summary>
    public static bool AsksServer(ReadOnlySpan<byte> script) =>
        script.IndexOf("ajax("u8) >= 0 || script.IndexOf("XMLHttpRequest"u8) >= 0 || script.IndexOf("fetch("u8) >= 0 || script.IndexOf("$.get"u8) >= 0
        || script.IndexOf("$.post"u8) >= 0 || script.IndexOf("axios"u8) >= 0;

    /// <summary>Addresses written out in a handler: window.open('/a.html'), location.href="b.jsp". One that is put together is none.</summary>
    public static void TakeLiterals(Page page, ValueRange script, int at, Traits traits)
    {
        var code = page.Value(script);
        for (var from = 0; code[from..].IndexOfAny((byte)'\'', (byte)'"') is var next and >= 0;)
        {
            var start = from + next + 1;
            var length = code[start..].IndexOf(code[start - 1]);
            if (length < 0) return;
            var isJoined = IsPlus(code[..(start - 1)], fromEnd: true) || IsPlus(code[(start + length + 1)..], fromEnd: false);
            if (!isJoined && LooksLikeAddress(code.Slice(start, length)))
                page.Links.Add(new PageLink(LinkKind.Literal, traits, new(script.Start + start, length, script.IsDecoded), script.IsDecoded ? at : at + start, 0, 0));
            from = start + length + 1;
            code = page.Value(script);
        }
    }

    /// <summary>The same in an address of the scheme javascript.</summary>
    public static void TakeFromScheme(Page page, ValueRange value, int at, Traits traits)
    {
        var written = page.Value(value);
        if (written.Length > 11 && Ascii.EqualsIgnoreCase(written[..11], "javascript:"u8)) TakeLiterals(page, value, at, traits);
    }

    private static bool LooksLikeAddress(ReadOnlySpan<byte> text)
    {
        if (text.Length < 3 || text.ContainsAny(InNoAddress)) return false;
        if (text.StartsWith("http://"u8) || text.StartsWith("https://"u8) || text.StartsWith("/"u8) || text.StartsWith("./"u8) || text.StartsWith("../"u8)) return true;
        var query = text.IndexOfAny((byte)'?', (byte)'#');
        var path = query < 0 ? text : text[..query];
        foreach (var ending in PageEndings)
            if (path.Length > ending.Length && Ascii.EqualsIgnoreCase(path[^ending.Length..], ending)) return true;
        return false;
    }

    private static bool IsPlus(ReadOnlySpan<byte> code, bool fromEnd)
    {
        var trimmed = code[Ascii.Trim(code)];
        return trimmed.Length > 0 && trimmed[fromEnd ? ^1 : 0] == '+';
    }
}
