using System.Text.Encodings.Web;
using System.Text.Unicode;
using Lantai.AnnualReports;
using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Desk;
using Lantai.Desk.Settings;
using Lantai.Disclosure;
using Lantai.Files;
using Lantai.Mail;
using Lantai.Papers;
using Lantai.Patrol;
using Lantai.People;
using Lantai.Portal.Kept;
using Lantai.Rectification;
using Lantai.Requests;
using Lantai.Storage;
using Lantai.Ui;
using Lantai.Units;
using Lantai.Verification;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lantai;

/// <summary>The web program, put together: what is wired in which order, one line a module.</summary>
internal static class LantaiApp
{
    public static WebApplication Build(WebApplicationBuilder builder, Database database)
    {
        var services = builder.Services;
        services.AddStorage(database);
        services.AddPeople();
        services.AddUnits();
        services.AddMail();
        services.AddDesk();
        services.AddPapers();
        services.AddRequests();
        services.AddRectification();
        services.AddPatrol();
        services.AddDisclosure();
        services.AddAssessment();
        services.AddAnnualReports();
        services.AddVerification();
        services.AddBulletins();
        services.AddKeptPages();
        services.AddSingleton<FileStore>();
        services.TryAddSingleton(TimeProvider.System);
        // Chinese stays Chinese in the page's source.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
        services.AddRazorComponents();
        builder.AddUi();

        var app = builder.Build();
        app.UseForwardedHeaders();
        app.UseHead();
        app.UseMiddleware<SecurityHeaders>();
        app.UseErrorPages();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = StaticFile.KeepMarked });
        // After the files: an address such as /icon.svg is a file before it is a region.
        app.UseRouting();
        app.UseKeptPages();
        app.UseMiddleware<UploadGate>();
        app.UseRateLimiter();
        app.UseAuthentication();
        app.UseMiddleware<PasswordChangeGate>();
        app.UseAuthorization();
        app.UseMiddleware<ShellOfRegion>();
        app.UseAntiforgery();
        app.UseTokenRefusal();
        app.MapUi();
        app.MapSignOut();
        app.MapUnitDownloads();
        app.MapRectification();
        app.MapPatrol();
        app.MapDisclosure();
        app.MapAssessment();
        app.MapPapers();
        app.MapRequests();
        app.MapVerification();
        app.MapAnnualReports();
        app.MapBulletins();
        app.MapJournalDownload();
        app.MapRazorComponents<App>();
        return app;
    }

    /// <summary>Content lies beside the program, wherever it is started from.</summary>
    public static WebApplicationBuilder CreateBuilder()
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { ContentRootPath = AppContext.BaseDirectory });
        builder.Logging.AddFilter("Microsoft", LogLevel.Warning);
        // A failed start is told in one sentence by the verb; keys lie in the database, guarded like everything there.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.Logging.AddFilter("Microsoft.AspNetCore.DataProtection", LogLevel.Error);
        return builder;
    }
}
