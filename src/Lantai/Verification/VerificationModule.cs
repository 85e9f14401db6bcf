using Lantai.Packs;
using Lantai.People;
using Lantai.Ui;
using Lantai.Verification.Desk;
using Lantai.Verification.Names;

namespace Lantai.Verification;

internal static class VerificationModule
{
    public static void AddVerification(this IServiceCollection services)
    {
        services.AddSingleton(provider => ShortForms.Load(provider.GetRequiredService<PackFolder>()));
        services.AddScoped<RegionOptions>();
        services.AddSingleton<KeptFindings>();
        services.AddSingleton(NavItem.ForDesk("核验", "/desk/{Region}/verification", 100, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
    }

    public static void MapVerification(this IEndpointRouteBuilder routes) => KeptFindings.Map(routes);
}
