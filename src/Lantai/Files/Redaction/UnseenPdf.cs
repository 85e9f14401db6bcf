using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Lantai.Files;

/// <summary>What was found of words that nobody sees on the pages.</summary>
/// <param name="Places">第3页看不见的文字“…”, one for each page.</param>
/// <param name="Looked">Pages that were looked at, from the first; 0 when the file cannot be drawn, or nothing can draw here.</param>
/// <param name="Pages">Pages of the file.</param>
internal sealed record UnseenText(IReadOnlyList<string> Places, int Looked, int Pages);

/// <summary>
/// Words of a PDF that a search or a copy finds and no eye does: under a black box, in white, of no size, not painted at all. The
/// pages are drawn; where a word's place is all of one colour, nobody sees it. What was recognised under a scan has its picture
/// in its place.
/// </summary>
internal static partial class UnseenPdf
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
        try
        {
            var pages = await Poppler.CountPagesAsync(file.Path, stop);
            var looked = Math.Min(pages, MostPages);
            var words = Pages(await Poppler.WordPlacesAsync(file.Path, looked, stop));
            var (found, at) = (new List<string>(), 0);
            await foreach (var pixels in Poppler.DrawAsync(file.Path, Side, (1, looked), stop))
            {
                at++;
                if (at <= words.Count && Quote(words[at - 1], pixels) is { } quote) found.Add($"第{at}页看不见的文字“{quote}”");
            }
            return new UnseenText(found, looked, pages);
        }
        catch (RefusedException)
        {
            return new UnseenText([], 0, 0);
        }
    }

    /// <summary>The first words that nobody sees; null for none.</summary>
    private static string? Quote(PageWords page, PagePixels pixels)
    {
        var scale = Math.Max(pixels.Width, pixels.Height) / Math.Max(page.Width, page.Height);
        var unseen = string.Join(' ', page.Words.Where(word => IsUnseen(word, scale, pixels)).Select(word => word.Text));
        if (unseen.Count(char.IsLetterOrDigit) < 2) return null;
        // The journal keeps the sentence: of a number only its beginning, however it is written.
        var digits = 0;
        var masked = string.Concat(unseen.Select(c => char.IsDigit(c) && ++digits > MostDigits ? '*' : c));
        return masked.Length > MostQuoted ? masked[..MostQuoted] + "…" : masked;
    }

    private static bool IsUnseen(PlacedWord word, double scale, PagePixels pixels)
    {
        if (!word.Text.Any(char.IsLetterOrDigit)) return false;
        var (width, height) = (word.Right - word.Left, word.Bottom - word.Top);
        if (Math.Max(width / word.Text.Length, height) < Tiny) return true;
        // Within the letters: what a line round a cell or under a word draws is not the word.
        var (across, down) = (Math.Min(width, height) / 5, Math.Min(width, height) / 5);
        return pixels.Contrast((int)((word.Left + across) * scale), (int)((word.Top + down) * scale), (int)Math.Ceiling((word.Right - across) * scale), (int)Math.Ceiling((word.Bottom - down) * scale))
            < LeastContrast;
    }

    private sealed record PlacedWord(double Left, double Top, double Right, double Bottom, string Text);

    private sealed record PageWords(double Width, double Height, List<PlacedWord> Words);

    private static List<PageWords> Pages(string html)
    {
        var pages = new List<PageWords>();
        foreach (Match match in Marks().Matches(html))
        {
            double Number(int group) => double.Parse(match.Groups[group].ValueSpan, NumberStyles.Float, CultureInfo.InvariantCulture);
            if (match.Groups[1].Success) pages.Add(new(Number(1), Number(2), []));
            else pages[^1].Words.Add(new(Number(3), Number(4), Number(5), Number(6), WebUtility.HtmlDecode(match.Groups[7].Value)));
        }
        return pages;
    }

    [GeneratedRegex("""<page width="([\d.]+)" height="([\d.]+)">|<word xMin="([-\d.]+)" yMin="([-\d.]+)" xMax="([-\d.]+)" yMax="([-\d.]+)">([^<]+)</word>""")]
    private static partial Regex Marks();
}
