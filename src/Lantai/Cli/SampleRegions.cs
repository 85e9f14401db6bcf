using Lantai.Assessment;
using Lantai.Bulletins;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Requests.Remedies;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Units.Import;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Cli;

/// <summary>
/// The sample regions of packs/samples, taken in through the same use cases as real ones: units imported, periods opened,
/// scored and closed, bulletins issued. People, telephones and addresses in them are invented.
/// </summary>
internal static class SampleRegions
{
    /// <summary>The password of every sample account; the sample listens on this machine only.</summary>
    public const string Password = "lantai-sample";

    /// <summary>Counts what the patrol found.</summary>
    public const string AutomaticScheme = "yanshi-automatic";

    private const string Marker = "sample-loaded";

    private static readonly (string UserName, string Name, Post Post)[] People =
    [
        ("bangongshi", "方敏", Post.Office), ("shenhe", "陆川", Post.Reviewer), ("lingdao", "谭越", Post.Leader), ("admin", "管理员", Post.Administrator),
        ("bianji", "苏婉", Post.Office), ("baomi", "郑衡", Post.Secrecy),
    ];

    /// <summary>Where the sample lies when no folder is named: never beside real records.</summary>
    public static string DefaultFolder => Database.DefaultFolder + "-sample";

    /// <summary>Takes the sample in once; says on <paramref name="output"/> what it does, because it takes some seconds.</summary>
    public static async Task LoadAsync(IServiceProvider services, Database database, TextWriter output, CancellationToken stop)
    {
        var marker = Path.Combine(database.Folder, Marker);
        if (File.Exists(marker)) return;
        await using (var scope = services.CreateAsyncScope())
        {
            var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
            if (await db.Regions.AnyAsync(stop))
                throw new RefusedException($"{database.Folder} 里已有数据，或上次载入样例没有完成；请用 --data 换一个文件夹，或删除它后再试。");
        }
        var samples = Directory.EnumerateFiles(SamplesFolder, "sample.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal).Select(SampleFile.Read).ToList();
        foreach (var sample in samples) await LoadRegionAsync(services, sample, output, stop);
        await OpenAccountsAsync(services, stop);
        foreach (var sample in samples) await SampleArticles.LoadAsync(services, sample.Region.Id, sample.PathOf("articles.yaml"), stop);
        await File.WriteAllTextAsync(marker, "", stop);
    }

    /// <summary>The site of the sample region that has one, patrolled, with this month's period that counts by itself; null when none has.</summary>
    public static async Task<SampleSite?> LoadSiteAsync(IServiceProvider services, string folder, TextWriter output, CancellationToken stop)
    {
        foreach (var sample in Directory.EnumerateFiles(SamplesFolder, "site.yaml", SearchOption.AllDirectories).Order(StringComparer.Ordinal))
        {
            await output.WriteLineAsync("正在巡查样例网站…");
            var key = Path.GetFileName(Path.GetDirectoryName(sample));
            await using var scope = services.CreateAsyncScope();
            var regionId = await scope.ServiceProvider.GetRequiredService<LantaiDb>().Regions.Where(region => region.Key == key).Select(region => region.Id).SingleAsync(stop);
            var site = await SampleSite.LoadAsync(services, regionId, SampleSiteFile.Read(sample), folder, stop);
            var today = services.GetRequiredService<TimeProvider>().Today();
            await scope.ServiceProvider.GetRequiredService<OpenPeriod>().RunAsync(Actor.Program, regionId, AutomaticScheme, Period.Month(today.Year, today.Month), stop);
            return site;
        }
        return null;
    }

    /// <summary>The sample sign-in, for the console.</summary>
    public static IEnumerable<string> SignIns =>
        People.Select(person => $"{person.UserName}（{person.Post.Title()} {person.Name}）").Append("lianluo（单位联络员 秦雨，偃师民政局）");

    private static string SamplesFolder => Path.Combine(AppContext.BaseDirectory, "packs", "samples");

    private static async Task LoadRegionAsync(IServiceProvider services, SampleFile sample, TextWriter output, CancellationToken stop)
    {
        await output.WriteLineAsync($"正在载入样例：{sample.Region.Name}…");
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        db.Regions.Add(sample.Region);
        db.Record(TimeProvider.System, Actor.Program, "添加地区", $"region/{sample.Region.Key}", $"添加样例地区{sample.Region.Name}。");
        await db.SaveChangesAsync(stop);
        var units = UnitFile.Read(SourceTables.Read(sample.PathOf("units.csv"), UnitFile.Limits));
        var plan = await scope.ServiceProvider.GetRequiredService<UnitImports>()
            .ApplyAsync(Actor.Program, sample.Region.Id, units, "units.csv", mayCreateGroups: true);
        if (plan.Errors.Count > 0) throw new RefusedException(string.Join('\n', plan.Errors));
        foreach (var name in sample.CountyGroups)
            await db.UnitGroups.Where(group => group.RegionId == sample.Region.Id && group.Name == name)
                .ExecuteUpdateAsync(group => group.SetProperty(known => known.Level, GroupLevel.County), stop);
        foreach (var period in sample.Periods) await LoadPeriodAsync(services, sample, period, stop);
        foreach (var office in sample.LetterOffices)
        {
            var unit = office.Unit is { } name ? await db.FindSampleUnitAsync(sample.Region.Id, name, stop) : (long?)null;
            await scope.ServiceProvider.GetRequiredService<SaveLetterOffice>().RunAsync(Actor.Program, office.Of(sample.Region.Id, unit), stop);
        }
        if (sample.Requests is { } requests) await LoadRequestsAsync(services, sample.Region.Id, SampleRequests.Read(sample.PathOf(requests)), stop);
    }

    private static async Task LoadRequestsAsync(IServiceProvider services, long regionId, SampleRequests requests, CancellationToken stop)
    {
        WorkCalendar calendar;
        await using (var scope = services.CreateAsyncScope()) calendar = await scope.ServiceProvider.GetRequiredService<LantaiDb>().ReadCalendarAsync(stop);
        foreach (var request in requests.On(TimeProvider.System.Today(), calendar)) await SampleRequests.LoadAsync(services, regionId, request, stop);
    }

    private static async Task LoadPeriodAsync(IServiceProvider services, SampleFile sample, SamplePeriod wanted, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var use = scope.ServiceProvider;
        var period = await use.GetRequiredService<OpenPeriod>().RunAsync(Actor.Program, sample.Region.Id, wanted.Scheme, wanted.Period, stop);
        if (wanted.Scores is null) return;
        var tables = SourceTables.Read(sample.PathOf(wanted.Scores));
        await use.GetRequiredService<ImportScores>().RunAsync(Actor.Program, period.Id, "", tables, stop: stop);
        await use.GetRequiredService<ClosePeriod>().RunAsync(Actor.Program, period.Id, null, stop);
        if (wanted.Bulletin is { } form) await IssueAsync(services, sample, period, BulletinForm.Read(sample.PathOf(form)), stop);
    }

    /// <summary>Issued as it was issued: on its own day, under its own number. Its PDF is made when somebody asks for it.</summary>
    private static async Task IssueAsync(IServiceProvider services, SampleFile sample, ScoringPeriod period, BulletinForm form, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var use = scope.ServiceProvider;
        var wanted = new NewBulletin(period.Id, form) { Number = form.Number, On = form.On, FirstIssue = form.Issue?.Number ?? 1 };
        var bulletin = await use.GetRequiredService<StartBulletin>().RunAsync(Actor.Program, sample.Region, wanted, stop);
        var review = use.GetRequiredService<ReviewBulletin>();
        await review.SubmitAsync(Actor.Program, bulletin.Id, bulletin.Revision, stop);
        await review.PassAsync(Actor.Program, bulletin.Id, bulletin.Revision, stop);
        await use.GetRequiredService<IssueBulletin>().RunAsync(Actor.Program, bulletin.Id, bulletin.Revision, form.On, "样例通报，点名单位按样例文字。", stop);
    }

    private static async Task OpenAccountsAsync(IServiceProvider services, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var accounts = scope.ServiceProvider.GetRequiredService<Accounts>();
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        foreach (var (userName, name, post) in People)
        {
            var (account, _) = await accounts.OpenAsync(Actor.Program, userName, name, Password);
            await accounts.AppointAsync(Actor.Program, new Appointment { AccountId = account.Id, Post = post });
        }
        var unit = await db.Units.Where(unit => unit.Names.Any(known => known.Text == "民政局")).OrderBy(unit => unit.Id).FirstAsync(stop);
        var (liaison, _) = await accounts.OpenAsync(Actor.Program, "lianluo", "秦雨", Password);
        await accounts.AppointAsync(
            Actor.Program, new Appointment { AccountId = liaison.Id, Post = Post.Liaison, RegionId = unit.RegionId, UnitId = unit.Id });
    }
}

/// <summary>A period of a sample region; without scores it is left open and empty, to be tried out.</summary>
internal sealed record SamplePeriod(string Scheme, Period Period, string? Scores, string? Bulletin);

/// <summary>Who signs letters.</summary>
/// <param name="Unit">The full name of the unit that does; null for the region's own office.</param>
/// <param name="Of">Once region and unit have their ids.</param>
internal sealed record SampleLetterOffice(string? Unit, Func<long, long?, LetterOffice> Of);

/// <summary>A region's <c>sample.yaml</c>.</summary>
/// <param name="LetterOffices">Who signs letters.</param>
internal sealed record SampleFile(string Folder, Region Region, IReadOnlyList<SamplePeriod> Periods, string? Requests, IReadOnlyList<SampleLetterOffice> LetterOffices)
{
    /// <summary>Groups whose units are governments of counties.</summary>
    public IReadOnlyList<string> CountyGroups { get; init; } = [];

