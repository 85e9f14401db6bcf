using System.Globalization;

namespace Lantai.Papers;

/// <summary>
/// The style sheet of papers: on the screen a sheet that fits its window, on paper the page of GB/T 9704-2012 with
/// page numbers on the outer side.
/// </summary>
public static class PaperCss
{
    /// <summary>Red names of so many characters have a class of their own.</summary>
    internal const int FewestEms = 4;
    internal const int MostEms = 40;

    /// <summary>Columns of figures so many digits wide have a class of their own.</summary>
    internal const int MostDigits = 14;

    /// <param name="layout">The measures; GB/T 9704-2012 when null.</param>
    public static string For(PaperLayout? layout = null)
    {
        layout ??= PaperLayout.Standard;
        return string.Join('\n', Page(layout), Faces(layout.Fonts), Type(layout), Heads(layout), Endings(layout), Tables(layout), Screen(layout));
    }

    private static string Page(PaperLayout layout) => Css($$"""
        @page {
          size: {{layout.PageWidth}}mm {{layout.PageHeight}}mm;
          margin: {{layout.Area.Top}}mm {{layout.Right}}mm {{layout.Bottom}}mm {{layout.Area.Left}}mm;
        }
        @page :right { @bottom-right { {{PageNumber(layout)}} padding-right: {{layout.PageNumberSize}}pt; } }
        @page :left { @bottom-left { {{PageNumber(layout)}} padding-left: {{layout.PageNumberSize}}pt; } }
        """);

    /// <summary>The dashes stand the gap below the type area: the line's middle, so half a size higher than its top.</summary>
    private static string PageNumber(PaperLayout layout) => Css($$"""
        content: "— " counter(page) " —"; font: {{layout.PageNumberSize}}pt/1 {{Family(layout.Fonts.Song)}}; vertical-align: top; padding-top: calc({{layout.PageNumberGap}}mm - {{layout.PageNumberSize / 2}}pt);
        """);

    /// <summary>A face looked up by its full name, so that a bold one can stand in for 小标宋.</summary>
    private static string Faces(PaperFonts fonts) => Css($$"""
        @font-face { font-family: "paper-title"; src: {{string.Join(", ", fonts.SongTitle.Select(f => $"local(\"{f}\")"))}}; }
        .paper { --fangsong: {{Family(fonts.FangSong)}}; --kai: {{Family(fonts.Kai)}}; --hei: {{Family(fonts.Hei)}}; --song-title: "paper-title", {{Family(fonts.SongTitle)}}; }
        """);

    private static string Type(PaperLayout layout) => Css($$"""
        .paper { font: {{layout.Body.Size}}pt/{{layout.Body.Pitch}}pt var(--fangsong); letter-spacing: {{CharacterGap(layout):0.###}}pt; color: #000; background: #fff; text-align: justify; line-break: strict; orphans: 1; widows: 1; }
        .paper p, .paper h1, .paper h2, .paper h3, .paper h4, .paper h5 { margin: 0; font: inherit; letter-spacing: inherit; color: inherit; }
        .paper a { color: inherit; text-decoration: none; }
        .paper .paper-title { font: {{layout.TitleSize}}pt/{{layout.TitlePitch}}pt var(--song-title); letter-spacing: 0; text-align: center; margin-bottom: {{layout.Body.Pitch}}pt; break-after: avoid; }
        .paper .paper-below-rule { margin-top: {{2 * layout.Body.Pitch}}pt; }
                .paper .paper-addressees { text-align: left; }
        .paper-body > p, .paper-body > h2, .paper-body > h3, .paper-body > h4, .paper-body > h5, .paper-clause { text-indent: 2em; }
        .paper-body > h2, .paper-body > h3, .paper-body > h4, .paper-body > h5 { break-after: avoid; }
        .paper .paper-level1, .paper-hei { font-family: var(--hei); }
        .paper .paper-level2, .paper-kai { font-family: var(--kai); }
        .paper .paper-clause > * { display: inline; }
        .paper .paper-clause > :first-child, .paper-kai, .paper-hei, .paper b { line-height: 1; }
        .paper ol, .paper ul { margin: 0; padding: 0; }
        .paper-body ol, .paper-body ul { list-style-position: inside; text-indent: 2em; }
        """);

