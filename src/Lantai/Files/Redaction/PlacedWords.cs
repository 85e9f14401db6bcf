using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace Lantai.Files;

/// <summary>A word with its box in points from the upper left corner of the page.</summary>
internal sealed record PlacedWord(double Left, double Top, double Right, double Bottom, string Text)
{
    /// <summary>Pixels within the letters: what a line round a cell or under a word draws is not the word.</summary>
    /// <param name="scale">Pixels to the point.</param>
    public (int Left, int Top, int Right, int Bottom) Inside(double scale)
    {
        var margin = Math.Min(Right - Left, Bottom - Top) / 5;
        return ((int)((Left + margin) * scale), (int)((Top + margin) * scale),
            (int)Math.Ceiling((Right - margin) * scale), (int)Math.Ceiling((Bottom - margin) * scale));
    }
}

/// <summary>The words of a page, whose sides are in points.</summary>
internal sealed partial record PageWords(double Width, double Height, List<PlacedWord> Words)
{
    /// <param name="pixels">The page, drawn.</param>
    /// <returns>Pixels to the point.</returns>
    public double Scale(PagePixels pixels) => Math.Max(pixels.Width, pixels.Height) / Math.Max(Width, Height);

    /// <param name="html">As <see cref="Poppler.WordPlacesAsync"/> gives it.</param>
    public static List<PageWords> Read(string html)
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
