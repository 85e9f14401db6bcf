using Lantai.Packs;
using Lantai.Requests.Letters;

namespace Lantai.Requests;

internal static class RequestsModule
{
    public static void AddRequests(this IServiceCollection services)
    {
        services.AddSingleton(provider => RequestRulebook.Read(provider.GetRequiredService<PackFolder>()));
        services.AddSingleton(provider => LetterShelf.Read(provider.GetRequiredService<PackFolder>()));
        services.AddSingleton<IdentitySeal>();
        services.AddRegister();
        services.AddHandling();
        services.AddLetters();
        services.AddHostedService<Moves.DueDayWatch>();
        services.AddRateLimiter(RequestLimits.AddTo);
        services.AddRequestPages();
    }

    public static void MapRequests(this IEndpointRouteBuilder routes)
    {
        RequestDownloads.Map(routes);
        LetterDownloads.Map(routes);
        Archive.PackageDownload.Map(routes);
        Desk.HandlingDownloads.Map(routes);
        Desk.InboxDownloads.Map(routes);
        Redactions.PageDownload.Map(routes);
        Templates.TemplateDownloads.Map(routes);
    }
}
