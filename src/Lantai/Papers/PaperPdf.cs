using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>Sets a paper as PDF by letting Chromium print our HTML. Without Chromium the outcome says what to install.</summary>
public static partial class PaperPdf
{
    public const string NotAvailable = "未生成PDF：本机没有Chromium，请安装（Debian：apt install chromium）后重试。";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(120);

    /// <summary>Points kept free under the foot, because Chromium rounds pages and destinations to whole pixels.</summary>
    private const decimal Hair = 2.5m;

    /// <param name="layout">The measures; GB/T 9704-2012 when null.</param>
    public static Task<PrintOutcome> PrintAsync(Paper paper, CancellationToken stop, PaperLayout? layout = null) =>
        PrintAsync(paper, Chromium.Find(), Patience, layout ?? PaperLayout.Standard, stop);

    /// <summary>A page of <see cref="PaperHtml.Render(Paper, PaperLayout)"/>, of a paper without foot.</summary>
    public static async Task<PrintOutcome> PrintAsync(string html, CancellationToken stop) =>
        Chromium.Find() is { } chromium ? await Chromium.PrintAsync(chromium, html, Patience, stop) : PrintOutcome.Failed(NotAvailable);

    /// <summary>
    /// A paper with a foot is printed twice: only a printed paper knows where its text ends, and the foot stands at the
    /// bottom of the last page.
    /// </summary>
    internal static async Task<PrintOutcome> PrintAsync(Paper paper, string? chromium, TimeSpan patience, PaperLayout layout, CancellationToken stop)
    {
        if (chromium is null) return PrintOutcome.Failed(NotAvailable);
        var outcome = await Chromium.PrintAsync(chromium, Marked(PaperHtml.Render(paper, layout, None)), patience, stop);
        if (paper.Foot is null || outcome.Pdf is not { } draft || Blank(draft, layout) is not { } blank) return outcome;
        return await Chromium.PrintAsync(chromium, Marked(PaperHtml.Render(paper, layout, FootDown(blank - Hair))), patience, stop);
    }

    /// <summary>A place that is linked to gets a named destination in the PDF: one at the top, one under the foot.</summary>
    private static string Marked(string html) => html
        .Replace("<main>", """<main><a id="paper-top" href="#paper-top" style="position: absolute; top: 0"></a>""", StringComparison.Ordinal)
        .Replace("</main>", """<a id="paper-end" href="#paper-end"></a></main>""", StringComparison.Ordinal);

    /// <summary>The foot's padding, not its margin, because a margin is lost where the foot begins a page of its own.</summary>
    private static XmlText FootDown(decimal points) =>
        points <= 0 ? None : Xml($$"""@media print { .paper-foot { padding-top: {{decimal.Round(points, 2)}}pt; } }""");

    /// <summary>
    /// The points left blank under the foot; null when the file does not say. Both heights are taken from the same file,
    /// because Chromium counts them from the top of the type area in some versions and of the page in others.
    /// </summary>
    internal static decimal? Blank(byte[] pdf, PaperLayout layout)
    {
        var heights = Destination().Matches(Encoding.Latin1.GetString(pdf))
            .ToLookup(match => match.Groups["name"].Value, match => decimal.Parse(match.Groups["y"].Value, CultureInfo.InvariantCulture));
        if (!heights["paper-top"].Any() || !heights["paper-end"].Any()) return null;
        return PaperLayout.Points(layout.Area.Height) - (heights["paper-top"].First() - heights["paper-end"].First());
    }

    [GeneratedRegex(@"/(?<name>paper-top|paper-end) \[\d+ 0 R /XYZ \S+ (?<y>\d+(\.\d+)?) ", RegexOptions.CultureInvariant)]
    private static partial Regex Destination();
}
