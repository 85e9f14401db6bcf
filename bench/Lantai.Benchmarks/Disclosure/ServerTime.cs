using System.Globalization;

namespace Lantai.Benchmarks.Disclosure;

/// <summary>The time of the processor that the private PostgreSQL of a data folder has taken; Linux says it, in hundredths of a second.</summary>
internal sealed class ServerTime(string folder)
{
    private const double TicksPerSecond = 100;
    private readonly string server = ProcessOf(Path.Combine(folder, "postgres", "postmaster.pid"));

    /// <summary>Of the processes that run now; nothing where it cannot be told.</summary>
    public TimeSpan Read() => server.Length == 0 ? TimeSpan.Zero : TimeSpan.FromSeconds(Directory.EnumerateDirectories("/proc").Sum(TicksOf) / TicksPerSecond);

    private static string ProcessOf(string file) => OperatingSystem.IsLinux() && File.Exists(file) ? File.ReadLines(file).First() : "";

    private double TicksOf(string process)
    {
        try
        {
            var stat = File.ReadAllText(Path.Combine(process, "stat"));
            // proc(5): after the name in brackets come the state, the parent, and as twelfth and thirteenth the user's and the system's time.
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[1] == server ? double.Parse(fields[11], CultureInfo.InvariantCulture) + double.Parse(fields[12], CultureInfo.InvariantCulture) : 0;
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            // No process, or one that has ended meanwhile.
            return 0;
        }
    }
}
