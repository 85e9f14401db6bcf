using Lantai.Ui;

namespace Lantai.Verification;

internal static class VerificationModule
{
    public static void AddVerification(this IServiceCollection services) =>
        services.AddSingleton(NavItem.ForDesk("核验", "/desk/{Region}/verification", 100));
}
