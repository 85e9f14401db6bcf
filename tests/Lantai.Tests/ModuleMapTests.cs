using System.Text.RegularExpressions;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests;

/// <summary>
/// Who may know whom: a folder of src/Lantai knows the floors below it, and beside it only what its row names.
/// The table of docs/architecture.md, kept by the compiler's side.
/// </summary>
public sealed partial class ModuleMapTests
{
    private static readonly Dictionary<string, (int Floor, string[] Also)> Map = new()
    {
        ["Calendar"] = (0, []),
        ["Packs"] = (0, []),
        ["Ui"] = (0, []),
        ["Wording"] = (0, ["Packs"]),
        ["Storage"] = (1, []),
        ["People"] = (2, ["Journal"]),
        ["Files"] = (2, []),
        ["Journal"] = (2, []),
        ["Papers"] = (2, ["Files"]),
        ["Units"] = (3, []),
        ["Disclosure"] = (4, []),
        ["Rectification"] = (4, []),
        ["Requests"] = (5, []),
        ["Assessment"] = (6, []),
        ["Patrol"] = (5, []),
        ["Bulletins"] = (7, ["Verification"]),
        ["Verification"] = (7, []),
        ["Portal"] = (8, []),
        ["Desk"] = (8, []),
        ["Cli"] = (9, []),
    };

    private static string Source => Path.Combine(Repository.Root, "src", "Lantai");

    [Fact]
    public void Every_folder_has_a_row_and_every_row_a_folder()
    {
        var folders = Directory.GetDirectories(Source).Select(folder => Path.GetFileName(folder)!)
            .Where(name => name is not ("wwwroot" or "bin" or "obj" or "Properties")).Order();
        Assert.Equal(Map.Keys.Order(), folders);
    }

    [Fact]
    public void A_module_knows_only_what_stands_below_it()
    {
        var broken = Map.Keys.SelectMany(FilesOf).SelectMany(BrokenLines).ToList();
        Assert.True(broken.Count == 0, string.Join('\n', broken));
    }

    private static IEnumerable<(string Module, string File)> FilesOf(string module) =>
        Directory.EnumerateFiles(Path.Combine(Source, module), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => (module, file));

    private static IEnumerable<string> BrokenLines((string Module, string File) source)
    {
        var lines = File.ReadAllLines(source.File);
        for (var i = 0; i < lines.Length; i++)
            foreach (Match match in Reference().Matches(lines[i]))
                if (!MayKnow(source.Module, match.Groups[1].Value) && !IsPartOf(source.Module, match))
                    yield return $"{Path.GetRelativePath(Repository.Root, source.File)}:{i + 1}: {source.Module} 不应知道 {match.Groups[1].Value}";
    }

    /// <summary>A module's own folder of the same name: <c>Desk.WaitingPart</c> within Assessment.</summary>
    private static bool IsPartOf(string module, Match match) =>
        !match.Value.StartsWith("Lantai.", StringComparison.Ordinal) && Directory.Exists(Path.Combine(Source, module, match.Groups[1].Value));

    private static bool MayKnow(string module, string other) =>
        module == other || !Map.TryGetValue(other, out var row) || row.Floor < Map[module].Floor || Map[module].Also.Contains(other);

    /// <summary>By its full name, or as <c>Papers.Paper</c> from within Lantai; a word after a dot is a member, not a module.</summary>
    [GeneratedRegex(@"(?:\bLantai\.|(?<![\w.@{""/])(?=[A-Z]\w+\.[A-Z]))([A-Z]\w+)")]
    private static partial Regex Reference();
}
