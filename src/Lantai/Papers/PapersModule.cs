using Lantai.Packs;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Lantai.Papers;

/// <summary>Sets a paper as PDF; the outcome says what is missing where that cannot be done.</summary>
public delegate Task<PrintOutcome> PrintPaper(Paper paper, CancellationToken stop);

/// <summary>Sets a page that was frozen as HTML as PDF; only for papers without 版记, whose place must be measured.</summary>
public delegate Task<PrintOutcome> PrintPage(string html, CancellationToken stop);

internal static class PapersModule
{
    public static void AddPapers(this IServiceCollection services)
    {
        services.AddSingleton(provider => PaperLayout.Load(provider.GetRequiredService<PackFolder>()));
        services.TryAddSingleton<PrintPaper>(provider => (paper, stop) => PaperPdf.PrintAsync(paper, stop, provider.GetRequiredService<PaperLayout>()));
        services.TryAddSingleton<PrintPage>(PaperPdf.PrintAsync);
        services.AddSingleton<PaperStyle>();
    }

    public static void MapPapers(this IEndpointRouteBuilder routes) => PaperStyle.Map(routes);
}
