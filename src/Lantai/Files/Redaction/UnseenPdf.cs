namespace Lantai.Files;

/// <summary>What was found of words that nobody sees on the pages.</summary>
/// <param name="Places">第3页看不见的文字“…”, one for each page.</param>
/// <param name="Looked">Pages that were looked at, from the first; 0 when not all of them can be drawn, or nothing can draw here.</param>
/// <param name="Pages">Pages of the file.</param>
internal sealed record UnseenText(IReadOnlyList<string> Places, int Looked, int Pages);

/// <summary>
/// Words of a PDF that a search or a copy finds and no eye does: under a black box, in white, of no size, not painted at all. The
/// pages are drawn; where a word's place is all of one colour, nobody sees it. What was recognised under a scan has its picture
/// in its place; what a picture covers is told by <see cref="CoveredWords"/>.
/// </summary>
internal static class UnseenPdf
{
    /// <summary>More take too long while somebody waits.</summary>
    private const int MostPages = 40;

    /// <summary>Pixels of the longer side: some 100 to the inch on A4.</summary>
    private const int Side = 1200;

    /// <summary>Of 255: less difference than this no eye sees.</summary>
    private const int LeastContrast = 8;

    /// <summary>Points; smaller letters nobody reads.</summary>
    private const double Tiny = 1.5;

    private const int MostQuoted = 12, MostDigits = 3;

    /// <param name="pdf">As cleaned as it can be: what other marks hide is found by them.</param>
    public static async Task<UnseenText> FindAsync(byte[] pdf, CancellationToken stop = default)
    {
        using var file = DrawableFile.Of(pdf);
        var found = new List<string>();
        try
        {
            var pages = await Poppler.CountPagesAsync(file.Path, stop);
            var looked = Math.Min(pages, MostPages);
            var words = PageWords.Read(await Poppler.WordPlacesAsync(file.Path, looked, stop));
            using var covered = await CoveredWords.OpenAsync(pdf, file.Path, looked, stop);
            var at = 0;
            await foreach (var pixels in Poppler.DrawAsync(file.Path, Side, (1, looked), stop))
            {
                if (++at > words.Count) continue;
                var page = words[at - 1];
                var unseen = page.Words.Where(word => IsUnseen(word, page.Scale(pixels), pixels))
                    .Union(await covered.FindAsync(at, pixels, Side, LeastContrast, stop));
                if (Quote(unseen) is { } quote) found.Add($"第{at}页看不见的文字“{quote}”");
            }
            return new UnseenText(found, looked, pages);
        }
        catch (RefusedException)
        {
            return new UnseenText(found, 0, 0);
        }
    }

    /// <summary>The first of the words; null where they say nothing.</summary>
    private static string? Quote(IEnumerable<PlacedWord> words)
    {
        var unseen = string.Join(' ', words.Where(word => word.Text.Any(char.IsLetterOrDigit)).Select(word => word.Text));
        if (unseen.Count(char.IsLetterOrDigit) < 2) return null;
        // The journal keeps the sentence: of a number only its beginning, however it is written.
        var digits = 0;
        var masked = string.Concat(unseen.Select(c => char.IsDigit(c) && ++digits > MostDigits ? '*' : c));
        return masked.Length > MostQuoted ? masked[..MostQuoted] + "…" : masked;
    }

    private static bool IsUnseen(PlacedWord word, double scale, PagePixels pixels)
    {
        if (Math.Max((word.Right - word.Left) / word.Text.Length, word.Bottom - word.Top) < Tiny) return true;
        var (left, top, right, bottom) = word.Inside(scale);
        return pixels.Contrast(left, top, right, bottom) < LeastContrast;
    }
}
