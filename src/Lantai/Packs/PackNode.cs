using System.Globalization;
using YamlDotNet.RepresentationModel;

namespace Lantai.Packs;

/// <summary>
/// A place in a pack, read as what it should be. A mistake is noted in the file and a harmless value returned, so
/// that one reading finds every mistake.
/// </summary>
public sealed class PackNode
{
    private readonly PackFile _file;
    private readonly YamlNode? _yaml;

    internal PackNode(PackFile file, YamlNode? yaml, string path, int? line = null)
    {
        _file = file;
        _yaml = yaml;
        Path = path;
        Line = line ?? (int)(yaml?.Start.Line ?? 1);
    }

    /// <summary>The line in the file, from 1.</summary>
    public int Line { get; }

    /// <summary>The key path, such as <c>groups[2].name</c>.</summary>
    public string Path { get; }

    public PackPlace Place => new(Line, Path);

    /// <summary>For a sentence written later: 通报.yaml第12行.</summary>
    public string Where => $"{_file.Name}第{Line}行";

    /// <summary>False for a required key that is not there (already noted as a mistake).</summary>
    public bool IsThere => _yaml is not null;

    public bool IsMapping => _yaml is YamlMappingNode;

    public bool IsList => _yaml is YamlSequenceNode;

    public bool IsScalar => _yaml is YamlScalarNode;

    /// <summary>A value without any text, where that may stand: <c>""</c>.</summary>
    public bool IsBlank => _yaml is YamlScalarNode { Value: var text } && string.IsNullOrWhiteSpace(text);

    /// <summary>Notes a mistake at this place.</summary>
    public void Wrong(string sentence) => _file.Wrong(Place, sentence);

    /// <summary>Notes a doubt at this place.</summary>
    public void Doubt(string sentence) => _file.Doubt(Place, sentence);

    /// <summary>The text, trimmed; a list or mapping is a mistake.</summary>
    public string Text()
    {
        if (_yaml is YamlScalarNode { Value: { } text } && text.Trim().Length > 0) return text.Trim();
        if (IsThere) Wrong("应为文字。");
        return "";
    }

    /// <summary>An exact decimal, within the bounds when given.</summary>
    public decimal Number(decimal? least = null, decimal? most = null)
    {
        var text = Scalar();
        if (!IsThere) return 0;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            Wrong($"应为数字，现为“{text}”。");
            return 0;
        }
        if (number < least) Wrong($"不能小于{least}，现为{number}。");
        if (number > most) Wrong($"不能大于{most}，现为{number}。");
        return number;
    }

    /// <summary>A whole number, within the bounds when given.</summary>
    public int Whole(int? least = null, int? most = null)
    {
        var number = Number(least, most);
        if (decimal.Truncate(number) == number && Math.Abs(number) < int.MaxValue) return (int)number;
        Wrong($"应为整数，现为{number}。");
        return 0;
    }

    /// <summary>A day written 2026-01-31.</summary>
    public DateOnly Date()
    {
        var text = Scalar();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)) return day;
        if (IsThere) Wrong($"应为日期，写成2026-01-31的样子，现为“{text}”。");
        return DateOnly.MinValue;
    }

    /// <summary><c>yes</c> or <c>no</c> (also true, false, 是, 否).</summary>
    public bool YesNo()
    {
        var text = Scalar();
        if (text is "yes" or "true" or "是") return true;
        if (IsThere && text is not ("no" or "false" or "否")) Wrong($"应为yes或no，现为“{text}”。");
        return false;
    }

    /// <summary>One of the words; anything else is a mistake that lists them.</summary>
    public T OneOf<T>(params ReadOnlySpan<(string Word, T Meaning)> words)
    {
        var text = Scalar();
        foreach (var (word, meaning) in words)
            if (word == text) return meaning;
        var known = string.Join("、", words.ToArray().Select(w => w.Word));
        if (IsThere) Wrong($"应为{known}{(words.Length > 1 ? "之一" : "")}，现为“{text}”。");
        return words[0].Meaning;
    }

    /// <summary>The items of a list; anything else is a mistake.</summary>
    public IReadOnlyList<PackNode> Items()
    {
        if (_yaml is YamlSequenceNode list) return [.. list.Children.Select((child, i) => new PackNode(_file, child, $"{Path}[{i + 1}]"))];
        if (IsThere) Wrong("应为清单（每项一行，以“- ”开头）。");
        return [];
    }

    /// <summary>A list, or a single value standing for a list of one.</summary>
    public IReadOnlyList<PackNode> ItemsOrOne() => IsList ? Items() : IsThere ? [this] : [];

    /// <summary>The keys and values of a mapping whose keys are the pack's own words, such as classes.</summary>
    public IReadOnlyList<(string Key, PackNode Value)> Entries()
    {
        if (_yaml is YamlMappingNode mapping)
            return [.. mapping.Children.Select(pair => (KeyOf(pair.Key), Child(KeyOf(pair.Key), pair)))];
        if (IsThere) Wrong("应为“键: 值”的形式。");
        return [];
    }

    /// <summary>The mapping at this place; anything else is one mistake and reads as an empty one.</summary>
    public PackMap Map()
    {
        if (_yaml is YamlMappingNode mapping)
            return new PackMap(this, mapping.Children.ToDictionary(pair => KeyOf(pair.Key), pair => Child(KeyOf(pair.Key), pair), StringComparer.Ordinal));
        if (IsThere) Wrong("应为“键: 值”的形式。");
        return new PackMap(Absent(), []);
    }

    /// <summary>The value of a key of the first level in the file behind; null when there is none.</summary>
    internal PackNode? Behind(string key) => Path.Length == 0 && _file.Behind is { } behind ? behind.Root.Map().Optional(key) : null;

    internal PackNode Absent(string key) => new(_file, null, Under(key), Line);

    private PackNode Absent() => new(_file, null, Path, Line);

    private string Under(string key) => Path.Length > 0 ? $"{Path}.{key}" : key;

    private PackNode Child(string key, KeyValuePair<YamlNode, YamlNode> pair) =>
        new(_file, pair.Value, Under(key), (int)pair.Key.Start.Line);

    private static string KeyOf(YamlNode key) => (key as YamlScalarNode)?.Value ?? "?";

    private string Scalar()
    {
        if (_yaml is YamlScalarNode scalar) return (scalar.Value ?? "").Trim();
        if (IsThere) Wrong("应为单个值。");
        return "";
    }
}
