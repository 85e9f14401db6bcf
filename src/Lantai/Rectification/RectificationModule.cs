using Lantai.Mail;
using Lantai.Packs;
using Lantai.People;
using Lantai.Rectification.Desk;
using Lantai.Ui;

namespace Lantai.Rectification;

internal static class RectificationModule
{
    public static void AddRectification(this IServiceCollection services)
    {
        services.AddSingleton(provider => TicketLimits.Load(provider.GetRequiredService<PackFolder>()));
        services.AddScoped<CurrentTickets>();
        services.AddScoped<OpenTickets>();
        services.AddScoped<FollowPlaces>();
        services.AddScoped<StepTicket>();
        services.AddScoped<EscalateTickets>();
        services.AddScoped<IssueNotice>();
        services.AddHostedService<TicketWatch>();
        services.AddSingleton(new TodayPart(typeof(WaitingTickets), 30));
        services.AddSingleton(new DigestPart(30, TicketDigest.ReadAsync));
        services.AddSingleton(NavItem.ForDesk(
            "整改", "/desk/{Region}/rectification", 30,
            nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader), nameof(Post.Liaison), nameof(Post.UnitReviewer), nameof(Post.UnitLeader)));
    }

    public static void MapRectification(this IEndpointRouteBuilder routes)
    {
        TicketDownloads.Map(routes);
        NoticeDownloads.Map(routes);
    }
}
