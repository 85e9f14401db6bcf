using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Units.Import;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lantai.Tests.Bulletins;

/// <summary>The program with 偃师 and its register on 17 January 2023, and 开封 as somebody else's region. Nothing prints unless a test says so.</summary>
internal sealed class BulletinOffice : IAsyncDisposable
{
    public const string Home = "/desk/yanshi/bulletins";
    public static readonly Actor Clerk = new(null, "方敏");

    private BulletinOffice(TestApp app, FakeTime time, Region yanshi, Region kaifeng) => (App, Time, Yanshi, Kaifeng) = (app, time, yanshi, kaifeng);

    public TestApp App { get; }

    public FakeTime Time { get; }

    public Region Yanshi { get; }

    public Region Kaifeng { get; }

    /// <param name="print">What prints; without one no Chromium is there.</param>
    public static async Task<BulletinOffice> OpenAsync(TestPostgres postgres, PrintPaper? print = null)
    {
        print ??= (_, _) => Task.FromResult(PrintOutcome.Failed(PaperPdf.NotAvailable));
        var time = FakeTime.On(2023, 1, 17);
        var app = await TestApp.StartAsync(postgres, time, services => services.AddSingleton(print));
        await using var db = app.OpenDb();
        Region yanshi = Make("yanshi", "偃师区"), kaifeng = Make("kaifeng", "开封市");
        db.Regions.AddRange(yanshi, kaifeng);
        await db.SaveChangesAsync();
        var office = new BulletinOffice(app, time, yanshi, kaifeng);
        var units = UnitFile.Read(SourceTables.Read(Sample("yanshi/units.csv"), UnitFile.Limits));
        await office.DoAsync<UnitImports>(imports => imports.ApplyAsync(Clerk, yanshi.Id, units, "units.csv", mayCreateGroups: true));
        return office;
    }

    public static string Sample(string file) => Repository.Pack(Path.Combine("samples", file));

    /// <summary>Opens December 2022 and imports the scores that were published.</summary>
    public async Task<ScoringPeriod> ScoreAsync(Period? period = null, string scores = "yanshi/scores-2022-12.csv")
    {
        var opened = await App.WithAsync<OpenPeriod, ScoringPeriod>(opening => opening.RunAsync(Clerk, Yanshi.Id, "yanshi-monthly", period ?? Period.Month(2022, 12)));
        await DoAsync<ImportScores>(import => import.RunAsync(Clerk, opened.Id, "", SourceTables.Read(Sample(scores))));
        return opened;
    }

    public async Task<ScoringPeriod> CloseAsync(Period? period = null, string scores = "yanshi/scores-2022-12.csv")
    {
        var opened = await ScoreAsync(period, scores);
        await DoAsync<ClosePeriod>(closing => closing.RunAsync(Clerk, opened.Id));
        return opened;
    }

    public Task<Bulletin> StartAsync(ScoringPeriod period, BulletinForm? template = null, int firstIssue = 1) => App.WithAsync<StartBulletin, Bulletin>(start =>
        start.RunAsync(Clerk, Yanshi, new NewBulletin(period.Id, template ?? SampleForms.Form("yanshi-2022-12")) { FirstIssue = firstIssue }));

    /// <summary>A bulletin on the leader's table.</summary>
    public async Task<Bulletin> ReviewAsync(ScoringPeriod period, BulletinForm? template = null, int firstIssue = 1)
    {
        var bulletin = await StartAsync(period, template, firstIssue);
        await DoAsync<ReviewBulletin>(review => review.SubmitAsync(Clerk, bulletin.Id, 1));
        await DoAsync<ReviewBulletin>(review => review.PassAsync(Clerk, bulletin.Id, 2));
        return await ReadAsync(bulletin);
    }

    public Task<Bulletin> IssueAsync(Bulletin bulletin, DateOnly? on = null, string? because = null) =>
        App.WithAsync<IssueBulletin, Bulletin>(issuing => issuing.RunAsync(Clerk, bulletin.Id, null, on ?? new DateOnly(2023, 1, 17), because));

    public async Task<Bulletin> ReadAsync(Bulletin bulletin)
    {
        await using var db = App.OpenDb();
        return await db.Bulletins.AsNoTracking().SingleAsync(known => known.Id == bulletin.Id);
    }

    public Task<ComposedBulletin> ComposeAsync(Bulletin bulletin) =>
        App.WithAsync<ComposeBulletin, ComposedBulletin>(async compose => (await compose.FindAsync(bulletin.RegionId, bulletin.Id))!);

    public Task<Visitor> SignInAsync(string name, Post post, Region? region = null) =>
        App.SignInAsync(name, new Appointment { Post = post, RegionId = (region ?? Yanshi).Id });

    public async Task<List<JournalEntry>> JournalAsync(Bulletin bulletin)
    {
        await using var db = App.OpenDb();
        return await db.Journal.Where(line => line.Subject == bulletin.Subject).OrderBy(line => line.Id).ToListAsync();
    }

    public Task DoAsync<TService>(Func<TService, Task> act) where TService : notnull => App.WithAsync<TService, bool>(async service =>
    {
        await act(service);
        return true;
    });

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static Region Make(string key, string name) => new()
    {
        Key = key,
        Name = name,
        OfficeName = name + "人民政府办公室",
        SiteName = name + "人民政府",
        Contact = "0379-55500117",
    };
}
