namespace Lantai.Packs;

/// <summary>
/// Where rule packs lie: those shipped with the program, and the office's own, which stand before a shipped pack of
/// the same name. A kind is a folder: <c>schemes</c>, <c>calendars</c>, <c>wording</c> …
/// </summary>
/// <param name="shipped">The folder shipped with the program.</param>
/// <param name="ownOverrides">The office's folder; null or absent on disk means none.</param>
public sealed class PackFolder(string shipped, string? ownOverrides = null)
{
    /// <summary>The packs beside the program, without any of the office's own.</summary>
    public static PackFolder BesideProgram { get; } = new(Path.Combine(AppContext.BaseDirectory, "packs"));

    /// <summary>The packs beside the program with an office's own before them.</summary>
    public static PackFolder WithOwn(string folder) => new(Path.Combine(AppContext.BaseDirectory, "packs"), folder);

    /// <summary>The path of a named pack, the office's own before the shipped one.</summary>
    /// <exception cref="RefusedException">There is none of that name; the sentence lists those there are.</exception>
    public string Find(string kind, string name, string extension = ".yaml")
    {
        if (Folders(kind).Select(folder => Path.Combine(folder, name + extension)).FirstOrDefault(File.Exists) is { } path
            && name == Path.GetFileName(name))
            return path;
        var known = string.Join("、", Names(kind, extension));
        throw new RefusedException($"没有名为“{name}”的规则包（{kind}），现有：{(known.Length > 0 ? known : "无")}。");
    }

    /// <summary>
    /// A pack of settings. A key of the first level that the office's own lacks, as one that was copied before there was such a key, is the
    /// shipped one's.
    /// </summary>
    /// <exception cref="RefusedException">There is none of that name, or a file cannot be read or is not YAML.</exception>
    public PackFile Settings(string kind, string name)
    {
        var path = Find(kind, name);
        return PackFile.Read(path, Behind(path, kind) is { } behind ? PackFile.Read(behind) : null);
    }

    /// <summary>The rows of a table of settings. One that the office's own lacks by its key is the shipped one's, as with <see cref="Settings"/>.</summary>
    /// <param name="key">The column whose word a row is asked for by.</param>
    /// <exception cref="RefusedException">There is none of that name, a file cannot be read, or a column is missing.</exception>
    public IReadOnlyList<PackRow> Rows(string kind, string name, string key, params string[] columns)
    {
        var path = Find(kind, name, ".csv");
        var rows = PackTable.Read(path, columns);
        return Behind(path, kind) is { } behind ? [.. rows, .. PackTable.Read(behind, columns).ExceptBy(rows.Select(row => row[key]), row => row[key])] : rows;
    }

    /// <summary>A path as given when it looks like one (a folder separator or the extension), otherwise a named pack.</summary>
    /// <exception cref="RefusedException">Neither the file nor the named pack is there.</exception>
    public string FindOrPath(string kind, string nameOrPath, string extension = ".yaml")
    {
        var isPath = nameOrPath.Contains('/') || nameOrPath.Contains('\\') || Path.HasExtension(nameOrPath);
        if (!isPath) return Find(kind, nameOrPath, extension);
        return File.Exists(nameOrPath) ? nameOrPath : throw new RefusedException($"找不到文件{nameOrPath}，请核对路径。");
    }

    /// <summary>The names of the packs of a kind, each once, in ordinal order.</summary>
    public IReadOnlyList<string> Names(string kind, string extension = ".yaml") =>
        [.. Folders(kind)
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*" + extension))
            .Select(file => Path.GetFileNameWithoutExtension(file))
            .Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal)];

    /// <summary>The shipped file behind the office's own; null when there is none.</summary>
    private string? Behind(string path, string kind) =>
        Path.Combine(shipped, kind, Path.GetFileName(path)) is var behind && behind != path && File.Exists(behind) ? behind : null;

    private IEnumerable<string> Folders(string kind)
    {
        if (ownOverrides is not null && Directory.Exists(Path.Combine(ownOverrides, kind))) yield return Path.Combine(ownOverrides, kind);
        if (Directory.Exists(Path.Combine(shipped, kind))) yield return Path.Combine(shipped, kind);
    }
}
