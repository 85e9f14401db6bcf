using System.CommandLine;

namespace Lantai.Cli;

/// <summary><c>lantai serve</c>: the portal, the desk and the API.</summary>
internal static class ServeVerb
{
    public static Command Create()
    {
        var urls = new Option<string>("--urls") { Description = "监听地址", DefaultValueFactory = _ => "http://127.0.0.1:5080" };
        var command = new Command("serve", "启动门户和工作台") { urls };
        command.SetAction(async (parsed, stop) =>
        {
            var builder = LantaiApp.CreateBuilder([]);
            builder.WebHost.UseUrls(parsed.GetRequiredValue(urls));
            await using var app = LantaiApp.Build(builder);
            await app.RunAsync(stop);
            return ExitCode.Fine;
        });
        return command;
    }
}
