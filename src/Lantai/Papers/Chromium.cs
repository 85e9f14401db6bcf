using System.Diagnostics;

namespace Lantai.Papers;

/// <summary>What came of asking Chromium for a PDF.</summary>
/// <param name="Pdf">The file; null when there is none.</param>
/// <param name="Problem">Why there is none, and what to do: one sentence.</param>
public sealed record PrintOutcome(byte[]? Pdf, string? Problem)
{
    public static PrintOutcome Printed(byte[] pdf) => new(pdf, null);

    public static PrintOutcome Failed(string problem) => new(null, problem);
}

/// <summary>The Chromium on this machine, if there is one. It is asked for papers of our own making and for pictures of kept pages.</summary>
public static class Chromium
{
    private static readonly string[] Names =
    [
        "chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "microsoft-edge",
        "Google Chrome", "Chromium", "chrome.exe", "msedge.exe",
    ];

    private static readonly string[] Places =
    [
        "/usr/bin", "/usr/local/bin", "/snap/bin", "/usr/lib/chromium", "/opt/google/chrome", "/opt/microsoft/msedge",
        "/Applications/Google Chrome.app/Contents/MacOS", "/Applications/Chromium.app/Contents/MacOS",
        @"C:\Program Files\Google\Chrome\Application", @"C:\Program Files (x86)\Google\Chrome\Application",
        @"C:\Program Files (x86)\Microsoft\Edge\Application",
    ];

    private static string? known;

    /// <summary>Its path: on PATH first, then where it is usually installed; null when there is none.</summary>
    /// <remarks>Public pages ask for each visitor; what was found is looked for again only when it is gone.</remarks>
    public static string? Find() => File.Exists(known) ? known : known = Find(Environment.GetEnvironmentVariable("PATH"), Places);

    internal static string? Find(string? path, IEnumerable<string> places)
    {
        var folders = (path ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Concat(places);
        return folders.SelectMany(folder => Names.Select(name => Path.Combine(folder, name))).FirstOrDefault(File.Exists);
    }

    /// <summary>Prints a page to PDF, without network, in a profile of its own that is thrown away.</summary>
    /// <param name="program">Chromium's path.</param>
    internal static async Task<PrintOutcome> PrintAsync(string program, string html, TimeSpan patience, CancellationToken stop)
    {
        var folder = Directory.CreateTempSubdirectory("lantai-print-");
        try
        {
            var (page, pdf) = (Path.Combine(folder.FullName, "paper.html"), Path.Combine(folder.FullName, "paper.pdf"));
            await File.WriteAllTextAsync(page, html, stop);
            var ended = await RunAsync(program, Arguments(folder.FullName, page, pdf), patience, stop);
            if (ended is { } problem) return PrintOutcome.Failed(problem);
            return File.Exists(pdf)
                ? PrintOutcome.Printed(await File.ReadAllBytesAsync(pdf, stop))
                : PrintOutcome.Failed($"未能生成PDF：{program}没有输出文件，请检查浏览器能否正常启动。");
        }
        finally
        {
            Discard(folder);
        }
    }

    /// <summary>
    /// No sandbox, because it does not start in a container without user namespaces; the page is ours, and its policy lets
    /// it run no script and fetch nothing.
    /// </summary>
    private static IEnumerable<string> Arguments(string folder, string page, string pdf) =>
    [
        .. Common(folder), NoSandbox, "--host-resolver-rules=MAP * ~NOTFOUND", "--no-pdf-header-footer", "--generate-pdf-document-outline", $"--print-to-pdf={pdf}", new Uri(page).AbsoluteUri,
    ];

    internal const string NoSandbox = "--no-sandbox";

    /// <summary>For every page: no window, nothing fetched of its own accord, a profile that is thrown away.</summary>
    internal static IEnumerable<string> Common(string folder) =>
    [
        "--headless", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
        "--disable-component-update", "--disable-sync", "--disable-extensions", "--disable-dev-shm-usage",
        $"--user-data-dir={Path.Combine(folder, "profile")}",
    ];

    /// <summary>Null when it ended well, else what went wrong. It never outlives this call.</summary>
    internal static async Task<string?> RunAsync(string program, IEnumerable<string> arguments, TimeSpan patience, CancellationToken stop)
    {
        using var process = new Process { StartInfo = new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true } };
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(stop);
        limit.CancelAfter(patience);
        try
        {
            process.Start();
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await process.WaitForExitAsync(limit.Token);
            return process.ExitCode == 0 ? null : $"未能生成PDF：{program}以代码{process.ExitCode}退出，请检查浏览器能否正常启动。";
        }
        catch (System.ComponentModel.Win32Exception cause)
        {
            return $"未能生成PDF：不能启动{program}（{cause.Message}）。";
        }
        catch (OperationCanceledException) when (!stop.IsCancellationRequested)
        {
            return $"未能生成PDF：{program}超过{patience.TotalSeconds:0.#}秒没有完成，已停止。";
        }
        finally
        {
            Kill(process);
        }
    }

    private static void Kill(Process process)
    {
        try
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
        catch (InvalidOperationException)
        {
            // It was never started.
        }
    }

    /// <summary>A helper process of Chromium may still write into its profile as it ends; the system clears what is left.</summary>
    internal static void Discard(DirectoryInfo folder)
    {
        try
        {
            folder.Delete(recursive: true);
        }
        catch (Exception left) when (left is IOException or UnauthorizedAccessException)
        {
            Trace.TraceWarning($"{folder.FullName}: {left.Message}");
        }
    }
}
