using Lantai.Disclosure;
using Lantai.Mail;
using Lantai.People;
using Lantai.Ui;

namespace Lantai.AnnualReports;

internal static class AnnualReportsModule
{
    public static void AddAnnualReports(this IServiceCollection services)
    {
        services.AddScoped<ReadYearTables>();
        services.AddScoped<Collection.DraftReports>();
        services.AddScoped<Collection.OpenYear>();
        services.AddScoped<Collection.ReadRollUp>();
        services.AddScoped<Collection.ReadReports>();
        services.AddScoped<Collection.FillReport>();
        services.AddScoped<Collection.Desk.CurrentReports>();
        services.AddScoped<Sites.ReadSiteYear>();
        services.AddScoped<Sites.EnterSiteFigures>();
        services.AddScoped<Publication.EditionFigures>();
        services.AddScoped<Publication.FreezeReport>();
        services.AddScoped<Publication.SameAgain>();
        services.AddScoped<Publication.ReportGate>();
        services.AddScoped<Publication.PublishReport>();
        services.AddScoped<Publication.PrintReport>();
        services.AddScoped<Publication.ReportShelf>();
        services.AddSingleton(new ColumnPart(ColumnKind.AnnualReport, typeof(Portal.ReportsOfYear)));
        services.AddSingleton<FindPapers>(Portal.ReportSearch.FindAsync);
        services.AddSingleton(NavItem.ForPortal("政府信息公开年报", "/{Region}/annual-reports", 30, "各单位的年度报告，按年度查"));
        services.AddSingleton(new TodayPart(typeof(Collection.Desk.AnnualToday), 90));
        services.AddScoped<Collection.Desk.TodayReports>();
        services.AddSingleton(new DigestPart(90, Collection.Desk.TodayReports.DigestAsync));
        services.AddSingleton(new CalendarPart(typeof(Collection.Desk.AnnualDates), 10));
        services.AddSingleton(NavItem.ForDesk("本单位年度报告", "/desk/{Region}/annual/reports", 91, nameof(Post.Liaison)));
        services.AddSingleton(NavItem.ForDesk("年度报告", "/desk/{Region}/annual", 90, nameof(Post.Office), nameof(Post.Reviewer), nameof(Post.Leader)));
    }

    public static void MapAnnualReports(this IEndpointRouteBuilder routes)
    {
        Collection.Desk.ReportDownloads.Map(routes);
        Publication.ReportShelf.Map(routes);
        Sites.SiteDownloads.Map(routes);
    }
}
