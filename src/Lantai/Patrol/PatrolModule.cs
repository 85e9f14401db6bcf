using Lantai.Packs;
using Lantai.Patrol.Desk;
using Lantai.People;
using Lantai.Ui;

namespace Lantai.Patrol;

internal static class PatrolModule
{
    public static void AddPatrol(this IServiceCollection services)
    {
        services.AddSingleton(provider => PatrolRules.Load(provider.GetRequiredService<PackFolder>()));
        services.AddSingleton<PatrolBell>();
        services.AddSingleton<Fetching.MachineGates>();
        services.AddHostedService<PatrolWork>();
        services.AddSingleton<ProbeWork>();
        services.AddHostedService(provider => provider.GetRequiredService<ProbeWork>());
        services.AddScoped<DrawProbes>();
        services.AddScoped<RegisterSite>();
        services.AddScoped<RetireSite>();
        services.AddScoped<AskForPatrol>();
        services.AddScoped<PlanPatrols>();
        services.AddScoped<KeepFindings>();
        services.AddScoped<PatrolMemory>();
        services.AddScoped<MaskOldContents>();
        services.AddScoped<CurrentPatrolSite>();
        services.AddScoped<EditColumns>();
        services.AddScoped<CurrentFinding>();
        services.AddScoped<ColumnFile>();
        services.AddScoped<InspectSite>();
        services.AddScoped<FindingTickets>();
        services.AddScoped<KeepEvidence>();
        services.AddScoped<ReadEvidence>();
        services.AddScoped<TakePictures>();
        services.AddScoped<JudgeFindings>();
        services.AddSingleton(new Disclosure.DutyProofSource(ColumnProofs.ReadAsync));
        services.AddSingleton(new TodayPart(typeof(Mine.Desk.PatrolToday), 20));
        services.AddSingleton(NavItem.ForDesk("本单位问题", "/desk/{Region}/my-findings", 21, nameof(Post.Liaison)));
        services.AddSingleton(NavItem.ForDesk("巡查", "/desk/{Region}/patrol", 20, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
    }

    public static void MapPatrol(this IEndpointRouteBuilder routes)
    {
        FindingDownloads.Map(routes);
        EvidenceDownloads.Map(routes);
        ProbeDownloads.Map(routes);
        ColumnDownloads.Map(routes);
        PatrolEvents.Map(routes);
    }
}
