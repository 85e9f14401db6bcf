using Lantai.Packs;
using Lantai.People;
using Lantai.Ui;
using Lantai.Verification.Annual;
using Lantai.Verification.Desk;
using Lantai.Verification.Published;

namespace Lantai.Verification;

internal static class VerificationModule
{
    public static void AddVerification(this IServiceCollection services)
    {
        services.AddScoped<RegionBasis>();
        services.AddScoped<CheckPublished>();
        services.AddScoped<LiveCheck>();
        services.AddSingleton(provider => PublishedFacts.Source(provider.GetRequiredService<PackFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<KeptFindings>();
        services.AddSingleton(provider => ReportCheck.With(provider.GetRequiredService<PackFolder>()));
        services.AddSingleton(NavItem.ForDesk("核验", "/desk/{Region}/verification", 100, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
    }

    public static void MapVerification(this IEndpointRouteBuilder routes)
    {
        KeptFindings.Map(routes);
        PublishedDownloads.Map(routes);
    }
}
