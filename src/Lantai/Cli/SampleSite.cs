using System.Net;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Patrol;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.FileProviders;

namespace Lantai.Cli;

/// <summary>
/// The sample site, served by the program on a port of this machine: written once, registered with its columns, patrolled,
/// and some of what is found confirmed, all through the same use cases as real sites.
/// </summary>
internal sealed class SampleSite : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan LookEvery = TimeSpan.FromMilliseconds(100);

    private readonly WebApplication app;

    private SampleSite(WebApplication app) => this.app = app;

    /// <summary>Without a slash at its end.</summary>
    public string Root => app.Urls.First();

    public static string FolderOf(Database database) => Path.Combine(database.Folder, "sample-site");

    /// <summary>Serves the folder; port 0 takes a free one.</summary>
    /// <exception cref="RefusedException">The port is taken.</exception>
    public static async Task<SampleSite> ServeAsync(string folder, int port, CancellationToken stop)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, port));
        var app = builder.Build();
        app.UseFileServer(new FileServerOptions { FileProvider = new PhysicalFileProvider(folder) });
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException cause) when (cause.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            await app.DisposeAsync();
            throw new RefusedException($"样例网站的端口{port}已被占用，请停止占用它的程序后再启动。", cause);
        }
        return new SampleSite(app);
    }

    /// <summary>Serves the site of an earlier start at the address under which it is registered; null when there is none.</summary>
    public static async Task<SampleSite?> ServeAgainAsync(IServiceProvider services, string folder, CancellationToken stop)
    {
        if (!Directory.Exists(folder)) return null;
        await using var scope = services.CreateAsyncScope();
        var addresses = await scope.ServiceProvider.GetRequiredService<LantaiDb>().PatrolSites.Select(site => site.Address).ToListAsync(stop);
        return addresses.Select(address => new Uri(address)).FirstOrDefault(address => address.IsLoopback) is { } known ? await ServeAsync(folder, known.Port, stop) : null;
    }

    /// <summary>Needs the program to run: its patrols are done by the same work as all others.</summary>
    public static async Task<SampleSite> LoadAsync(IServiceProvider services, long regionId, SampleSiteFile file, string folder, CancellationToken stop)
    {
        SampleSitePages.Write(file, folder, services.GetRequiredService<TimeProvider>().Today());
        var site = await ServeAsync(folder, 0, stop);
        var registered = await RegisterAsync(services, regionId, file, site.Root, stop);
        await PatrolAsync(services, registered, stop);
        await ConfirmAsync(services, registered, file.Confirm, stop);
        return site;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private static async Task<PatrolSite> RegisterAsync(IServiceProvider services, long regionId, SampleSiteFile file, string root, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var use = scope.ServiceProvider;
        var names = file.Columns.Select(column => column.Unit).Append(file.Unit).Distinct().ToArray();
        var units = await use.GetRequiredService<LantaiDb>().UnitsOf(regionId).SelectMany(unit => unit.Names).Where(name => names.Contains(name.Text)).ToDictionaryAsync(name => name.Text, name => name.UnitId, stop);
        var site = await use.GetRequiredService<RegisterSite>().AddAsync(Actor.Program, regionId, new SiteEntry(file.Name, root + "/", units[file.Unit], 0, 1000, false, null) { MayBeInside = true }, stop);
        await use.GetRequiredService<EditColumns>().ImportAsync(Actor.Program, regionId, site.Id, [.. file.Register(root, units)], stop);
        return site;
    }

    internal static async Task PatrolAsync(IServiceProvider services, PatrolSite site, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        var asked = await scope.ServiceProvider.GetRequiredService<AskForPatrol>().RunAsync(Actor.Program, site.RegionId, site.Id, stop);
        for (var left = Patience; left > TimeSpan.Zero; left -= LookEvery)
        {
            var patrol = await db.SitePatrols.AsNoTracking().SingleAsync(known => known.Id == asked.Id, stop);
            if (patrol.IsOver) return;
            await Task.Delay(LookEvery, stop);
        }
        throw new RefusedException("样例网站的巡查没有在两分钟内完成，请稍后在“巡查”中查看。");
    }

    private static async Task ConfirmAsync(IServiceProvider services, PatrolSite site, IReadOnlyList<string> checks, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var open = await scope.ServiceProvider.GetRequiredService<LantaiDb>().SiteFindings
            .Where(finding => finding.SiteId == site.Id && finding.State == FindingState.Open && checks.Contains(finding.CheckId)).Select(finding => finding.Id).ToListAsync(stop);
        if (open.Count > 0) await scope.ServiceProvider.GetRequiredService<JudgeFindings>().ConfirmAsync(Actor.Program, site.RegionId, open, stop);
    }
}
