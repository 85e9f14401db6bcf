using System.Security.Cryptography;
using Lantai.Calendar;
using Lantai.Patrol.Fetching;

namespace Lantai.Patrol;

/// <summary>
/// What of an answer is kept, decided before anything is written: pages and style sheets without the numbers of persons. Of
/// files, which cannot be made safe to keep, and of what is too large, only the hash is.
/// </summary>
internal sealed class KeepContent(PatrolRules rules, TimeProvider time)
{
    /// <summary>Null when the content is not kept.</summary>
    public KeptContent? Of(Answered answered)
    {
        if (answered.Body.Length > rules.Keeping.MostBodyBytes) return null;
        var isStyle = answered.ContentType?.StartsWith("text/css", StringComparison.OrdinalIgnoreCase) == true;
        if (!isStyle && (!answered.IsHtml || IsBinary(answered))) return null;
        var body = answered.Body.ToArray();
        var (content, masked) = isStyle
            ? EvidenceMask.OfCode(body)
            : EvidenceMask.OfPage(body, answered.ContentType, answered.Final, rules.Wording, OfficeTime.Day(time.GetUtcNow()));
        return new KeptContent(KeptExchange.Pack(content), Convert.ToHexStringLower(SHA256.HashData(content)), content.Length, masked);
    }

    /// <summary>A file that was sent without its type.</summary>
    private static bool IsBinary(Answered answered) => answered.ContentType is null && answered.Body.Span.Contains((byte)0);
}