    private static string Heads(PaperLayout layout) => Css($$"""
        .paper .paper-marks { font-family: var(--hei); }
        .paper .paper-mark { margin-top: {{layout.Mark.Top}}mm; font-family: var(--song-title); line-height: 1.1; color: #{{layout.Red}}; text-align: center; letter-spacing: 0; }
        .paper .paper-masthead .paper-mark { margin-top: {{layout.Masthead.Top}}mm; }
        .paper .paper-marks + .paper-mark, .paper .paper-masthead .paper-marks + .paper-mark { margin-top: {{layout.Body.Pitch / 3}}pt; }
        {{MarkSizes(ems => $"{layout.FittingSize(new string('一', ems), layout.Mark)}pt")}}
        .paper .paper-number { margin-top: {{2 * layout.Body.Pitch}}pt; text-align: center; }
        .paper .paper-issue { margin-top: {{layout.Body.Pitch / 2}}pt; text-align: center; }
        .paper .paper-issuer { display: flex; flex-wrap: wrap; justify-content: space-between; padding: {{layout.Body.Pitch / 2}}pt 1em 0; }
        .paper-head { padding-bottom: calc({{layout.RedRuleGap}}mm - {{(layout.Body.Pitch - layout.Body.Size) / 2}}pt); border-bottom: {{layout.RedRuleWeight}}mm solid #{{layout.Red}}; }
        """);

    private static string Endings(PaperLayout layout) => Css($$"""
        .paper .paper-enclosures { margin-top: {{layout.Body.Pitch}}pt; text-indent: 0; padding-left: 2em; break-inside: avoid; }
        .paper .paper-kept { break-after: avoid; }
        .paper div.paper-enclosures { display: flex; }
        .paper .paper-enclosures ol { flex: 1; list-style: decimal outside; padding-left: 1.5em; text-indent: 0; }
        .paper p.paper-enclosures { padding-left: 5em; text-indent: -3em; }
        .paper-signature { width: fit-content; margin: {{layout.LinesAboveUnsealed * layout.Body.Pitch}}pt 2em 0 auto; white-space: nowrap; break-before: avoid; break-inside: avoid; }
        .paper-sealed, .paper-sealed-wide { margin-top: {{layout.LinesAboveSealed * layout.Body.Pitch}}pt; margin-right: 4em; text-align: center; }
        .paper-sealed-wide { margin-right: 0; }
        .paper .paper-sealed p:first-child { margin: 0 -4em; }
        .paper .paper-unsealed p + p { width: 0; margin-left: 2em; }
        .paper .paper-unsealed-day p + p { margin-left: 2em; }
        .paper .paper-note { text-indent: 2em; }
        .paper-attachment { break-before: page; }
        .paper .paper-attachment-mark { font-family: var(--hei); margin-bottom: {{layout.Body.Pitch}}pt; }
        .paper .paper-attachment > .paper-title { margin-bottom: {{layout.Body.Pitch / 2}}pt; }
        .paper-foot { margin-top: {{layout.Body.Pitch}}pt; font-size: {{layout.Foot.Size}}pt; line-height: {{layout.Foot.Pitch}}pt; letter-spacing: 0; text-align: left; break-inside: avoid; }
        .paper .paper-foot p { display: flex; flex-wrap: wrap; justify-content: space-between; padding: 0 1em; }
        {{string.Join('\n', Enumerable.Range(2, 6).Select(ems => $".paper .paper-hang{ems} {{ padding-left: {ems}em; text-indent: -{ems}em; }}"))}}
        .paper .paper-thick-above { border-top: {{layout.Foot.Thick}}mm solid #000; }
        .paper .paper-thin-above { border-top: {{layout.Foot.Thin}}mm solid #000; }
        .paper-thick-below { border-bottom: {{layout.Foot.Thick}}mm solid #000; }
        .paper-thin-below { border-bottom: {{layout.Foot.Thin}}mm solid #000; }
        """);

