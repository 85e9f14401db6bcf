using Lantai.Ui;
using Microsoft.AspNetCore.Authorization;

namespace Lantai.Units;

internal static class UnitsModule
{
    public static void AddUnits(this IServiceCollection services)
    {
        services.AddScoped<CurrentRegion>();
        services.AddScoped<IAuthorizationHandler, PostHandler>();
        services.AddSingleton(new DeskBarPart(typeof(RegionChoice), 10));
        Access.AddTo(services.AddAuthorizationBuilder());
    }
}
