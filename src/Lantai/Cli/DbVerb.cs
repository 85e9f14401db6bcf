using System.CommandLine;
using System.Text.Json.Nodes;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai db</c>: the database's schema.</summary>
internal static class DbVerb
{
    public static Command Create() => new("db", "数据库") { CreateUpgrade() };

    private static Command CreateUpgrade()
    {
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var command = new Command("upgrade", "把数据库结构升级到本程序的版本；升级前请先备份（lantai backup）") { json };
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using var database = await options.OpenAsync(parsed, stop);
            var applied = await Schema.UpgradeAsync(database.Source, stop);
            var (version, output) = (Schema.Scripts[^1].Number, parsed.InvocationConfiguration.Output);
            if (parsed.GetValue(json)) JsonOutput.Write(new JsonObject { ["schema"] = version, ["applied"] = applied }, output);
            else output.WriteLine(applied == 0 ? $"数据库结构已是第{version}版，不需要升级。" : $"已升级到第{version}版（执行了{applied}个脚本）。");
            return ExitCode.Fine;
        });
        return command;
    }
}
