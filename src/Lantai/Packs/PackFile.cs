using YamlDotNet.Core;
using YamlDotNet.Core.Events;
using YamlDotNet.RepresentationModel;

namespace Lantai.Packs;

/// <summary>What is wrong, or doubtful, in a pack.</summary>
/// <param name="Line">From 1.</param>
/// <param name="KeyPath">Such as <c>groups[2].indicators[1].maximum</c>, items counted from 1; "" for the whole file.</param>
public sealed record PackProblem(string File, int Line, string KeyPath, string Sentence)
{
    /// <summary>One sentence that names file, line and key.</summary>
    public override string ToString() => $"{File}第{Line}行{(KeyPath.Length > 0 ? $" {KeyPath}" : "")}：{Sentence}";
}

/// <summary>Where a thing stands in its pack, for a sentence written later.</summary>
public readonly record struct PackPlace(int Line, string KeyPath);

/// <summary>
/// A YAML pack being read. Readers take what they need from <see cref="Root"/>; every mistake is noted with its line
/// and key, reading goes on, and <see cref="ThrowIfWrong"/> refuses them all at once.
/// </summary>
public sealed class PackFile
{
    private const int LongestText = 2_000_000;
    private const int DeepestNesting = 40;

    private readonly List<PackProblem> _problems = [];
    private readonly List<PackProblem> _warnings = [];

    private PackFile(string name, YamlNode root, PackFile? behind)
    {
        (Name, Behind) = (name, behind);
        Root = new PackNode(this, root, "");
    }

    /// <summary>The file's name for sentences.</summary>
    public string Name { get; }

    public PackNode Root { get; }

    /// <summary>Whose keys of the first level stand for those that this file lacks; null for none.</summary>
    internal PackFile? Behind { get; }

    /// <summary>Where a key of the first level stands; the first line when it is not there.</summary>
    public PackPlace PlaceOf(string key) => Root.IsMapping && Root.Map().Optional(key) is { } node ? node.Place : new PackPlace(1, key);

    /// <summary>Mistakes: the pack cannot be used. In the order of the file, each once.</summary>
    public IReadOnlyList<PackProblem> Problems => [.. _problems.Distinct().OrderBy(problem => problem.Line)];

    /// <summary>Doubts: the pack can be used, a person should look. In the order of the file, each once.</summary>
    public IReadOnlyList<PackProblem> Warnings => [.. _warnings.Distinct().OrderBy(problem => problem.Line)];

    /// <param name="behind">The file whose keys of the first level stand for those that this one lacks.</param>
    /// <exception cref="RefusedException">The file cannot be read or is not YAML.</exception>
    public static PackFile Read(string path, PackFile? behind = null)
    {
        try
        {
            return Parse(File.ReadAllText(path), Path.GetFileName(path), behind);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能读取规则包{path}，请核对路径和权限。", cause);
        }
    }

    /// <inheritdoc cref="Read"/>
    public static PackFile Parse(string text, string name, PackFile? behind = null)
    {
        if (text.Length > LongestText) throw new RefusedException($"规则包{name}超过200万字，不予读取。");
        try
        {
            RefuseAnchorsAndDepth(text, name);
            var stream = new YamlStream();
            stream.Load(new StringReader(text));
            return stream.Documents.Count switch
            {
                1 => new PackFile(name, stream.Documents[0].RootNode, behind),
                0 => throw new RefusedException($"规则包{name}是空的。"),
                _ => throw new RefusedException($"规则包{name}只能有一份内容，请去掉“---”分隔。"),
            };
        }
        catch (YamlException wrong)
        {
            throw new RefusedException($"{name}第{wrong.Start.Line}行第{wrong.Start.Column}列：不是正确的YAML，请检查缩进、冒号和重复的键。", wrong);
        }
    }

    public void Wrong(PackPlace place, string sentence) => _problems.Add(new PackProblem(Name, place.Line, place.KeyPath, sentence));

    public void Doubt(PackPlace place, string sentence) => _warnings.Add(new PackProblem(Name, place.Line, place.KeyPath, sentence));

    /// <summary>Refuses the pack with every mistake noted so far, one sentence a line, in the file's order.</summary>
    /// <exception cref="RefusedException">Something is wrong.</exception>
    public void ThrowIfWrong()
    {
        if (_problems.Count > 0) throw new RefusedException(string.Join('\n', Problems));
    }

    /// <summary>Anchors would let a small file grow without end or contain itself; depth would overflow the stack.</summary>
    private static void RefuseAnchorsAndDepth(string text, string name)
    {
        var parser = new Parser(new StringReader(text));
        var depth = 0;
        while (Next(parser, name))
        {
            var now = parser.Current!;
            depth += now.NestingIncrease;
            if (depth > DeepestNesting) throw new RefusedException($"{name}第{now.Start.Line}行：层次超过{DeepestNesting}级，请简化。");
            if (now is AnchorAlias or NodeEvent { Anchor.IsEmpty: false })
                throw new RefusedException($"{name}第{now.Start.Line}行：规则包不使用锚点和引用（& 和 *），请写全。");
        }
    }

    /// <summary>The library's scanner loses its way in some broken flow texts, which it should say with its own exception.</summary>
    private static bool Next(Parser parser, string name)
    {
        try
        {
            return parser.MoveNext();
        }
        catch (InvalidOperationException lost)
        {
            throw new RefusedException($"{name}第{parser.Current?.End.Line ?? 1}行之后：不是正确的YAML，请检查括号、引号和冒号。", lost);
        }
    }
}
