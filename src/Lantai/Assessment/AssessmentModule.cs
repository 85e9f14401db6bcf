using Lantai.Patrol;
using Lantai.People;
using Lantai.Requests;
using Lantai.Ui;

namespace Lantai.Assessment;

internal static class AssessmentModule
{
    public static void AddAssessment(this IServiceCollection services)
    {
        services.AddSingleton(ObservationFacts.Source);
        services.AddSingleton(provider => DisclosureFacts.Source(provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(RectificationFacts.Source);
        services.AddSingleton(provider => PatrolFacts.Source(provider.GetRequiredService<PatrolRules>()));
        services.AddSingleton(provider => RequestFacts.Source(provider.GetRequiredService<RequestRulebook>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(new TodayPart(typeof(Desk.WaitingPart), 70));
        services.AddSingleton(NavItem.ForDesk("考评", "/desk/{Region}/assessment", 70, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
        services.AddSingleton(NavItem.ForDesk("我的单位", "/desk/{Region}/my-unit", 71, nameof(Post.Liaison)));
        services.AddScoped<SchemePacks>();
        services.AddScoped<CurrentPeriod>();
        services.AddScoped<ScoreSheets>();
        services.AddScoped<OpenPeriod>();
        services.AddScoped<RefreshParticipants>();
        services.AddScoped<EditParticipants>();
        services.AddScoped<ChangeScheme>();
        services.AddScoped<CancelPeriod>();
        services.AddScoped<ClosePeriod>();
        services.AddScoped<ReopenPeriod>();
        services.AddScoped<SaveScores>();
        services.AddScoped<SetScore>();
        services.AddScoped<ImportScores>();
        services.AddScoped<RecordObservation>();
        services.AddScoped<ImportObservations>();
        services.AddScoped<AskForObjections>();
        services.AddScoped<RaiseObjection>();
        services.AddScoped<DecideObjection>();
        services.AddScoped<PeriodActs>();
        services.AddScoped<EvidenceFiles>();
    }

    public static void MapAssessment(this IEndpointRouteBuilder routes)
    {
        EvidenceFiles.Map(routes);
        ScoreDownloads.Map(routes);
    }
}
