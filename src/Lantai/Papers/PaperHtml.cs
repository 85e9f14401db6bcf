using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>
/// Sets a paper as HTML: headings, captioned tables and lists for readers and their machines, and a style sheet that
/// prints it to the measures of GB/T 9704-2012. There is no script, no inline style and nothing to fetch.
/// </summary>
public static class PaperHtml
{
    /// <summary>A page of its own, with its style sheet inside.</summary>
    /// <param name="layout">The measures; GB/T 9704-2012 when null.</param>
    public static string Render(Paper paper, PaperLayout? layout = null) => Render(paper, layout ?? PaperLayout.Standard, None);

    /// <summary>The paper as an <c>article</c>, for a page that has <see cref="PaperCss"/> among its style sheets.</summary>
    /// <param name="showsOrigins">Figures that come from a score sheet say so when pointed at; for the desk.</param>
    public static string Article(Paper paper, PaperLayout? layout = null, bool showsOrigins = false) =>
        new HtmlArticle(layout ?? PaperLayout.Standard, showsOrigins).Of(paper).Text;

    /// <summary>The same within a page that has a heading of its own.</summary>
    public static string Sample(Paper paper, PaperLayout layout) => new HtmlArticle(layout, false, 2).Of(paper).Text;

    /// <summary>
    /// The paper's words and tables for a web page that shows title, number and issuer itself: addressees, body, signature
    /// and attachments, without 版头 and 版记.
    /// </summary>
    public static string Words(Paper paper, PaperLayout? layout = null) => new HtmlArticle(layout ?? PaperLayout.Standard, false).WordsOf(paper).Text;

    /// <param name="moreStyle">Rules that only this rendering needs.</param>
    internal static string Render(Paper paper, PaperLayout layout, XmlText moreStyle) => Xml($"""
        <!DOCTYPE html>
        <html lang="zh-CN">
        <head>
        <meta charset="utf-8">
        <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>{paper.PlainTitle}</title>
        <style>
        {new XmlText(PaperCss.For(layout))}{moreStyle}
        </style>
        </head>
        <body class="paper-sheet">
        <main>
        {new HtmlArticle(layout, false).Of(paper)}
        </main>
        </body>
        </html>

        """).Text;
}