    private static string Tables(PaperLayout layout) => Css($$"""
        .paper-table { overflow-x: auto; }
        .paper table { width: 100%; table-layout: fixed; border-collapse: collapse; font-size: {{layout.Table.Size}}pt; line-height: {{TableType.Pitch(layout.Table.Size)}}pt; letter-spacing: 0; }
        .paper .paper-small { font-size: {{layout.Table.LeastSize}}pt; line-height: {{TableType.Pitch(layout.Table.LeastSize)}}pt; }
        .paper caption { font-family: var(--hei); padding: 4pt; break-after: avoid; }
        .paper .paper-unseen { position: absolute; width: 1px; height: 1px; padding: 0; overflow: hidden; clip-path: inset(50%); }
        .paper thead { display: table-header-group; }
        .paper tr:not(:has(> [rowspan])), .paper tr > :not([rowspan]) { break-inside: avoid; }
        .paper th, .paper td { box-sizing: border-box; height: {{layout.Table.Row}}pt; padding: 1pt 3pt; border: .5pt solid #000; font-weight: 400; text-align: center; vertical-align: middle; }
        .paper thead th, .paper tbody th[scope^="col"] { font-family: var(--hei); padding-inline: 1pt; }
        .paper .paper-form tbody td, .paper .paper-form tbody th { height: {{layout.Table.FormRow}}pt; }
        .paper .paper-tight td, .paper .paper-tight tbody th { height: {{layout.Table.LeastRow}}pt; padding-block: 0; }
        .paper .paper-center { text-align: center; }
        .paper .paper-left { text-align: left; padding-left: .5em; }
        .paper .paper-whole tbody { white-space: nowrap; }
        {{string.Join('\n', Enumerable.Range(1, 100).Select(percent => $".paper-w{percent} {{ width: {percent}%; }}"))}}
        .paper .paper-figure { font-variant-numeric: tabular-nums; }
        .paper .paper-figure span { display: inline-block; text-align: right; }
        {{string.Concat(Enumerable.Range(1, MostDigits).Select(digits => $".paper .paper-digits{digits} span {{ min-width: {digits}ch; }}\n"))}}
        """);

    /// <summary>On the screen the page's margins are the sheet's own, and shrink with the window.</summary>
    private static string Screen(PaperLayout layout) => Css($$"""
        @media print { .paper-table { overflow: visible; } .paper-sheet { margin: 0; } }
        @media screen {
          .paper-sheet { margin: 0; background: #E6E2D9; }
          .paper-sheet .paper { box-sizing: border-box; max-width: {{layout.PageWidth}}mm; margin: 0 auto; padding: clamp(16px, 6vw, {{layout.Area.Top}}mm) clamp(16px, 5vw, {{layout.Area.Left}}mm); }
          .paper-attachment { margin-top: {{2 * layout.Body.Pitch}}pt; padding-top: {{layout.Body.Pitch}}pt; border-top: 1px dashed #57606A; }
          .paper .paper-enclosures a { text-decoration: underline; }
          .paper-bound { border-bottom: 1px dotted #1F4E79; }
          .paper-bound:hover { background: #FFF6DC; }
        }
        @media screen and (max-width: 800px) {
          {{MarkSizes(ems => $"{85m / ems:0.##}vw")}}
        }
        @media screen and (max-width: 600px) {
          .paper { font-size: 18px; line-height: 1.8; letter-spacing: 0; }
          .paper .paper-title { font-size: 22px; line-height: 1.5; }
          .paper table { min-width: 36em; font-size: 15px; line-height: 1.4; }
        }
        """);

    /// <summary>A red name fits one line, whatever its length.</summary>
    private static string MarkSizes(Func<int, FormattableString> size) => string.Join('\n', Enumerable.Range(FewestEms, MostEms - FewestEms + 1)
        .Select(ems => $".paper .paper-ems{ems} {{ font-size: {Css(size(ems))}; }}"));

    private static string Family(IReadOnlyList<string> fonts) => string.Join(", ", fonts.Select(f => $"\"{f}\"").Append("serif"));

    /// <summary>What to add to every character so that the line holds as many as it should (negative for 28 of 16 pt on 156 mm).</summary>
    private static decimal CharacterGap(PaperLayout layout) => layout.WidthInPoints / layout.Body.Characters - layout.Body.Size;

    private static string Css(FormattableString css) => css.ToString(CultureInfo.InvariantCulture);
}
