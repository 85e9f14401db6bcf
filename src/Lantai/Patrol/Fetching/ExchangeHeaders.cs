using System.Globalization;
using System.Net.Http.Headers;
using System.Text;

namespace Lantai.Patrol.Fetching;

/// <summary>A request and an answer as they are shown to people: first line and headers, one a line.</summary>
internal static class ExchangeHeaders
{
    /// <summary>Of a server that pours headers, so many characters.</summary>
    private const int Most = 8192;

    public static string Of(HttpRequestMessage request) =>
        Lines($"{request.Method} {request.RequestUri!.PathAndQuery}\nHost: {request.RequestUri.Authority}", request.Headers.NonValidated);

    public static string Of(HttpResponseMessage response) => Lines(
        string.Create(CultureInfo.InvariantCulture, $"HTTP/{response.Version} {(int)response.StatusCode} {response.ReasonPhrase}"),
        response.Headers.NonValidated, response.Content.Headers.NonValidated);

    private static string Lines(string first, params ReadOnlySpan<HttpHeadersNonValidated> groups)
    {
        var lines = new StringBuilder(first);
        foreach (var group in groups)
            foreach (var header in group)
                foreach (var value in header.Value) lines.Append('\n').Append(header.Key).Append(": ").Append(Shown(header.Key, value));
        // PostgreSQL's text holds no zero.
        return lines.Replace("\0", "").ToString(0, Math.Min(lines.Length, Most));
    }

    /// <summary>A cookie's value is a key to somebody's session, and so is a password in an address.</summary>
    private static string Shown(string name, string value) =>
        name.Equals("Set-Cookie", StringComparison.OrdinalIgnoreCase) || name.Equals("Cookie", StringComparison.OrdinalIgnoreCase) ? $"{value.Split('=')[0]}=…" : Addresses.AddressSecret.Masked(value);
}
