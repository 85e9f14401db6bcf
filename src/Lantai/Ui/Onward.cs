using System.Diagnostics.CodeAnalysis;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.DataProtection;

namespace Lantai.Ui;

/// <summary>A sentence that the next page shows once.</summary>
public sealed record OneTimeMessage(string Sentence, Tone Tone);

/// <summary>
/// Post-redirect-get: after a form has done its work the page sends the browser onward and the next page says what
/// was done. The sentence travels in a signed cookie that lives a minute and is taken away when it is read.
/// </summary>
public sealed class Onward(NavigationManager navigation, IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private const string Cookie = "lantai.message";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(1);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("Lantai.Ui.Onward").ToTimeLimitedDataProtector();

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("A page is rendered within a request.");

    /// <summary>Sends the browser to a page of this site, with a sentence to show there or without.</summary>
    /// <exception cref="ArgumentException">The address is not of this site.</exception>
    [DoesNotReturn]
    public void To(string address, string? sentence = null, Tone tone = Tone.Done)
    {
        if (!LocalAddress.Is(address)) throw new ArgumentException($"Not a path of this site: {address}", nameof(address));
        if (sentence is not null)
            Context.Response.Cookies.Append(Cookie, Protector.Protect($"{tone}\n{sentence}", Life), SiteCookie.Options(Context, Life));
        navigation.NavigateTo(address);
        throw new InvalidOperationException("A static page leaves by redirect.");
    }

    /// <summary>The sentence that the last page left, taken away; null when there is none or it was tampered with.</summary>
    public OneTimeMessage? Take()
    {
        if (Context.Request.Cookies[Cookie] is not { } sealedText || Context.Response.HasStarted) return null;
        Context.Response.Cookies.Delete(Cookie, SiteCookie.Options(Context, Life));
        try
        {
            var parts = Protector.Unprotect(sealedText).Split('\n', 2);
            return new OneTimeMessage(parts[1], Enum.Parse<Tone>(parts[0]));
        }
        catch (CryptographicException)
        {
            // Older than a minute, or of another key: a message that nobody needs any more.
            return null;
        }
    }
}
