using Lantai.Assessment;
using Lantai.Bulletins.Desk;
using Lantai.Bulletins.Portal;
using Lantai.Disclosure;
using Lantai.People;
using Lantai.Ui;

namespace Lantai.Bulletins;

internal static class BulletinsModule
{
    public static void AddBulletins(this IServiceCollection services)
    {
        services.AddSingleton<PeriodHold>(BulletinHold.FindAsync);
        services.AddScoped<BulletinTemplates>();
        services.AddScoped<ComposeBulletin>();
        services.AddScoped<CheckBulletin>();
        services.AddScoped<StartBulletin>();
        services.AddScoped<EditBulletin>();
        services.AddScoped<ReviewBulletin>();
        services.AddScoped<IssueBulletin>();
        services.AddScoped<PrintBulletin>();
        services.AddScoped<WithdrawBulletin>();
        services.AddScoped<BulletinFiles>();
        services.AddScoped<CurrentBulletin>();
        services.AddSingleton(NavItem.ForDesk("通报", "/desk/{Region}/bulletins", 80, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
        services.AddSingleton(NavItem.ForPortal("通报", "/{Region}/bulletins", 40, "考评结果和政务公开工作通报"));
        services.AddSingleton<FindPapers>(BulletinSearch.FindAsync);
        services.AddSingleton(new HomePart(typeof(NewestBulletins), 40));
        services.AddSingleton(new TodayPart(typeof(WaitingBulletins), 80));
    }

    public static void MapBulletins(this IEndpointRouteBuilder routes)
    {
        BulletinFiles.Map(routes);
        BulletinDownloads.Map(routes);
    }
}
