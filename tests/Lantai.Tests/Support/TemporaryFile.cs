namespace Lantai.Tests.Support;

/// <summary>A file of that name and text in a folder of its own, gone after the test.</summary>
internal sealed class TemporaryFile : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lantai");

    public TemporaryFile(string name, string text = "")
    {
        Path = System.IO.Path.Combine(_folder.FullName, name);
        File.WriteAllText(Path, text);
    }

    public string Path { get; }

    public void Dispose() => _folder.Delete(recursive: true);
}
