namespace Lantai.Storage;

/// <summary>A new file for nobody else's eyes: keys and personal data.</summary>
internal static class PrivateFile
{
    /// <exception cref="IOException">The file is there, or cannot be made.</exception>
    public static FileStream Create(string path)
    {
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.ReadWrite };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        return new FileStream(path, options);
    }
}
