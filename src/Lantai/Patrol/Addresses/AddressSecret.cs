using System.Text;
using System.Text.RegularExpressions;

namespace Lantai.Patrol.Addresses;

/// <summary>The password in an address (http://name:password@host/): it opens somebody's door and is neither shown nor kept. Pure.</summary>
internal static partial class AddressSecret
{
    private static ReadOnlySpan<byte> Stars => "***"u8;

    /// <summary>The text, with three stars for each password of an address in it, also of one that no browser could follow.</summary>
    public static string Masked(string text) => text.Contains('@') ? Written().Replace(text, "$1***@") : text;

    /// <summary>The address, with three stars for its password, which is found by its place, whatever it is made of.</summary>
    public static WebAddress Masked(WebAddress address) =>
        IsIn(address.Bytes, address.Parts) ? WebAddress.Parse(Encoding.ASCII.GetString(Masked(address.Bytes, address.Parts)))! : address;

    /// <inheritdoc cref="Masked(WebAddress)"/>
    /// <param name="serialised">As <see cref="AddressParser"/> writes it.</param>
    public static byte[] Masked(ReadOnlySpan<byte> serialised, AddressParts parts) =>
        IsIn(serialised, parts) ? [.. serialised[..PasswordStart(serialised, parts)], .. Stars, .. serialised[(parts.HostStart - 1)..]] : serialised.ToArray();

    /// <summary>Whether the address says a password.</summary>
    public static bool IsIn(ReadOnlySpan<byte> serialised, AddressParts parts) =>
        PasswordStart(serialised, parts) is > 0 and var start && !serialised[start..(parts.HostStart - 1)].SequenceEqual(Stars);

    /// <summary>What is said where an address is written that must bear no user; the password is not repeated.</summary>
    public static string Refusal(WebAddress address) => $"“{Masked(address).Text}”不要带用户名和密码，请去掉“@”和它前面的部分。";

    /// <summary>Makes the passwords of a page's addresses stars in place; answers how many were none before.</summary>
    public static int Hide(byte[] page)
    {
        if (page.AsSpan().IndexOf((byte)'@') < 0) return 0;
        var count = 0;
        foreach (Match found in Written().Matches(Encoding.Latin1.GetString(page)))
        {
            var password = page.AsSpan(found.Groups[2].Index, found.Groups[2].Length);
            if (!password.ContainsAnyExcept((byte)'*')) continue;
            password.Fill((byte)'*');
            count++;
        }
        return count;
    }

    /// <summary>Behind the colon that ends the user's name; 0 where there is no password.</summary>
    private static int PasswordStart(ReadOnlySpan<byte> serialised, AddressParts parts)
    {
        var user = parts.SchemeEnd + 2;
        if (!parts.HasAuthority || parts.HostStart <= user) return 0;
        var colon = serialised[user..(parts.HostStart - 1)].IndexOf((byte)':');
        return colon < 0 ? 0 : user + colon + 1;
    }

    /// <summary>
    /// As people type it: the password goes to the last @ before a slash or, where it has a slash in it, to the next @. What may be a
    /// port is none. Bounded on all sides, so that a page of slashes costs no more than its length.
    /// </summary>
    [GeneratedRegex(
        @"([\\/]{2}[^\\/?#\s:""'<>\[\]]{0,100}:)(?!\d{0,5}(?:[\\/?#\s""'<>]|$))([^\\/\s""<>，。；、]{1,200}|[^\s""<>，。；、]{1,200}?)@")]
    private static partial Regex Written();
}
