namespace Lantai.Files;

/// <summary>
/// Words that a page paints and a picture covers: the page is drawn once more without its text, and where both drawings are the same no
/// word is seen. What was recognised in a scan is not painted and is none of them. Words that stand over one another count as seen.
/// </summary>
internal sealed class CoveredWords : IDisposable
{
    private readonly DrawableFile? bare;
    private readonly List<PageWords> painted;
    private readonly IReadOnlySet<int> pictured;

    private CoveredWords(DrawableFile? bare, List<PageWords> painted, IReadOnlySet<int> pictured) =>
        (this.bare, this.painted, this.pictured) = (bare, painted, pictured);

    /// <param name="pdf">The file at the path.</param>
    /// <param name="pages">Only so many are looked at, from the first.</param>
    public static async Task<CoveredWords> OpenAsync(byte[] pdf, string path, int pages, CancellationToken stop)
    {
        var pictured = await Poppler.PicturePagesAsync(path, pages, stop);
        if (pictured.Count == 0 || PdfCopies.Of(pdf) is not { } copies) return new CoveredWords(null, [], pictured);
        using var file = DrawableFile.Of(copies.Painted);
        var painted = PageWords.Read(await Poppler.WordPlacesAsync(file.Path, pages, stop));
        return new CoveredWords(DrawableFile.Of(copies.Bare), painted, pictured);
    }

    /// <param name="page">From 1.</param>
    /// <param name="pixels">The page as a reader sees it.</param>
    /// <param name="side">Pixels of its longer side.</param>
    /// <param name="least">Of 255: less difference than this no eye sees.</param>
    public async Task<IReadOnlyList<PlacedWord>> FindAsync(int page, PagePixels pixels, int side, int least, CancellationToken stop)
    {
        if (bare is null || !pictured.Contains(page) || page > painted.Count || painted[page - 1] is not { Words.Count: > 0 } words) return [];
        await foreach (var without in Poppler.DrawAsync(bare.Path, side, (page, page), stop))
            return [.. words.Words.Where(word => word.Inside(words.Scale(pixels)) is var (left, top, right, bottom)
                && pixels.Difference(without, left, top, right, bottom) < least)];
        return [];
    }

    public void Dispose() => bare?.Dispose();
}
