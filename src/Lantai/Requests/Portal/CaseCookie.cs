using System.Globalization;
using System.Security.Cryptography;
using Lantai.Ui;
using Microsoft.AspNetCore.DataProtection;

namespace Lantai.Requests.Portal;

/// <summary>
/// Which case a visitor has shown to be theirs: by handing it in, or by code and last digits. A sealed cookie for half an
/// hour, so that neither code nor number stands in an address.
/// </summary>
public sealed class CaseCookie(IHttpContextAccessor http, IDataProtectionProvider protection)
{
    private const string Cookie = "lantai.case";
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(30);

    private ITimeLimitedDataProtector Protector => protection.CreateProtector("Lantai.Requests.Case").ToTimeLimitedDataProtector();

    private HttpContext Context => http.HttpContext ?? throw new InvalidOperationException("A page is rendered within a request.");

    public void Give(Request request) => Context.Response.Cookies.Append(Cookie, Protector.Protect($"{request.Id}", Life), SiteCookie.Options(Context, Life));

    public void Forget() => Context.Response.Cookies.Delete(Cookie, SiteCookie.Options(Context, Life));

    /// <summary>The id of the visitor's case; null when there is none, or its half hour is over.</summary>
    public long? Read()
    {
        if (Context.Request.Cookies[Cookie] is not { } closed) return null;
        try
        {
            return long.Parse(Protector.Unprotect(closed), CultureInfo.InvariantCulture);
        }
        catch (CryptographicException)
        {
            // Too old, or of another key: the visitor gives code and digits again.
            return null;
        }
    }
}
