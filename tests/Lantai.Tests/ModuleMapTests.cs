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
        ["Mail"] = (3, ["Units"]),
        ["Disclosure"] = (4, []),
        ["Rectification"] = (4, []),
        ["Requests"] = (5, []),
        ["Assessment"] = (6, []),
        ["Patrol"] = (5, []),
        ["Bulletins"] = (7, ["Verification"]),
        ["AnnualReports"] = (7, []),
        ["Verification"] = (7, ["AnnualReports"]),
        ["Portal"] = (8, []),
        ["Desk"] = (8, []),
        ["Cli"] = (9, []),
    };

    private static readonly Dictionary<string, HashSet<string>> Names = Map.Keys.ToDictionary(module => module, module => NamesIn(module).ToHashSet());

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

    [Theory]
    [InlineData("Units", "using Lantai.Assessment;", "Assessment")]
    [InlineData("Units", "Assessment.Standings? standings = null;", "Assessment")]
    [InlineData("Units", "Lantai.Units.Region region", null)]
    [InlineData("Desk", "Assessment.Standings? standings = null;", null)]
    [InlineData("Assessment", "typeof(Desk.Today)", null)] // Its own Desk: the nearer name is meant.
    [InlineData("Ui", "@Files.Href(\"icon.svg\")", null)] // A component's property; no type of Files is called Href.
    [InlineData("Units", "period.Assessment.Standings", null)] // A member of something else.
    public void A_name_is_known_in_full_and_relative_but_not_a_member_of_the_same_name(string module, string line, string? known) =>
        Assert.Equal(known is null ? [] : [known], UnknownTo(module, line));

    private static IEnumerable<(string Module, string File)> FilesOf(string module) =>
        Directory.EnumerateFiles(Path.Combine(Source, module), "*", SearchOption.AllDirectories)
            .Where(file => file.EndsWith(".cs", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal))
            .Select(file => (module, file));

    private static IEnumerable<string> BrokenLines((string Module, string File) source)
    {
        var lines = File.ReadAllLines(source.File);
        for (var i = 0; i < lines.Length; i++)
            foreach (var other in UnknownTo(source.Module, lines[i]))
                yield return $"{Path.GetRelativePath(Repository.Root, source.File)}:{i + 1}: {source.Module} 不应知道 {other}";
    }

    /// <summary>The modules that the line names although the module may not know them.</summary>
    private static IEnumerable<string> UnknownTo(string module, string line)
    {
        var full = FullName().Matches(line).Select(match => match.Groups[1].Value);
        var relative = RelativeName().Matches(line)
            .Where(match => Names.TryGetValue(match.Groups[1].Value, out var names) && names.Contains(match.Groups[2].Value))
            .Select(match => match.Groups[1].Value)
            .Where(other => !Directory.Exists(Path.Combine(Source, module, other)));
        return full.Concat(relative).Where(other => !MayKnow(module, other)).Distinct();
    }

    /// <summary>What can stand behind a module's name and a dot: its folders and its types.</summary>
    private static IEnumerable<string> NamesIn(string module) =>
        Directory.EnumerateDirectories(Path.Combine(Source, module), "*", SearchOption.AllDirectories).Select(folder => Path.GetFileName(folder))
            .Concat(FilesOf(module).Select(source => Path.GetFileName(source.File).Split('.')[0]))
            .Concat(FilesOf(module).SelectMany(source => Declaration().Matches(File.ReadAllText(source.File))).Select(match => match.Groups[1].Value));

    private static bool MayKnow(string module, string other) =>
        module == other || !Map.TryGetValue(other, out var row) || row.Floor < Map[module].Floor || Map[module].Also.Contains(other);

    [GeneratedRegex(@"\bLantai\.([A-Z]\w+)")]
    private static partial Regex FullName();

    [GeneratedRegex(@"(?<![\w.])([A-Z]\w+)\.([A-Z]\w+)")]
    private static partial Regex RelativeName();

    [GeneratedRegex(@"\b(?:class|record|struct|enum|interface|delegate [\w<>?]+) (\w+)")]
    private static partial Regex Declaration();
}
