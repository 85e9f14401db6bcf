namespace Lantai.Ui;

/// <summary>Wires what the pages share.</summary>
public static class UiModule
{
    public static void AddUi(this WebApplicationBuilder builder)
    {
        builder.Services.AddHttpContextAccessor();
        builder.Services.AddCascadingAuthenticationState();
        builder.Services.AddDataProtection();
        builder.Services.AddScoped<Onward>();
        builder.Services.AddScoped<CurrentSite>();
        builder.Services.AddScoped<Shell>();
        builder.Services.AddSingleton<StaticFile>();
        builder.Services.AddOptions<SiteMarks>().BindConfiguration("Site");
        builder.Services.AddOptions<ShellAddresses>().BindConfiguration("Shell");
    }

    public static void MapUi(this IEndpointRouteBuilder app) => ElderMode.Map(app);
}
