using System.CommandLine;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary><c>lantai db</c>: the database's schema.</summary>
internal static class DbVerb
{
    public static Command Create() => new("db", "数据库") { CreateUpgrade() };

    private static Command CreateUpgrade()
    {
        var command = new Command("upgrade", "把数据库结构升级到本程序的版本；升级前请先备份");
        var options = new DatabaseOptions(command);
        command.SetAction(async (parsed, stop) =>
        {
            await using var database = await options.OpenAsync(parsed, stop);
            var applied = await Schema.UpgradeAsync(database.Source, stop);
            Console.WriteLine(applied == 0
                ? $"数据库结构已是第{Schema.Scripts[^1].Number}版，不需要升级。"
                : $"已升级到第{Schema.Scripts[^1].Number}版（执行了{applied}个脚本）。");
            return ExitCode.Fine;
        });
        return command;
    }
}
