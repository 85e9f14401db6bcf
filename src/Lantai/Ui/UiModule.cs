using Microsoft.AspNetCore.Http.Features;

namespace Lantai.Ui;

/// <summary>Wires what the pages share.</summary>
public static class UiModule
{
    /// <summary>Registers them.</summary>
    public static void AddUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddDataProtection();
        // A group of 200 units by 60 indicators is one form; the framework stops at 1,024 values.
        builder.Services.Configure<FormOptions>(o => o.ValueCountLimit = 20_000);
        builder.Services.AddExceptionHandler<ProblemForPrograms>();
        builder.Services.AddScoped<Onward>();
        builder.Services.AddScoped<CurrentSite>();
        builder.Services.AddScoped<Shell>();
        builder.Services.AddSingleton<StaticFile>();
        builder.Services.AddOptions<SiteMarks>().BindConfiguration("Site");
        builder.Services.AddOptions<ShellAddresses>().BindConfiguration("Shell");
    }

    /// <summary>Maps their addresses.</summary>
    public static void MapUi(this IEndpointRouteBuilder app) => ElderMode.Map(app);
}
