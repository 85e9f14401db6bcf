using System.Text;

namespace Lantai.Patrol.Addresses;

/// <summary>Where the parts of a serialised address begin and end, in bytes.</summary>
/// <param name="SchemeEnd">Just after the scheme's colon.</param>
/// <param name="HostStart">Equal to <paramref name="HostEnd"/> when there is no host.</param>
/// <param name="PathStart">Just after host and port.</param>
/// <param name="QueryStart">At the question mark; <paramref name="FragmentStart"/> when there is no query.</param>
/// <param name="FragmentStart">At the number sign; the length when there is no fragment.</param>
internal readonly record struct AddressParts(
    int SchemeEnd, int HostStart, int HostEnd, int PathStart, int QueryStart, int FragmentStart, bool HasAuthority, bool HasOpaquePath);

/// <summary>An absolute address in the one form that the WHATWG URL Standard gives it.</summary>
public sealed class WebAddress : IEquatable<WebAddress>
{
    private readonly byte[] bytes;

    internal WebAddress(ReadOnlySpan<byte> serialised, AddressParts parts)
    {
        bytes = serialised.ToArray();
        Parts = parts;
        Text = Encoding.ASCII.GetString(bytes);
    }

    /// <summary>The whole address; ASCII.</summary>
    public string Text { get; }

    internal AddressParts Parts { get; }

    internal ReadOnlySpan<byte> Bytes => bytes;

    public string Scheme => Text[..(Parts.SchemeEnd - 1)];

    /// <summary>The host as it is asked of the name service: Punycode, or a number in its shortest form, IPv6 in brackets.</summary>
    public string Host => Text[Parts.HostStart..Parts.HostEnd];

    /// <summary>Scheme, host and port: http://www.example.gov.cn:8080.</summary>
    public string Origin => Parts.HostStart == Parts.SchemeEnd + 2 ? Text[..Parts.PathStart] : $"{Scheme}://{Text[Parts.HostStart..Parts.PathStart]}";

    public string Path => Text[Parts.PathStart..Parts.QueryStart];

    /// <summary>With its question mark; "" when there is none.</summary>
    public string Query => Text[Parts.QueryStart..Parts.FragmentStart];

    /// <summary>What a server is asked for.</summary>
    public string PathAndQuery => Text[Parts.PathStart..Parts.FragmentStart];

    /// <summary>A user name, and perhaps a password, stands before the host.</summary>
    public bool HasUser => Parts.HasAuthority && Parts.HostStart > Parts.SchemeEnd + 2;

    public bool IsWeb => Scheme is "http" or "https";

    public bool IsSecure => Scheme == "https";

    /// <summary>Port as written, or the scheme's own.</summary>
    public int Port => Parts.HostEnd < Parts.PathStart ? int.Parse(Text.AsSpan(Parts.HostEnd + 1, Parts.PathStart - Parts.HostEnd - 1)) : IsSecure ? 443 : 80;

    /// <summary>Reads an absolute address as a browser would; null when it is none.</summary>
    public static WebAddress? Parse(string text) => Resolve(text, null);

    /// <summary>Reads an address found on the page at <paramref name="against"/>; null when no browser would follow it.</summary>
    public static WebAddress? Resolve(string text, WebAddress? against)
    {
        var buffer = new AddressBuffer();
        return AddressParser.TryParse(Encoding.UTF8.GetBytes(text), against, null, buffer) ? buffer.ToAddress() : null;
    }

    /// <summary>The same address without its fragment, which never reaches a server.</summary>
    public WebAddress WithoutFragment() =>
        Parts.FragmentStart == bytes.Length ? this : new WebAddress(bytes.AsSpan(0, Parts.FragmentStart), Parts);

    public bool Equals(WebAddress? other) => other is not null && Text == other.Text;

    public override bool Equals(object? obj) => Equals(obj as WebAddress);

    public override int GetHashCode() => Text.GetHashCode(StringComparison.Ordinal);

    public override string ToString() => Text;
}
