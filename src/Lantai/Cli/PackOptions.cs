using System.CommandLine;
using Lantai.Calendar;
using Lantai.Packs;

namespace Lantai.Cli;

/// <summary>Where the rule packs are: those beside the program, and the office's own where it has some.</summary>
internal sealed class PackOptions
{
    private readonly Option<string?> own = new("--packs") { Description = "本单位规则包的文件夹；同名的规则包优先于程序自带的" };

    public PackOptions(Command command) => command.Options.Add(own);

    public PackFolder Folder(ParseResult parsed) => parsed.GetValue(own) switch
    {
        null => PackFolder.BesideProgram,
        { } folder when Directory.Exists(folder) => PackFolder.WithOwn(folder),
        { } missing => throw new RefusedException($"找不到规则包文件夹{missing}，请核对路径。"),
    };

    public static WorkCalendar Calendar(PackFolder packs) => new(CalendarFile.Read(packs.Find("calendars", "china", ".csv")));
}
