using System.Threading.RateLimiting;
using Microsoft.AspNetCore.RateLimiting;

namespace Lantai.Requests;

/// <summary>How often one address may send the public forms; reading pages is not limited.</summary>
internal static class RequestLimits
{
    public const string Apply = "request-apply";
    public const string Follow = "request-follow";

    public static void AddTo(RateLimiterOptions options)
    {
        options.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
        options.AddPolicy(Apply, context => Of(context, 10));
        options.AddPolicy(Follow, context => Of(context, 20));
    }

    private static RateLimitPartition<string> Of(HttpContext context, int most)
    {
        if (!HttpMethods.IsPost(context.Request.Method)) return RateLimitPartition.GetNoLimiter("");
        var address = context.Connection.RemoteIpAddress?.ToString() ?? "";
        return RateLimitPartition.GetFixedWindowLimiter(address,
            _ => new FixedWindowRateLimiterOptions { PermitLimit = most, Window = TimeSpan.FromMinutes(10) });
    }
}
