using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.People;
using Lantai.Tests.Support;
using Lantai.Units;
using Lantai.Units.Import;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Tests.Disclosure;

/// <summary>The program with 偃师, its register and its columns on 17 January 2023, and 开封 as somebody else's region.</summary>
internal sealed class DisclosureOffice : IAsyncDisposable
{
    public const string Home = "/desk/yanshi/disclosure";
    public static readonly Actor Clerk = new(null, "方敏");

    private DisclosureOffice(TestApp app, FakeTime time, Region yanshi, Region kaifeng) => (App, Time, Yanshi, Kaifeng) = (app, time, yanshi, kaifeng);

    public TestApp App { get; }

    public FakeTime Time { get; }

    public Region Yanshi { get; }

    public Region Kaifeng { get; }

    public Dictionary<string, long> Units { get; private set; } = [];

    public static async Task<DisclosureOffice> OpenAsync(
        TestPostgres postgres, bool withCatalogue = true, Action<Microsoft.Extensions.DependencyInjection.IServiceCollection>? replace = null, DateOnly? on = null)
    {
        var time = on is { } day ? FakeTime.On(day.Year, day.Month, day.Day) : FakeTime.On(2023, 1, 17);
        var app = await TestApp.StartAsync(postgres, time, replace);
        await using var db = app.OpenDb();
        Region yanshi = Make("yanshi", "偃师区"), kaifeng = Make("kaifeng", "开封市");
        db.Regions.AddRange(yanshi, kaifeng);
        await db.SaveChangesAsync();
        var office = new DisclosureOffice(app, time, yanshi, kaifeng);
        var units = UnitFile.Read(SourceTables.Read(Repository.Pack("samples/yanshi/units.csv"), UnitFile.Limits));
        await office.DoAsync<UnitImports>(imports => imports.ApplyAsync(Clerk, yanshi.Id, units, "units.csv", mayCreateGroups: true));
        office.Units = (await db.Units.Include(unit => unit.Names).AsNoTracking().ToListAsync()).ToDictionary(unit => unit.Name, unit => unit.Id);
        if (withCatalogue) await office.OpenCatalogueAsync();
        return office;
    }

    public async Task<(int Columns, int Items, int Duties)> OpenCatalogueAsync()
    {
        await using var db = App.OpenDb();
        var classes = (await db.UnitGroups.Where(group => group.RegionId == Yanshi.Id).ToListAsync())
            .ToDictionary(group => group.Id, group => group.Name == "区直单位" ? UnitClass.Department : UnitClass.Township);
        return await App.WithAsync<OpenCatalogue, (int, int, int)>(opening => opening.RunAsync(Clerk, Yanshi.Id, classes));
    }

    /// <summary>Somebody with an account and a post, as use cases see him.</summary>
    public async Task<DisclosureScope> PersonAsync(string name, Post post, string? unit = null)
    {
        var unitId = unit is null ? (long?)null : Units[unit];
        var id = await App.WithAsync<Accounts, long>(async accounts =>
        {
            var (account, _) = await accounts.OpenAsync(Actor.Program, name, name, TestApp.Password);
            await accounts.AppointAsync(Actor.Program, new Appointment { AccountId = account.Id, Post = post, RegionId = Yanshi.Id, UnitId = unitId });
            return account.Id;
        });
        return new DisclosureScope(new Person(id, name, [new HeldPost(post, Yanshi.Id, unitId)]), Yanshi.Id);
    }

    /// <summary>Everybody whom an article of 民政局 needs, in the order of the reviews.</summary>
    public async Task<IReadOnlyList<DisclosureScope>> StaffAsync() =>
    [
        await PersonAsync("qinyu", Post.Liaison, "民政局"), await PersonAsync("zhoulan", Post.UnitReviewer, "民政局"), await PersonAsync("fangmin", Post.Office),
        await PersonAsync("heping", Post.Secrecy), await PersonAsync("luyuan", Post.UnitLeader, "民政局"),
    ];

    /// <summary>A draft of 民政局 with a body, ready to be submitted.</summary>
    public async Task<Article> DraftAsync(DisclosureScope writer, string title = "2022年第四季度城乡低保发放情况", string column = "duty-livelihood", EditionText? text = null, params IReadOnlyList<WantedLink> links)
    {
        await using var db = App.OpenDb();
        var columnId = await db.PortalColumns.Where(known => known.RegionId == Yanshi.Id && known.Key == column).Select(known => known.Id).SingleAsync();
        var article = await App.WithAsync<WriteArticle, Article>(writing => writing.StartAsync(writer, Units["民政局"], columnId, title));
        text ??= new EditionText(title, "<p>全区共发放低保金。</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open);
        await DoAsync<WriteArticle>(writing => writing.SaveAsync(writer, article.Id, 1, text with { Title = title }, links));
        return article;
    }

    /// <summary>Writes the next edition of a published article as the change says, and publishes it.</summary>
    public async Task ReviseAsync(IReadOnlyList<DisclosureScope> staff, Article article, Func<EditionText, EditionText> change, params IReadOnlyList<WantedLink> links)
    {
        await DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], article.Id));
        var draft = await NewestAsync(article);
        await DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], article.Id, draft.Revision, change(draft.Text), links));
        await PublishAsync(staff, article, "已核对");
    }

    /// <summary>Submits and passes every review.</summary>
    public async Task PublishAsync(IReadOnlyList<DisclosureScope> staff, Article article, string? because = null)
    {
        await DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], article.Id, await RevisionAsync(article), because));
        foreach (var person in staff.Skip(1)) await PassAsync(person, article);
    }

    public Task PassAsync(DisclosureScope person, Article article) => DoAsync<ReviewArticle>(async review => await review.PassAsync(person, article.Id, await RevisionAsync(article)));

    public async Task<int> RevisionAsync(Article article) => (await NewestAsync(article)).Revision;

    public async Task<Edition> NewestAsync(Article article)
    {
        await using var db = App.OpenDb();
        return await db.Editions.AsNoTracking().Include(edition => edition.Article).ThenInclude(article => article!.Column).Where(edition => edition.ArticleId == article.Id).OrderByDescending(edition => edition.Number).FirstAsync();
    }

    public Task<IReadOnlyList<KnownDuty>> DutiesAsync() =>
        App.WithAsync<DutyRegister, IReadOnlyList<KnownDuty>>(register => register.ReadAsync(Yanshi.Id));

    public Task<Visitor> SignInAsync(string name, Post post, string? unit = null, Region? region = null) =>
        App.SignInAsync(name, new Appointment { Post = post, RegionId = (region ?? Yanshi).Id, UnitId = unit is null ? null : Units[unit] });

    public Task DoAsync<TService>(Func<TService, Task> act) where TService : notnull => App.WithAsync<TService, bool>(async service =>
    {
        await act(service);
        return true;
    });

    /// <summary>Whether it was done, not refused.</summary>
    public static async Task<bool> TryAsync(Func<Task> act)
    {
        try
        {
            await act();
            return true;
        }
        catch (RefusedException)
        {
            return false;
        }
    }

    public ValueTask DisposeAsync() => App.DisposeAsync();

    private static Region Make(string key, string name) => new()
    {
        Key = key,
        Name = name,
        OfficeName = name + "人民政府办公室",
        SiteName = name + "人民政府",
        Contact = "0379-55500117",
        SiteAddress = $"https://www.{key}.example.gov.cn",
    };
}
