namespace Lantai.Tests.Support;

/// <summary>Where the files of the repository lie, seen from the test program.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string Spec(string name) => Path.Combine(Root, "specs", name);

    public static string Pack(string name) => Path.Combine(Root, "packs", name);

    /// <summary>The folder of the five original documents, or null where they are not at hand.</summary>
    public static string? Seeds
    {
        get
        {
            var named = Environment.GetEnvironmentVariable("LANTAI_SEEDS");
            var folder = named ?? Path.Combine(Root, "..", "shared", "seeds");
            return Directory.Exists(folder) ? folder : null;
        }
    }

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (folder is not null && !File.Exists(Path.Combine(folder.FullName, "Lantai.slnx"))) folder = folder.Parent;
        return folder?.FullName ?? throw new InvalidOperationException("Lantai.slnx not found above the test program.");
    }
}
