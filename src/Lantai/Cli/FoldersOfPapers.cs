namespace Lantai.Cli;

/// <summary>The papers that a call names: files as they are, folders for the papers in them.</summary>
internal static class FoldersOfPapers
{
    private static readonly HashSet<string> Endings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".html", ".htm", ".docx", ".xlsx", ".xls", ".csv", ".txt", ".md", ".pdf",
    };

    /// <exception cref="RefusedException">A folder cannot be read or holds no paper.</exception>
    public static IReadOnlyList<string> Expand(IEnumerable<string> paths) => [.. paths.SelectMany(path => Directory.Exists(path) ? Within(path) : [path])];

    private static List<string> Within(string folder)
    {
        try
        {
            List<string> files = [.. Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Endings.Contains(Path.GetExtension(file)) && Path.GetFileName(file)[0] is not ('.' or '~')).Order(StringComparer.Ordinal)];
            return files.Count > 0 ? files : throw new RefusedException($"文件夹{folder}里没有可以核验的文件（{string.Join('、', Endings.Select(ending => ending[1..]))}）。");
        }
        catch (Exception cause) when (cause is UnauthorizedAccessException or IOException)
        {
            throw new RefusedException($"不能读取文件夹{folder}，请检查权限。", cause);
        }
    }
}
