namespace Lantai.Patrol.Addresses;

/// <summary>An address without http: or https:, so that what a site publishes is the same when the site goes over to encryption.</summary>
internal static class AddressKey
{
    public static string Of(string address)
    {
        var colon = address.StartsWith("http:", StringComparison.Ordinal) ? 5 : address.StartsWith("https:", StringComparison.Ordinal) ? 6 : 0;
        return address.AsSpan(colon).StartsWith("//", StringComparison.Ordinal) ? address[colon..] : address;
    }
}
