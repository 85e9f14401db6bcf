using System.Runtime.CompilerServices;

namespace Lantai.Files;

/// <summary>
/// 遮盖: the pages are drawn as pixels, the boxes painted over, and a PDF of those pictures is written. What was under a box is
/// in no part of the result; nothing of the source file is taken over but what it shows.
/// </summary>
public static class BurnIn
{
    /// <summary>Pixels of a page's longer side: some 170 to the inch on A4.</summary>
    private const int Side = 2000;

    /// <summary>On the desk's page.</summary>
    private const int ShownSide = 1000;

    /// <param name="marks">By page, from 1.</param>
    /// <exception cref="RefusedException">The file cannot be drawn, a mark lies on no page, or something was left in the result.</exception>
    public static async Task<byte[]> RunAsync(Stream content, string name, ILookup<int, PageBox> marks, CancellationToken stop = default)
    {
        using var source = await DrawableFile.OpenAsync(content, name, stop);
        var pages = await Poppler.CountPagesAsync(source.Path, stop);
        if (marks.FirstOrDefault(group => group.Key > pages || group.Any(box => !box.IsSound)) is { Key: var wrong })
            throw new RefusedException($"第{wrong}页的遮盖不在文件的页面以内（共{pages}页），请核对。");
        var result = await PicturePdf.WriteAsync(Burnt(source.Path, marks, stop), stop);
        var left = await RedactionAttack.FindAsync(result, pages, marks, stop);
        return left.Count == 0 ? result : throw new RefusedException($"遮盖后的文件没有通过检查（{string.Join("、", left)}），没有保存；请把原文件打印后扫描再试。");
    }

    /// <returns>The page with its marks shaded, as a PNG, and its size in pixels.</returns>
    public static async Task<(byte[] Png, int Width, int Height)> ShowAsync(
        Stream content, string name, int page, IEnumerable<PageBox> marks, CancellationToken stop = default)
    {
        using var source = await DrawableFile.OpenAsync(content, name, stop);
        await foreach (var pixels in Poppler.DrawAsync(source.Path, ShownSide, (page, page), stop))
        {
            foreach (var box in marks) pixels.Shade(box);
            return (pixels.Png(), pixels.Width, pixels.Height);
        }
        throw new RefusedException($"“{name}”没有第{page}页，请核对。");
    }

    public static async Task<int> CountPagesAsync(Stream content, string name, CancellationToken stop = default)
    {
        using var source = await DrawableFile.OpenAsync(content, name, stop);
        return await Poppler.CountPagesAsync(source.Path, stop);
    }

    /// <summary>How it looks to whoever wants to see more: drawn again, at the size at which it was burnt.</summary>
    internal static IAsyncEnumerable<PagePixels> DrawAsync(string path, CancellationToken stop) => Poppler.DrawAsync(path, Side, null, stop);

    private static async IAsyncEnumerable<PagePixels> Burnt(string path, ILookup<int, PageBox> marks, [EnumeratorCancellation] CancellationToken stop)
    {
        var page = 0;
        await foreach (var pixels in DrawAsync(path, stop))
        {
            page++;
            foreach (var box in marks[page]) pixels.Blacken(box);
            yield return pixels;
        }
    }
}

/// <summary>A PDF on disk for as long as it is drawn; a picture is put on a page of its own.</summary>
internal sealed class DrawableFile : IDisposable
{
    private const long Largest = 100L << 20;

    private DrawableFile(string path) => Path = path;

    public string Path { get; }

    /// <exception cref="RefusedException">It is neither a PDF nor a picture, or too large.</exception>
    public static async Task<DrawableFile> OpenAsync(Stream content, string name, CancellationToken stop)
    {
        if (content.Length > Largest) throw new RefusedException($"“{name}”超过100MB，不能遮盖；请分成几个文件。");
        var kind = FileKind.Sniff(content);
        if (kind is not (FileKind.Pdf or FileKind.Image)) throw new RefusedException($"“{name}”的内容是{kind.Title}，只有 PDF 和图片可以遮盖；请另存为 PDF。");
        var bytes = new byte[content.Length];
        content.Position = 0;
        await content.ReadExactlyAsync(bytes, stop);
        return Of(kind == FileKind.Image ? PicturePdf.Wrap(bytes, name) : bytes);
    }

    public static DrawableFile Of(byte[] pdf)
    {
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"lantai-{Guid.NewGuid():N}.pdf");
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var target = new FileStream(path, options);
        target.Write(pdf);
        return new DrawableFile(path);
    }

    public void Dispose() => File.Delete(Path);
}
