using Lantai.Packs;

namespace Lantai.Requests.Letters;

/// <summary>What a field of a letter holds.</summary>
public enum FactKind { Text, Day, Whole, Yuan, Lines, Rows }

/// <param name="Key">As in a template: <c>received_on</c>.</param>
/// <param name="Title">As in a list of what is missing: 收到申请之日.</param>
public sealed record LetterField(string Key, string Title, FactKind Kind);

/// <summary>The fields that templates may bind, read from packs/letters/fields.</summary>
public sealed class LetterFields
{
    /// <summary>Put together from decision, office and day; no fact to be entered.</summary>
    public const string Remedy = "remedy";

    /// <summary>The number and the text of an item in a repeated line.</summary>
    internal const string ItemNumber = "index", Item = "item";

    private readonly Dictionary<string, LetterField> fields;

    private LetterFields(IEnumerable<LetterField> fields) => this.fields = fields.ToDictionary(field => field.Key, StringComparer.Ordinal);

    public IReadOnlyCollection<LetterField> All => fields.Values;

    public LetterField? Find(string key) => fields.GetValueOrDefault(key);

    /// <summary>How a sentence ends that says a key is unknown.</summary>
    public string Nearest(string key) => Spelling.Nearest(key, fields.Keys) is { } near ? $"，是否为“{near}”" : "";

    /// <summary>The shipped fields and those that the office added in its own file.</summary>
    public static LetterFields Read(PackFolder packs)
    {
        var names = packs.Names("letters/fields");
        return new LetterFields(names.SelectMany(name => Read(PackFile.Read(packs.Find("letters/fields", name)))));
    }

    private static List<LetterField> Read(PackFile file)
    {
        var map = file.Root.Map();
        map.Required("name").Text();
        var fields = map.Required("fields").Entries().Select(entry => Field(entry.Key, entry.Value)).ToList();
        map.End();
        file.ThrowIfWrong();
        return fields;
    }

    private static LetterField Field(string key, PackNode node)
    {
        if (key == Remedy) node.Wrong($"“{Remedy}”由系统生成，不能另行定义。");
        var map = node.Map();
        var field = new LetterField(key, map.Required("title").Text(), map.Required("type").OneOf(
            ("text", FactKind.Text), ("day", FactKind.Day), ("whole", FactKind.Whole),
            ("yuan", FactKind.Yuan), ("lines", FactKind.Lines), ("rows", FactKind.Rows)));
        map.End();
        return field;
    }
}
