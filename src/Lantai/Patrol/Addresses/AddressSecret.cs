using System.Text;
using System.Text.RegularExpressions;

namespace Lantai.Patrol.Addresses;

/// <summary>The password in an address (http://name:password@host/): it opens somebody's door and is neither shown nor kept. Pure.</summary>
internal static partial class AddressSecret
{
    /// <summary>The text, with three stars for each password of an address in it.</summary>
    public static string Masked(string text) => text.Contains('@') ? Written().Replace(text, "$1***@") : text;

    /// <summary>What is said where an address is written that must bear no user; the password is not repeated.</summary>
    public static string Refusal(string written) => $"“{Masked(written)}”不要带用户名和密码，请去掉“@”和它前面的部分。";

    /// <summary>Makes the passwords of a page's addresses stars in place; answers how many there were.</summary>
    public static int Hide(byte[] page)
    {
        if (page.AsSpan().IndexOf((byte)'@') < 0) return 0;
        var count = 0;
        foreach (Match found in Written().Matches(Encoding.Latin1.GetString(page)))
        {
            var password = found.Groups[2];
            page.AsSpan(password.Index, password.Length).Fill((byte)'*');
            count++;
        }
        return count;
    }

    /// <summary>Bounded on both sides, so that a page of slashes costs no more than its length.</summary>
    [GeneratedRegex(@"([\\/]{2}[^\\/?#\s:@""'<>]{0,100}:)([^\\/?#\s""'<>，。；、]{1,200})@")]
    private static partial Regex Written();
}
