using System.Text;
using Lantai.Assessment;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Tests.Assessment;

/// <summary>
/// An office with a region, a register and the shipped schemes, on a database of its own. Every act has its own context,
/// as every request has.
/// </summary>
internal sealed class Office : IAsyncDisposable
{
    public static readonly Actor Clerk = new(null, "王晓");
    public static readonly Period December = Period.Month(2022, 12);

    private readonly TestDatabase database;
    private readonly string packs = Directory.CreateTempSubdirectory("lantai-packs-").FullName;

    private Office(TestDatabase database) => this.database = database;

    public long RegionId { get; private set; }

    public FakeTime Time { get; } = FakeTime.On(2023, 1, 10);

    /// <summary>Keeps the period closed, when it is set.</summary>
    public PeriodHold? Hold { get; set; }

    /// <summary>Starts the office with units named <c>group/unit</c>.</summary>
    public static async Task<Office> StartAsync(TestPostgres postgres, params string[] units)
    {
        var office = new Office(await postgres.CreateAsync());
        await office.AddUnitsAsync(units);
        return office;
    }

    /// <summary>The address of its database, for a program of its own.</summary>
    public string Address => database.Address;

    public LantaiDb OpenDb() => database.Open();

    public PackFolder Packs => new(Repository.Pack(""), packs);

    /// <summary>Puts the office's own version of a scheme into its folder.</summary>
    public void WriteScheme(string name, string text)
    {
        Directory.CreateDirectory(Path.Combine(packs, "schemes"));
        File.WriteAllText(Path.Combine(packs, "schemes", name + ".yaml"), text);
    }

    public async Task<T> DoAsync<T>(Func<LantaiDb, Task<T>> act)
    {
        await using var db = OpenDb();
        return await act(db);
    }

    public async Task DoAsync(Func<LantaiDb, Task> act)
    {
        await using var db = OpenDb();
        await act(db);
    }

    public ScoreSheets Sheets(LantaiDb db) => new(db, Packs, [ObservationFacts.Source]);

    public Task<ScoringPeriod> OpenAsync(string scheme = "yanshi-monthly", Period? period = null) =>
        DoAsync(db => new OpenPeriod(db, Packs, Time).RunAsync(Clerk, RegionId, scheme, period ?? December));

    public Task CloseAsync(ScoringPeriod period, string? because = null) =>
        DoAsync(db => new ClosePeriod(db, Sheets(db), new RefreshParticipants(db, Time), Time).RunAsync(Clerk, period.Id, because));

    public Task ReopenAsync(ScoringPeriod period, string? reason) =>
        DoAsync(db => new ReopenPeriod(db, Time, Hold).RunAsync(Clerk, period.Id, reason));

    /// <summary>Types cells as <c>unit, indicator, text</c>, with what stood there when the clerk began.</summary>
    public Task<SavedScores> TypeAsync(ScoringPeriod period, string unit, string indicator, string text, string? seen = null, Actor? clerk = null) =>
        DoAsync(async db => await new SaveScores(db, Time).RunAsync(clerk ?? Clerk, period.Id, "", [new TypedCell(await UnitIdAsync(unit), indicator, text, seen)]));

    public Task<ScoreImport> ImportAsync(ScoringPeriod period, string csv, string stage = "") =>
        DoAsync(db => new ImportScores(db, Time).RunAsync(Clerk, period.Id, stage, Tables(csv)));

    public static IReadOnlyList<SourceTable> Tables(string csv) => SourceTables.Read(new MemoryStream(Encoding.UTF8.GetBytes(csv)), "得分.csv");

    public Task<ScoreSheet> SheetAsync(ScoringPeriod period) => DoAsync(db => Sheets(db).ReadAsync(period));

    public Task<ScoreSheet> SheetWithFactsAsync(ScoringPeriod period) => DoAsync(db => Sheets(db).ReadWithFactsAsync(period));

    public Task<Standings> StandingsAsync(ScoringPeriod period) =>
        DoAsync(async db => await Sheets(db).StandingsAsync(await db.ScoringPeriods.AsNoTracking().SingleAsync(known => known.Id == period.Id)));

    public Task<ScoringPeriod> ReadAsync(ScoringPeriod period) =>
        DoAsync(db => db.ScoringPeriods.AsNoTracking().SingleAsync(known => known.Id == period.Id));

    public Task<long> UnitIdAsync(string name) =>
        DoAsync(db => db.UnitNames.Where(known => known.Text == name).Select(known => known.UnitId).FirstAsync());

    public async Task<string> ExportAsync(ScoringPeriod period, string stage = "")
    {
        using var bytes = new MemoryStream();
        SheetCsv.Write(ExportScores.Together(await SheetAsync(period), stage), bytes);
        return Encoding.UTF8.GetString(bytes.ToArray()).TrimStart('\uFEFF');
    }

    public Task<List<JournalEntry>> JournalAsync() => DoAsync(db => db.Journal.AsNoTracking().OrderBy(entry => entry.Id).ToListAsync());

    public async Task AddUnitsAsync(params string[] units)
    {
        await using var db = OpenDb();
        if (RegionId == 0)
        {
            var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500000" };
            db.Regions.Add(region);
            await db.SaveChangesAsync();
            RegionId = region.Id;
        }
        foreach (var (group, name) in units.Select(unit => unit.Split('/')).Select(parts => (parts[0], parts[1])))
        {
            var known = await db.UnitGroups.SingleOrDefaultAsync(other => other.RegionId == RegionId && other.Name == group);
            if (known is null)
            {
                known = new UnitGroup { RegionId = RegionId, Name = group, DisplayOrder = await db.UnitGroups.CountAsync() };
                db.UnitGroups.Add(known);
                await db.SaveChangesAsync();
            }
            var unit = new Unit { RegionId = RegionId, GroupId = known.Id, DisplayOrder = await db.Units.CountAsync() };
            unit.Names.Add(new UnitName { Kind = UnitNameKind.Full, Text = name });
            db.Units.Add(unit);
            await db.SaveChangesAsync();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await database.DisposeAsync();
        Directory.Delete(packs, true);
    }
}