    public string PathOf(string file) => Path.Combine(Folder, file);

    public static SampleFile Read(string path)
    {
        var file = PackFile.Read(path);
        var map = file.Root.Map();
        var region = ReadRegion(map.Required("region").Map());
        var periods = map.Required("periods").Items().Select(ReadPeriod).ToList();
        var requests = map.Text("requests");
        var counties = map.Optional("county-groups")?.Items().Select(group => group.Text()).ToList() ?? [];
        var offices = map.Optional("letter-offices")?.Items().Select(office => ReadLetterOffice(office.Map())).ToList() ?? [];
        map.End();
        file.ThrowIfWrong();
        return new SampleFile(Path.GetDirectoryName(path)!, region, periods, requests, offices) { CountyGroups = counties };
    }

    private static Region ReadRegion(PackMap map)
    {
        var region = new Region
        {
            Key = map.Required("key").Text(),
            Name = map.Required("name").Text(),
            OfficeName = map.Required("office").Text(),
            SiteName = map.Required("site-name").Text(),
            SiteAddress = map.Text("site"),
            SiteCode = map.Text("site-code"),
            IcpNumber = map.Text("icp"),
            PoliceNumber = map.Text("police"),
            OfficialMarkAddress = map.Text("official-mark"),
            ReportErrorAddress = map.Text("report-error"),
            Contact = map.Required("contact").Text(),
            DisplayOrder = (int)(map.Number("order") ?? 0),
        };
        map.End();
        return region;
    }

