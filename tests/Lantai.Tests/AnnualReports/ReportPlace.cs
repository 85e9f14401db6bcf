using Lantai.AnnualReports;
using Lantai.AnnualReports.Collection;
using Lantai.People;
using Lantai.Tests.Requests;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Tests.AnnualReports;

/// <summary>偃师 on 20 May 2026 with 教育局 and 司法局, whose reports of 2025 are late by then. Nothing prints.</summary>
internal sealed record ReportPlace(RequestOffice Office, long Education, long Justice) : IAsyncDisposable
{
    public const string Home = "/desk/yanshi/annual";

    public static readonly AnnualReport Sample = new SampleReports(7).Report(2025);

    public static async Task<ReportPlace> OpenAsync(TestPostgres postgres)
    {
        var office = await RequestOffice.OpenAsync(postgres);
        return new ReportPlace(office, await office.AddUnitAsync("教育局"), await office.AddUnitAsync("司法局"));
    }

    public ValueTask DisposeAsync() => Office.DisposeAsync();

    /// <summary>The desk's page of 教育局's report.</summary>
    public async Task<string> ReportAsync(int year = 2025)
    {
        await using var db = Office.App.OpenDb();
        var (reports, years) = (db.UnitReports, db.AnnualYears);
        var id = await reports.Where(report => report.UnitId == Education && years.Any(known => known.Id == report.AnnualYearId && known.Year == year)).Select(report => report.Id).SingleAsync();
        return $"{Home}/reports/{id}";
    }

    public static async Task FillAsync(Visitor liaison, string report)
    {
        await liaison.SubmitAsync($"{report}/figures", "figures", Sample.Figures.All.ToDictionary(cell => $"cell[{cell.Row.Key}][{cell.Column.Key}]", cell => cell.Cell.Written));
        foreach (var section in Sample.Prose)
            await liaison.SubmitAsync($"{report}/sections/{section.Key}", "section", new() { ["Input.Words"] = string.Join("\r\n", section.Value) });
    }

    /// <summary>The report of 教育局 as far as the office has accepted it.</summary>
    /// <param name="isOpen">The year was opened before.</param>
    public async Task<(string Report, Visitor Clerk, Visitor Liaison)> AcceptedAsync(bool isOpen = false)
    {
        if (!isOpen) await Office.DoAsync<OpenYear>(open => open.RunAsync(RequestOffice.Clerk, Office.Yanshi.Id, 2025));
        var (report, clerk, liaison) = (await ReportAsync(), await Office.SignInAsync("fangmin", Post.Office), await Office.LiaisonAsync("qinyu", Education));
        await FillAsync(liaison, report);
        await liaison.SubmitAsync(report, "submit");
        await clerk.SubmitAsync(report, "accept");
        return (report, clerk, liaison);
    }
}
