namespace Lantai.Tests.Support;

/// <summary>Files that lie beside the tests or at the root of the repository.</summary>
internal static class TestFiles
{
    /// <summary>The folder that holds Lantai.slnx.</summary>
    public static string Root { get; } = FindRoot();

    public static Stream Open(string path) => File.OpenRead(Path.Combine(Root, "tests", "Lantai.Tests", path));

    private static string FindRoot()
    {
        for (var folder = new DirectoryInfo(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
            if (File.Exists(Path.Combine(folder.FullName, "Lantai.slnx"))) return folder.FullName;
        throw new DirectoryNotFoundException("No folder above the tests holds Lantai.slnx.");
    }
}
