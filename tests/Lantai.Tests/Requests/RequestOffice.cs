using Lantai.Cli;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.People;
using Lantai.Requests;
using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;

namespace Lantai.Tests.Requests;

/// <summary>The program with 偃师 on 20 May 2026, and 开封 as somebody else's region. Nothing prints.</summary>
internal sealed class RequestOffice : IAsyncDisposable
{
    public const string Home = "/desk/yanshi/requests";
    public const string Portal = "/yanshi/apply";

    /// <summary>Invented, with a right check character.</summary>
    public const string Identity = "999999199003070012";

    public static readonly Actor Clerk = new(null, "方敏");

    private RequestOffice(TestApp app, FakeTime time, Region yanshi, Region kaifeng) => (App, Time, Yanshi, Kaifeng) = (app, time, yanshi, kaifeng);

    public TestApp App { get; }

    public FakeTime Time { get; }

    public Region Yanshi { get; }

    public Region Kaifeng { get; }

    /// <param name="replace">Puts other parts in place of the program's own, or beside them.</param>
    public static async Task<RequestOffice> OpenAsync(TestPostgres postgres, Action<IServiceCollection>? replace = null)
    {
        PrintPaper print = (_, _) => Task.FromResult(PrintOutcome.Failed(PaperPdf.NotAvailable));
        PrintPage printPage = (_, _) => Task.FromResult(PrintOutcome.Failed(PaperPdf.NotAvailable));
        var time = FakeTime.On(2026, 5, 20);
        var app = await TestApp.StartAsync(postgres, time, services =>
        {
            services.AddSingleton(print).AddSingleton(printPage);
            replace?.Invoke(services);
        });
        await using var db = app.OpenDb();
        Region yanshi = Make("yanshi", "偃师区"), kaifeng = Make("kaifeng", "开封市");
        db.Regions.AddRange(yanshi, kaifeng);
        await db.SaveChangesAsync();
        return new RequestOffice(app, time, yanshi, kaifeng);
    }

    /// <summary>张三 hands in an application at the counter on 27 April 2026; due on 27 May.</summary>
    public Task<Request> RegisterAsync(Func<NewRequest, NewRequest>? with = null)
    {
        var wanted = new NewRequest(Channel.InPerson, new DateOnly(2026, 4, 27), ApplicantKind.Citizen, "张三", Identity)
        {
            Phone = "13800000000",
            Delivery = "电子邮件",
            Items = ["柳林片区2025年土地征收补偿安置方案"],
        };
        return App.WithAsync<RegisterRequest, Request>(register => register.RunAsync(Clerk, Yanshi.Id, with is null ? wanted : with(wanted)));
    }

    /// <summary>The cases of the sample, with the units that they are addressed to.</summary>
    public async Task LoadSampleAsync()
    {
        var cases = SampleRequests.Read(Repository.Pack("samples/yanshi/requests.yaml")).On(new(2026, 5, 20), CaseNotation.China).ToList();
        foreach (var unit in cases.Select(request => request.Unit).OfType<string>().Distinct()) await AddUnitAsync(unit);
        foreach (var request in cases) await DoAsync<IServiceProvider>(services => SampleRequests.LoadAsync(services, Yanshi.Id, request, default));
    }

    public Task<Request> RecordAsync(Request request, RequestEvent happened, int? seen = null) =>
        App.WithAsync<RecordEvent, Request>(record => record.RunAsync(Clerk, Yanshi.Id, request.Id, seen, happened));

    /// <summary>Somebody with posts in 偃师, as the program knows them when signed in; each name has an account of its own.</summary>
    public Person PersonOf(string name, params Post[] posts) => new(1_000_000 + name.Aggregate(0, (sum, c) => sum + c), name, [.. posts.Select(post => new HeldPost(post, Yanshi.Id, null))]);

    /// <param name="page">The desk's page of the case.</param>
    public async Task ClearAsync(string page)
    {
        await using var db = App.OpenDb();
        await ClearAsync((await db.FindRequestAsync(Yanshi.Id, long.Parse(page.Split('/')[^1])))!);
    }

    /// <summary>The reply goes through its checks and is signed.</summary>
    public async Task ClearAsync(Request request)
    {
        var (clerk, reviewer, leader) = (PersonOf(Clerk.Name, Post.Office), PersonOf("石慎", Post.Reviewer), PersonOf("谭越", Post.Leader));
        await DoAsync<CheckReply>(async checking =>
        {
            if (!CheckReply.IsSubmitted(await ReadAsync(request))) await checking.SubmitAsync(clerk, Yanshi.Id, request.Id, null);
            await checking.PassAsync(reviewer, Yanshi.Id, request.Id, null, CheckStep.Secrecy, null);
            await checking.PassAsync(reviewer, Yanshi.Id, request.Id, null, CheckStep.Legal, null);
            await checking.PassAsync(leader, Yanshi.Id, request.Id, null, CheckStep.SignOff, null);
        });
    }

    /// <summary>Ends when some transaction waits for another's lock.</summary>
    public async Task SomebodyWaitsAsync()
    {
        await using var db = App.OpenDb();
        while (!await db.Database.SqlQuery<int>($"select 1 as \"Value\" from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()").AnyAsync())
            await Task.Yield();
    }

    public Task DecideAsync(Request request, Decision decision) =>
        DoAsync<DecideItem>(deciding => deciding.RunAsync(Clerk, Yanshi.Id, request.Id, null, new Dictionary<int, Decision> { [1] = decision }));

    public async Task<Request> ReadAsync(Request request)
    {
        await using var db = App.OpenDb();
        return (await db.FindRequestAsync(Yanshi.Id, request.Id))!;
    }

    public async Task DoAsync<T>(Func<T, Task> act) where T : notnull => await App.WithAsync<T, bool>(async service =>
    {
        await act(service);
        return true;
    });

    /// <summary>A unit of 偃师.</summary>
    public async Task<long> AddUnitAsync(string name)
    {
        await using var db = App.OpenDb();
        if (!db.Set<UnitGroup>().Any()) await DoAsync<GroupChanges>(groups => groups.AddAsync(Actor.Program, Yanshi.Id, "区直单位"));
        return await App.WithAsync<UnitChanges, long>(changes => changes.CreateAsync(Actor.Program, Yanshi.Id, new UnitEntry { Name = name, Group = "区直单位" }));
    }

    /// <summary>Signs in the liaison of a unit.</summary>
    public Task<Visitor> LiaisonAsync(string name, long unitId) => App.SignInAsync(name, new Appointment { Post = Post.Liaison, RegionId = Yanshi.Id, UnitId = unitId });

    public Task<Visitor> SignInAsync(string name, params Post[] posts) =>
        App.SignInAsync(name, [.. posts.Select(post => new Appointment { Post = post, RegionId = Yanshi.Id })]);

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
