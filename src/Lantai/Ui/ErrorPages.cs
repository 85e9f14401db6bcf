using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Diagnostics;

namespace Lantai.Ui;

/// <summary>
/// A page for every answer that is an error: a refusal is 409 with its own sentence, a bug is 500 and logged once,
/// an empty 403 or 404 gets the site's own page.
/// </summary>
public static class ErrorPages
{
    public static void UseErrorPages(this IApplicationBuilder app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions
        {
            ExceptionHandlingPath = "/errors/500",
            StatusCodeSelector = error => error is RefusedException ? StatusCodes.Status409Conflict : StatusCodes.Status500InternalServerError,
            SuppressDiagnosticsCallback = failure => failure.Exception is RefusedException,
            CreateScopeForErrors = true,
        });
        app.UseStatusCodePagesWithReExecute("/errors/{0}", createScopeForStatusCodePages: true);
        app.Use(AskForPageAsync);
    }

    /// <summary>
    /// Answers a form without a valid token by the page for it; goes behind the check of the tokens. Pages themselves
    /// would answer it with nothing.
    /// </summary>
    public static void UseTokenRefusal(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        if (IsErrorPage(context) || context.Features.Get<IAntiforgeryValidationFeature>() is not { IsValid: false }) return next(context);
        context.Response.StatusCode = StatusCodes.Status400BadRequest;
        return Task.CompletedTask;
    });

    /// <summary>A form that failed is answered by a page, not handled as a form of that page.</summary>
    private static Task AskForPageAsync(HttpContext context, RequestDelegate next)
    {
        if (IsErrorPage(context)) context.Request.Method = HttpMethods.Get;
        return next(context);
    }

    private static bool IsErrorPage(HttpContext context) =>
        context.Features.Get<IStatusCodeReExecuteFeature>() is not null || context.Features.Get<IExceptionHandlerFeature>() is not null;
}
