namespace Lantai.Storage;

/// <summary>
/// What the private PostgreSQL takes of a machine's memory. Its own defaults, 128 MB and a gigabyte of log, are those of a small machine:
/// the word index of a million articles is one to two gigabytes, and indexing one more then reads and logs whole pages.
/// </summary>
internal static class ServerMemory
{
    private const int Share = 8;
    private const long LeastBuffers = 128;
    private const long MostBuffers = 4096;
    private const long LeastLog = 1024;

    /// <summary>The settings of the server for this machine, or for the container that the program runs in.</summary>
    public static IReadOnlyList<string> Settings() => SettingsFor(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes);

    /// <summary>
    /// An eighth of the memory as shared buffers, 128 MB to 4 GB, and twice that, at least 1 GB, as log between two checkpoints: the
    /// program and the browser that prints are on the same machine.
    /// </summary>
    /// <param name="memory">Bytes.</param>
    /// <returns><c>name=value</c>, as <c>postgres -c</c> takes it.</returns>
    internal static IReadOnlyList<string> SettingsFor(long memory)
    {
        var buffers = Math.Clamp(memory / Share / (1024 * 1024), LeastBuffers, MostBuffers);
        return [$"shared_buffers={buffers}MB", $"max_wal_size={Math.Max(2 * buffers, LeastLog)}MB"];
    }
}
