using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace Lantai.Cli;

/// <summary>The help of a verb, in Chinese: what it does, how it is called, what may be given.</summary>
internal sealed class ChineseHelp : SynchronousCommandLineAction
{
    /// <summary>Puts this help in the place of the library's own on the whole tree.</summary>
    public static void UseOn(RootCommand root)
    {
        foreach (var option in root.Options)
        {
            if (option is HelpOption help)
            {
                help.Action = new ChineseHelp();
                help.Description = "显示用法";
            }
            if (option is VersionOption) option.Description = "显示版本";
        }
    }

    public override int Invoke(ParseResult parseResult)
    {
        var command = parseResult.CommandResult.Command;
        var output = parseResult.InvocationConfiguration.Output;
        output.WriteLine(command.Description);
        output.WriteLine();
        output.WriteLine("用法：" + Usage(parseResult.CommandResult));
        Print(output, "命令", command.Subcommands.Where(verb => !verb.Hidden).Select(verb => (verb.Name, verb.Description)));
        Print(output, "参数", command.Arguments.Select(argument => (Named(argument), argument.Description)));
        var inherited = parseResult.RootCommandResult.Command.Options.Where(option => option.Recursive);
        Print(output, "选项", command.Options.Union(inherited).Where(option => !option.Hidden).Select(option => (Named(option), option.Description)));
        return ExitCode.Fine;
    }

    private static string Usage(CommandResult result)
    {
        var words = new List<string>();
        for (SymbolResult? at = result; at is not null; at = at.Parent)
            if (at is CommandResult { Command: var command }) words.Insert(0, command is RootCommand ? "lantai" : command.Name);
        var self = result.Command;
        if (self.Subcommands.Count > 0) words.Add("<命令>");
        words.AddRange(self.Arguments.Select(Named));
        words.AddRange(self.Options.Where(option => option.Required).Select(option => $"{option.Name} <{option.HelpName ?? "值"}>"));
        if (self.Options.Any(option => !option.Required)) words.Add("[选项]");
        return string.Join(' ', words);
    }

    private static string Named(Argument argument)
    {
        var name = $"<{argument.HelpName ?? argument.Name}>";
        var many = argument.Arity.MaximumNumberOfValues > 1 ? "…" : "";
        return argument.Arity.MinimumNumberOfValues == 0 ? $"[{name}{many}]" : name + many;
    }

    private static string Named(Option option)
    {
        var names = string.Join(", ", option.Aliases.Where(alias => !alias.StartsWith('/') && alias != "-?").Append(option.Name));
        var takesValue = option.Arity.MaximumNumberOfValues > 0 && option.ValueType != typeof(bool);
        return takesValue ? $"{names} <{option.HelpName ?? "值"}>" : names;
    }

    private static void Print(TextWriter output, string title, IEnumerable<(string Name, string? About)> rows)
    {
        var all = rows.ToList();
        if (all.Count == 0) return;
        var width = Math.Min(34, all.Max(row => Columns(row.Name)));
        output.WriteLine();
        output.WriteLine(title + "：");
        foreach (var (name, about) in all)
            output.WriteLine($"  {name}{new string(' ', Math.Max(2, width - Columns(name) + 2))}{about}");
    }

    /// <summary>Columns in a terminal: a Chinese character takes two.</summary>
    private static int Columns(string text) => text.Sum(character => character >= 0x2E80 ? 2 : 1);
}
