using System.Text.RegularExpressions;

namespace Lantai.Mail;

/// <summary>Which addresses are taken: ASCII, as RFC 5321 writes a mailbox without quotes. No blank and no line break can hide in one.</summary>
public static partial class MailAddresses
{
    private const int Longest = 254;

    public static bool IsRight(string address) => address.Length <= Longest && address.IndexOf('@') <= 64 && Mailbox().IsMatch(address);

    private const string Atom = @"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
    private const string Label = "[A-Za-z0-9]([A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    [GeneratedRegex($@"\A{Atom}(\.{Atom})*@({Label}\.)+[A-Za-z][A-Za-z0-9-]*[A-Za-z0-9]\z")]
    private static partial Regex Mailbox();
}
