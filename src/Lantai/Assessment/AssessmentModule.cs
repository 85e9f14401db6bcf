using Lantai.Packs;
using Lantai.Storage;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lantai.Assessment;

internal static class AssessmentModule
{
    public static void AddAssessment(this IServiceCollection services)
    {
        services.TryAddSingleton(provider => new PackFolder(
            Path.Combine(AppContext.BaseDirectory, "packs"), Path.Combine(provider.GetRequiredService<Database>().Folder, "packs")));
        services.AddSingleton(ObservationFacts.Source);
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
        services.AddScoped<EvidenceFiles>();
    }

    public static void MapAssessment(this IEndpointRouteBuilder routes) => EvidenceFiles.Map(routes);
}
