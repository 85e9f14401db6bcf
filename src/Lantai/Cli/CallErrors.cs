using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lantai.Cli;

/// <summary>What is wrong with a call, in Chinese sentences.</summary>
internal static class CallErrors
{
    public static IEnumerable<string> Of(ParseResult parsed)
    {
        var sentences = parsed.UnmatchedTokens.Select(token => $"不认识“{token}”。")
            .Concat(parsed.Errors.Where(error => !parsed.UnmatchedTokens.Any(error.Message.Contains)).SelectMany(Sentences))
            .Distinct().ToList();
        return sentences.Append("用法见：" + Help(parsed));
    }

    private static IEnumerable<string> Sentences(ParseError error) => error.SymbolResult switch
    {
        _ when error.Message.Any(character => character >= 0x2E80) => [error.Message],
        OptionResult option => [$"选项 {option.Option.Name} 没有写值，或者值不对。"],
        ArgumentResult argument => [$"没有写 <{argument.Argument.HelpName ?? argument.Argument.Name}>，或者写得不对。"],
        CommandResult command => Missing(command),
        _ => [error.Message],
    };

    private static IEnumerable<string> Missing(CommandResult result)
    {
        if (result.Command.Subcommands.Count > 0)
            return [$"请写明命令：{string.Join('、', result.Command.Subcommands.Select(verb => verb.Name))}。"];
        var options = result.Command.Options.Where(option => option.Required && result.GetResult(option) is null or { Implicit: true })
            .Select(option => $"没有写选项 {option.Name}。");
        var arguments = result.Command.Arguments
            .Where(argument => argument.Arity.MinimumNumberOfValues > 0 && result.GetResult(argument) is null or { Tokens.Count: 0 })
            .Select(argument => $"没有写 <{argument.HelpName ?? argument.Name}>。");
        return options.Concat(arguments);
    }

    private static string Help(ParseResult parsed)
    {
        var words = new List<string>();
        for (SymbolResult? at = parsed.CommandResult; at is CommandResult { Command: var command }; at = at.Parent)
            words.Insert(0, command is RootCommand ? "lantai" : command.Name);
        return string.Join(' ', words) + " --help";
    }
}
