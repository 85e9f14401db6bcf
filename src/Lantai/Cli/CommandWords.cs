using System.CommandLine;
using System.CommandLine.Parsing;

namespace Lantai.Cli;

/// <summary>A word on the command line that is one of a few; anything else is answered with the list of them.</summary>
internal static class CommandWords
{
    public static Option<T> Option<T>(string name, string description, IReadOnlyList<(string Word, T Meaning)> words) => new(name)
    {
        Description = description,
        HelpName = string.Join('|', words.Select(word => word.Word)),
        CustomParser = argument => Read(argument, name, words),
    };

    private static T? Read<T>(ArgumentResult argument, string name, IReadOnlyList<(string Word, T Meaning)> words)
    {
        var text = argument.Tokens[0].Value;
        foreach (var (word, meaning) in words)
            if (word == text) return meaning;
        argument.AddError($"{name} 应为{string.Join('、', words.Select(word => word.Word))}之一，现为“{text}”。");
        return default;
    }
}
