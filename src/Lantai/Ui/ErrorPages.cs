using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Lantai.Ui;

/// <summary>
/// What an error looks like. A refusal is 409 with its own sentence, a bug is 500 and logged once. People get a page
/// of the site, also for an empty 403 or 404; programs under /api get problem details.
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
        app.Use(RefuseNulAsync);
        app.Use((context, next) =>
        {
            if (IsForProgram(context) && context.Features.Get<IStatusCodePagesFeature>() is { } pages) pages.Enabled = false;
            return next(context);
        });
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

    // While an error is answered the request's path is already that of the error page.
    internal static bool IsForProgram(HttpContext context) =>
        (context.Features.Get<IExceptionHandlerPathFeature>()?.Path is { } failed ? new PathString(failed) : context.Request.Path).StartsWithSegments("/api");

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
