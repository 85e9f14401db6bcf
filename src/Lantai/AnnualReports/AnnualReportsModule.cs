using Lantai.People;
using Lantai.Ui;

namespace Lantai.AnnualReports;

internal static class AnnualReportsModule
{
    public static void AddAnnualReports(this IServiceCollection services)
    {
        services.AddScoped<ReadYearTables>();
        services.AddScoped<Collection.OpenYear>();
        services.AddScoped<Collection.FillReport>();
        services.AddScoped<Sites.ReadSiteYear>();
        services.AddScoped<Sites.EnterSiteFigures>();
        services.AddSingleton(NavItem.ForDesk("年度报告", "/desk/{Region}/annual", 90, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
    }

    public static void MapAnnualReports(this IEndpointRouteBuilder routes) => Sites.SiteDownloads.Map(routes);
}
