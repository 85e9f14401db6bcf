using System.CommandLine;
using Lantai.Files;
using Lantai.People;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai serve</c>: the portal, the desk and the API.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "监听地址", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var sample = new Option<bool>("--sample") { Description = $"载入样例数据（三个地区、考评期和通报）；不写 --data 时放在 {SampleRegions.DefaultFolder}" };
        var proxies = new Option<string[]>("--proxy") { Description = "前面的负载均衡或者反向代理的 IP 地址或者网段，可以写几个；只相信它们转告的访问者地址" };
        var command = new Command("serve", "启动门户和工作台") { urls, sample, proxies };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            var isSample = parsed.GetValue(sample);
            if (isSample) RefuseOpenAddress(parsed.GetRequiredValue(urls));
            await using var database = await options.OpenAsync(parsed, stop, isSample ? SampleRegions.DefaultFolder : null);
            await Schema.EnsureCurrentAsync(database.Source, stop);
            await FileFolder.EnsureOwnAsync(database, TimeProvider.System, stop);
            var builder = LantaiApp.CreateBuilder();
            TrustedProxies.Add(builder.Services, parsed.GetValue(proxies) ?? []);
            builder.WebHost.UseUrls(parsed.GetRequiredValue(urls));
            await using var app = LantaiApp.Build(builder, database);
            if (isSample) await SampleRegions.LoadAsync(app.Services, database, Console.Out, stop);
            await OpenFirstAccountAsync(app);
            await StartAsync(app, stop);
            await using var site = isSample ? await OpenSiteAsync(app, database, stop) : null;
            Console.WriteLine($"门户　　{string.Join(' ', app.Urls)}");
            Console.WriteLine($"工作台　{string.Join(' ', app.Urls.Select(url => url + "/desk"))}");
            if (site is not null) Console.WriteLine($"样例网站　{site.Root}");
            if (isSample) WriteSampleSignIns();
            Console.WriteLine("按 Ctrl+C 停止。");
            await app.WaitForShutdownAsync(stop);
            return ExitCode.Fine;
        });
        return command;
    }

    /// <summary>The sample site: patrolled at the first start, served again at later ones.</summary>
    private static async Task<SampleSite?> OpenSiteAsync(WebApplication app, Database database, CancellationToken stop)
    {
        var folder = SampleSite.FolderOf(database);
        return Directory.Exists(folder) ? await SampleSite.ServeAgainAsync(app.Services, folder, stop) : await SampleRegions.LoadSiteAsync(app.Services, folder, Console.Out, stop);
    }

    /// <summary>The sample's passwords are known to everyone.</summary>
    private static void RefuseOpenAddress(string urls)
    {
        var open = urls.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .FirstOrDefault(url => !(Uri.TryCreate(url, UriKind.Absolute, out var address) && address.IsLoopback));
        if (open is not null) throw new RefusedException($"样例的密码是公开的，只能在本机打开，不能监听{open}；请用 http://127.0.0.1 或 http://localhost 加端口。");
    }

    private static void WriteSampleSignIns()
    {
        Console.WriteLine($"样例账号（密码都是 {SampleRegions.Password}）");
        foreach (var account in SampleRegions.SignIns) Console.WriteLine("　　" + account);
    }

    private static async Task StartAsync(WebApplication app, CancellationToken stop)
    {
        try
        {
            await app.StartAsync(stop);
        }
        catch (IOException cause) when (cause.InnerException is Microsoft.AspNetCore.Connections.AddressInUseException)
        {
            throw new RefusedException("监听地址已被占用，请停止占用它的程序，或用 --urls 换一个地址。", cause);
        }
    }

    /// <summary>The first administrator's password is shown once, here.</summary>
    private static async Task OpenFirstAccountAsync(WebApplication app)
    {
        await using var scope = app.Services.CreateAsyncScope();
        if (await scope.ServiceProvider.GetRequiredService<Accounts>().OpenFirstAsync() is not { } first) return;
        Console.WriteLine($"已开通管理员账号：{first.UserName}　密码：{first.Password}");
        Console.WriteLine("密码只显示这一次，首次登录后须修改。");
    }
}
