using System.CommandLine;
using Lantai.Storage;

namespace Lantai.Cli;

/// <summary>Where the records are: the two options that every verb on a database has.</summary>
internal sealed class DatabaseOptions
{
    private readonly Option<string?> address =
        new("--database") { Description = "数据库地址，如 \"Host=…;Database=lantai\"；不写则用环境变量 LANTAI_DATABASE，再没有就用自带的数据库" };

    private readonly Option<string?> folder =
        new("--data") { Description = $"数据文件夹，默认 {Database.DefaultFolder}" };

    public DatabaseOptions(Command command)
    {
        command.Options.Add(address);
        command.Options.Add(folder);
    }

    /// <param name="otherwise">The folder when none is named; null is the usual one.</param>
    public Task<Database> OpenAsync(ParseResult parsed, CancellationToken stop, string? otherwise = null) =>
        Database.OpenAsync(parsed.GetValue(address), parsed.GetValue(folder) ?? otherwise, stop);
}