    private static SampleLetterOffice ReadLetterOffice(PackMap map)
    {
        var unit = map.Text("unit");
        var (name, code) = (map.Required("name").Text(), map.Required("number-code").Text());
        var kind = map.Required("kind").OneOf([.. Enum.GetValues<OfficeKind>().Select(kind => (kind.Word, kind))]);
        var (contact, phone, address) = (map.Required("contact").Text(), map.Required("phone").Text(), map.Required("address").Text());
        var (government, court) = (map.Text("government"), map.Text("basic-court"));
        map.End();
        return new SampleLetterOffice(unit, (regionId, unitId) => new LetterOffice
        {
            RegionId = regionId,
            UnitId = unitId,
            Name = name,
            NumberCode = code,
            Kind = kind,
            Contact = contact,
            Phone = phone,
            Address = address,
            Government = government,
            BasicCourt = court,
        });
    }

    private static SamplePeriod ReadPeriod(PackNode node)
    {
        var map = node.Map();
        var at = map.Required("period");
        if (!Period.TryParse(at.Text(), out var period)) at.Wrong($"应写成2022-12、2022-Q4或2022的样子，现为“{at.Text()}”。");
        var read = new SamplePeriod(map.Required("scheme").Text(), period, map.Text("scores"), map.Text("bulletin"));
        map.End();
        return read;
    }
}
