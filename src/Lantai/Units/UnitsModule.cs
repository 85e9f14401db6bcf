using Lantai.Ui;
using Lantai.Units.Import;
using Microsoft.AspNetCore.Authorization;

namespace Lantai.Units;

internal static class UnitsModule
{
    public static void AddUnits(this IServiceCollection services)
    {
        services.AddSingleton<KnownRegions>();
        services.AddSingleton<KnownUnits>();
        services.AddScoped<CurrentRegion>();
        services.AddScoped<UnitChanges>();
        services.AddScoped<GroupChanges>();
        services.AddScoped<UnitImports>();
        services.AddScoped<UploadedTables>();
        services.AddSingleton(NavItem.ForDesk("单位", "/desk/{Region}/units", 200));
        services.AddScoped<IAuthorizationHandler, PostHandler>();
        services.AddSingleton(new DeskBarPart(typeof(RegionChoice), 10));
        Access.AddTo(services.AddAuthorizationBuilder());
    }
}
