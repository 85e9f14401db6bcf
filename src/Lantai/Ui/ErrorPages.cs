using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Lantai.Ui;

/// <summary>
/// What an error looks like. A refusal is 409 with its own sentence, a bug is 500 and logged once. People get a page
/// of the site, also for an empty 403 or 404; programs under /api and /{Region}/api get problem details (RFC 9457).
/// </summary>
public static class ErrorPages
{
    /// <summary>A page of our own for every answer that has none; programs get problem details.</summary>
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/errors/500",
            StatusCodeSelector = StatusOf,
            SuppressDiagnosticsCallback = failure => failure.Exception is RefusedException,
            CreateScopeForErrors = true,
        });
        app.UseStatusCodePagesWithReExecute("/errors/{0}", createScopeForStatusCodePages: true);
        app.Use(AskForPageAsync);
        app.Use(AnswerProgramAsync);
        app.Use(RefuseNulAsync);
    }

    /// <summary>
    /// Answers a form without a valid token, and one that its page no longer has, by the page for it; goes behind the check
    /// of the tokens. Pages themselves would answer both with nothing.
    /// </summary>
    public static void UseTokenRefusal(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        if (!IsErrorPage(context) && context.Features.Get<IAntiforgeryValidationFeature>() is { IsValid: false })
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return;
        }
        await next(context);
        if (context.Response is { StatusCode: StatusCodes.Status400BadRequest, HasStarted: false }) context.Response.ContentType = null;
    });

    /// <summary>No address of this site holds a NUL, and the database takes none.</summary>
    private static Task RefuseNulAsync(HttpContext context, RequestDelegate next)
    {
        if (IsErrorPage(context) || context.Request.QueryString.Value?.Contains("%00", StringComparison.Ordinal) is not true) return next(context);
        context.Response.StatusCode = StatusCodes.Status404NotFound;
        return Task.CompletedTask;
    }

    /// <summary>A form that failed is answered by a page, not handled as a form of that page.</summary>
    private static Task AskForPageAsync(HttpContext context, RequestDelegate next)
    {
        if (IsErrorPage(context)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;

    /// <summary>One sentence instead of a page, where nothing has been said yet.</summary>
    private static async Task AnswerProgramAsync(HttpContext context, RequestDelegate next)
    {
        var isForProgram = IsForProgram(context);
        if (isForProgram && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
        await next(context);
        if (isForProgram && context.Response is { HasStarted: false, StatusCode: >= 400, ContentType: null })
            await Results.Problem(title: SentenceOf(context.Response.StatusCode), statusCode: context.Response.StatusCode).ExecuteAsync(context);
    }

    private static string SentenceOf(int status) => status switch
    {
        StatusCodes.Status404NotFound => "没有这一项，可能地址有误，或还没有公布、已经撤回。",
        StatusCodes.Status405MethodNotAllowed => "这个地址只供读取，请用 GET。",
        StatusCodes.Status429TooManyRequests => "访问太频繁，请稍等一分钟再试。",
        _ => $"请求不能办理（{status}），请核对地址和参数。",
    };

    // While an error is answered the request's path is already that of the error page.
    internal static bool IsForProgram(HttpContext context)
    {
        var path = context.Features.Get<IExceptionHandlerPathFeature>()?.Path ?? context.Request.Path.Value ?? "";
        return path.Split('/', 4) is ["", "api", ..] or ["", _, "api", ..];
    }

    internal static int StatusOf(Exception error) =>
        error is RefusedException ? StatusCodes.Status409Conflict : StatusCodes.Status500InternalServerError;
}

/// <summary>Answers a program before any page is thought of.</summary>
internal sealed class ProblemForPrograms : IExceptionHandler
{
    public async ValueTask<bool> TryHandleAsync(HttpContext context, Exception error, CancellationToken stop)
    {
        if (!ErrorPages.IsForProgram(context)) return false;
        var title = error is RefusedException ? error.Message : "系统出错，已经记录。";
        await Results.Problem(title: title, statusCode: ErrorPages.StatusOf(error)).ExecuteAsync(context);
        return true;
    }
}
