using System.Diagnostics;

namespace Lantai.Benchmarks.Patrol;

/// <summary>A program run to its end: seconds on the clock and of CPU, and the most memory it held.</summary>
internal sealed record MeasuredRun(double Seconds, double CpuSeconds, long PeakMegabytes)
{
    /// <summary>Output is thrown away; errors are shown.</summary>
    public static async Task<MeasuredRun> OfAsync(string program, string[] arguments)
    {
        var started = Stopwatch.GetTimestamp();
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true, WorkingDirectory = Path.GetTempPath() })!;
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
        var (peak, cpu) = (0L, TimeSpan.Zero);
        while (!process.HasExited)
        {
            try
            {
                process.Refresh();
                (peak, cpu) = (Math.Max(peak, process.PeakWorkingSet64), process.TotalProcessorTime);
            }
            catch (InvalidOperationException)
            {
                break;
            }
            await Task.WhenAny(process.WaitForExitAsync(), Task.Delay(20));
        }
        await process.WaitForExitAsync();
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        await output;
        if (await errors is { Length: > 0 } said && process.ExitCode is not (0 or 1 or 8)) Console.Error.WriteLine(said);
        return new(seconds, cpu.TotalSeconds, peak >> 20);
    }
}
