using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;

namespace Lantai.Files;

/// <summary>
/// Poppler's programs, which draw and read PDF. Every page is drawn into a square of a fixed size, so that no file decides how
/// much memory its drawing takes; what takes it longer than two minutes is ended.
/// </summary>
internal static class Poppler
{
    private const int MostPages = 200;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>The pages as a reader sees them, one in memory at a time.</summary>
    /// <param name="side">Pixels of the longer side.</param>
    /// <param name="pages">Only these, from 1; null for all.</param>
    /// <exception cref="RefusedException">The program is missing or takes too long, or the file cannot be drawn or has too many pages.</exception>
    public static async IAsyncEnumerable<PagePixels> DrawAsync(
        string path, int side, (int First, int Last)? pages = null, [EnumeratorCancellation] CancellationToken stop = default)
    {
        string[] only = pages is var (first, last) ? ["-f", $"{first}", "-l", $"{last}"] : [];
        // Of the time only that of the drawing counts, not what is done with a page in between.
        var drawing = new Stopwatch();
        using var process = Start("pdftoppm", ["-cropbox", "-scale-to", $"{side}", .. only, path]);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(stop);
            var drawn = 0;
            while (await PatientlyAsync(patience => ReadPageAsync(process.StandardOutput.BaseStream, side, patience), drawing, stop) is { } pixels)
            {
                if (++drawn > MostPages) throw new RefusedException($"文件超过{MostPages}页，请分成几个文件。");
                yield return pixels;
            }
            var code = await PatientlyAsync(patience => ExitAsync(process, patience), drawing, stop);
            if (code != 0 || drawn == 0) throw Broken(await errors);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    /// <summary>The text layer; "" when there is none.</summary>
    public static Task<string> TextAsync(string path, CancellationToken stop) => OutputAsync("pdftotext", ["-enc", "UTF-8", path, "-"], stop);

    /// <summary>Each word of the first pages with its box in points from the upper left corner of the page, as XHTML.</summary>
    public static Task<string> WordPlacesAsync(string path, int pages, CancellationToken stop) =>
        OutputAsync("pdftotext", ["-bbox", "-cropbox", "-nopgbrk", "-enc", "UTF-8", "-l", $"{pages}", path, "-"], stop);

    /// <summary>Which of the first pages hold a picture, from 1.</summary>
    public static async Task<IReadOnlySet<int>> PicturePagesAsync(string path, int pages, CancellationToken stop)
    {
        var told = await OutputAsync("pdfimages", ["-list", "-l", $"{pages}", path], stop);
        // Each row of the list begins with its page; its heading is none.
        return told.Split('\n').Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Select(row => row is [var page, ..] && int.TryParse(page, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0)
            .Where(page => page > 0).ToHashSet();
    }

    /// <exception cref="RefusedException">The file is no PDF that can be drawn.</exception>
    public static async Task<int> CountPagesAsync(string path, CancellationToken stop)
    {
        var told = await OutputAsync("pdfinfo", [path], stop);
        var line = told.Split('\n').FirstOrDefault(line => line.StartsWith("Pages:", StringComparison.Ordinal));
        return line is not null && int.TryParse(line["Pages:".Length..], out var pages) && pages > 0 ? pages : throw Broken("");
    }

    private static async Task<string> OutputAsync(string program, string[] arguments, CancellationToken stop)
    {
        using var process = Start(program, arguments);
        try
        {
            return await PatientlyAsync(patience => AnswerAsync(process, patience), new Stopwatch(), stop);
        }
        finally
        {
            if (!process.HasExited) process.Kill(entireProcessTree: true);
        }
    }

    private static async Task<string> AnswerAsync(Process process, CancellationToken stop)
    {
        var (output, errors) = (process.StandardOutput.ReadToEndAsync(stop), process.StandardError.ReadToEndAsync(stop));
        return await ExitAsync(process, stop) == 0 ? await output : throw Broken(await errors);
    }

    private static async Task<int> ExitAsync(Process process, CancellationToken stop)
    {
        await process.WaitForExitAsync(stop);
        return process.ExitCode;
    }

    /// <summary>Lets work take what is left of the patience; the time that it takes is added to what was spent.</summary>
    internal static async Task<T> PatientlyAsync<T>(Func<CancellationToken, Task<T>> work, Stopwatch spent, CancellationToken stop, TimeSpan? most = null)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(stop);
        var left = (most ?? Patience) - spent.Elapsed;
        patience.CancelAfter(left > TimeSpan.Zero ? left : TimeSpan.Zero);
        spent.Start();
        try
        {
            return await work(patience.Token);
        }
        catch (OperationCanceledException late) when (!stop.IsCancellationRequested)
        {
            throw new RefusedException("文件太复杂，两分钟里没有读完；请分成几个文件后再试。", late);
        }
        finally
        {
            spent.Stop();
        }
    }

    private static Process Start(string program, string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception missing)
        {
            throw new RefusedException($"遮盖文件需要本机装有{program}（Debian：apt install poppler-utils），没有装；请安装后再试。", missing);
        }
    }

    /// <summary>One picture of the row that the program writes: P6, width, height, 255, pixels.</summary>
    private static async Task<PagePixels?> ReadPageAsync(Stream pictures, int side, CancellationToken stop)
    {
        if (await WordAsync(pictures, stop) is not { } mark) return null;
        if (mark != "P6" || !int.TryParse(await WordAsync(pictures, stop), out var width) || !int.TryParse(await WordAsync(pictures, stop), out var height)
            || await WordAsync(pictures, stop) != "255" || width is < 1 || height is < 1 || width > side + 1 || height > side + 1) throw Broken("");
        var rgb = new byte[3 * width * height];
        await pictures.ReadExactlyAsync(rgb, stop);
        return new PagePixels(width, height, rgb);
    }

    private static async Task<string?> WordAsync(Stream stream, CancellationToken stop)
    {
        var word = new StringBuilder();
        var one = new byte[1];
        while (word.Length < 16 && await stream.ReadAsync(one, stop) == 1)
        {
            if (!char.IsWhiteSpace((char)one[0])) word.Append((char)one[0]);
            else if (word.Length > 0) break;
        }
        return word.Length == 0 ? null : word.ToString();
    }

    private static RefusedException Broken(string errors) =>
        new(errors.Contains("password", StringComparison.OrdinalIgnoreCase) ? "文件设有密码，不能遮盖；请去掉密码后再试。" : "文件不能逐页显示（损坏或者不是完整的 PDF）；请用原软件另存后再试。");
}
