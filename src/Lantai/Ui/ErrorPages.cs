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
    }
}
