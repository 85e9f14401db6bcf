using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Http.Metadata;

namespace Lantai.Ui;

/// <summary>
/// How much a page takes: <c>@attribute [UploadLimit(256)]</c>. A page takes more than its files may be, so that a file
/// that is too large is answered with a sentence; beyond that the request is refused before it is read.
/// </summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class UploadLimitAttribute(int megabytes) : Attribute, IRequestSizeLimitMetadata, IFormOptionsMetadata
{
    /// <summary>The whole request's size, in MB.</summary>
    public int Megabytes => megabytes;

    public long? MaxRequestBodySize => (long)megabytes << 20;

    public long? MultipartBodyLengthLimit => MaxRequestBodySize;

    public bool? BufferBody => null;

    public int? MemoryBufferThreshold => null;

    public long? BufferBodyLengthLimit => null;

    public int? ValueCountLimit => null;

    public int? KeyLengthLimit => null;

    /// <summary>A pasted text may be as long as the page takes, so that it too is answered with a sentence.</summary>
    public int? ValueLengthLimit => megabytes << 20;

    public int? MultipartBoundaryLengthLimit => null;

    public int? MultipartHeadersCountLimit => null;

    public int? MultipartHeadersLengthLimit => null;
}

/// <summary>Answers a request that is larger than its page takes with 413, before anything of it is read.</summary>
internal sealed class UploadGate(RequestDelegate next)
{
    public Task InvokeAsync(HttpContext context)
    {
        // The error page itself comes through here again, with the same request.
        var isAnswered = context.Features.Get<IStatusCodeReExecuteFeature>() is not null;
        var most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
        if (isAnswered || !(context.Request.ContentLength > most)) return next(context);
        context.Response.StatusCode = StatusCodes.Status413PayloadTooLarge;
        return Task.CompletedTask;
    }
}
