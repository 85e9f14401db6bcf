using Microsoft.AspNetCore.Authorization;

namespace Lantai.Units;

internal static class UnitsModule
{
    public static void AddUnits(this IServiceCollection services)
    {
        services.AddScoped<IAuthorizationHandler, PostHandler>();
        Access.AddTo(services.AddAuthorizationBuilder());
    }
}
