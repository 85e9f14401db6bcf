namespace Lantai.Patrol.Addresses;

/// <summary>The schemes that the WHATWG URL Standard calls special, and all the others.</summary>
internal enum Scheme { Other, Http, Https, Ws, Wss, Ftp, File }

internal static class Schemes
{
    /// <summary>The place of the colon that ends a scheme; -1 when the input begins with none.</summary>
    public static int End(ReadOnlySpan<byte> input)
    {
        if (input.Length == 0 || !char.IsAsciiLetter((char)input[0])) return -1;
        for (var i = 1; i < input.Length; i++)
        {
            if (input[i] == ':') return i;
            if (!char.IsAsciiLetterOrDigit((char)input[i]) && input[i] is not ((byte)'+' or (byte)'-' or (byte)'.')) return -1;
        }
        return -1;
    }

    public static Scheme Of(ReadOnlySpan<byte> scheme)
    {
        if (scheme.SequenceEqual("https"u8)) return Scheme.Https;
        if (scheme.SequenceEqual("http"u8)) return Scheme.Http;
        if (scheme.SequenceEqual("file"u8)) return Scheme.File;
        if (scheme.SequenceEqual("ws"u8)) return Scheme.Ws;
        if (scheme.SequenceEqual("wss"u8)) return Scheme.Wss;
        return scheme.SequenceEqual("ftp"u8) ? Scheme.Ftp : Scheme.Other;
    }

    public static int? DefaultPort(Scheme scheme) => scheme switch
    {
        Scheme.Http or Scheme.Ws => 80,
        Scheme.Https or Scheme.Wss => 443,
        Scheme.Ftp => 21,
        Scheme.File or Scheme.Other => null,
    };
}
