using System.CommandLine;
using Lantai.People;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai serve</c>: the portal, the desk and the API.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "监听地址", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var command = new Command("serve", "启动门户和工作台") { urls };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using var database = await options.OpenAsync(parsed, stop);
            await Schema.EnsureCurrentAsync(database.Source, stop);
            var builder = LantaiApp.CreateBuilder();
            builder.WebHost.UseUrls(parsed.GetRequiredValue(urls));
            await using var app = LantaiApp.Build(builder, database);
            await OpenFirstAccountAsync(app);
            await StartAsync(app, stop);
            Console.WriteLine($"门户　　{string.Join(' ', app.Urls)}");
            Console.WriteLine($"工作台　{string.Join(' ', app.Urls.Select(url => url + "/desk"))}");
            Console.WriteLine("按 Ctrl+C 停止。");
            await app.WaitForShutdownAsync(stop);
            return ExitCode.Fine;
        });
        return command;
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
