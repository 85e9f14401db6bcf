using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;

namespace Lantai.Cli;

/// <summary>A day on the command line, written 2026-01-31.</summary>
internal static class CommandDates
{
    public static Option<DateOnly?> Option(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "2026-01-31",
        CustomParser = argument => Read(argument, name),
    };

    private static DateOnly? Read(ArgumentResult argument, string name)
    {
        var text = argument.Tokens[0].Value;
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        argument.AddError($"{name} 应为日期，写成2026-01-31的样子，现为“{text}”。");
        return null;
    }
}
