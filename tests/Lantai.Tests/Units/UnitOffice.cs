using Lantai.Journal;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Tests.Units;

/// <summary>The program with two regions, 偃师 and 开封; 偃师 has two groups and three units.</summary>
internal sealed class UnitOffice : IAsyncDisposable
{
    public const string Home = "/desk/yanshi/units";

    private UnitOffice(TestApp app, long yanshi, long kaifeng) => (App, Yanshi, Kaifeng) = (app, yanshi, kaifeng);

    public TestApp App { get; }

    public long Yanshi { get; }

    public long Kaifeng { get; }

    /// <param name="furnish">Puts files of the office's own into the data folder before the program starts.</param>
    public static async Task<UnitOffice> OpenAsync(TestPostgres postgres, Action<string>? furnish = null)
    {
        var app = await TestApp.StartAsync(postgres, furnish: furnish);
        await using var db = app.OpenDb();
        Region yanshi = Make("yanshi", "偃师区"), kaifeng = Make("kaifeng", "开封市");
        db.Regions.AddRange(yanshi, kaifeng);
        await db.SaveChangesAsync();
        var office = new UnitOffice(app, yanshi.Id, kaifeng.Id);
        foreach (var group in new[] { "区直单位", "镇（街道）" }) await office.DoAsync<GroupChanges>(groups => groups.AddAsync(Actor.Program, yanshi.Id, group));
        await office.AddAsync(Registers.Unit("偃师区教育局") with { ShortForms = [new("教育局")], Order = null });
        await office.AddAsync(Registers.Unit("偃师区司法局") with { Order = null });
        await office.AddAsync(Registers.Unit("老城街道", "镇（街道）") with { HasNoSite = true, Order = null });
        return office;
    }

    /// <summary>Signs in somebody of the office of 偃师.</summary>
    public Task<Visitor> ClerkAsync(string name = "wangxiao") => App.SignInAsync(name, new Appointment { Post = Post.Office, RegionId = Yanshi });

    public Task<long> AddAsync(UnitEntry entry) => App.WithAsync<UnitChanges, long>(changes => changes.CreateAsync(Actor.Program, Yanshi, entry));

    public async Task<long> IdOfAsync(string name)
    {
        await using var db = App.OpenDb();
        return await db.UnitNames.Where(known => known.Text == name).Select(known => known.UnitId).SingleAsync();
    }

    public async Task<UnitEntry> EntryOfAsync(long id)
    {
        await using var db = App.OpenDb();
        return UnitEntry.Of(await db.Units.WithAll().SingleAsync(unit => unit.Id == id));
    }

    public async Task<List<JournalEntry>> JournalAsync(string act)
    {
        await using var db = App.OpenDb();
        return await db.Journal.Where(line => line.Act == act).OrderBy(line => line.Id).ToListAsync();
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
        Contact = "0379-55500000",
    };
}
