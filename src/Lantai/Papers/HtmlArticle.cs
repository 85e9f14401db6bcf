using static Lantai.Papers.XmlText;

namespace Lantai.Papers;

/// <summary>Writes a paper as an <c>article</c>, from the head to the foot.</summary>
/// <param name="title">The level of its title among the headings of the page.</param>
internal sealed class HtmlArticle(PaperLayout layout, bool showsOrigins, int title = 1)
{
    private static readonly XmlText Break = new("<br>");

    public XmlText Of(Paper paper) => Xml($"""
        <article class="paper" lang="zh-CN">
        {Head(paper)}
        <h{title} class="paper-title{(paper.Head is null ? "" : " paper-below-rule")}">{Lines(paper.Title)}</h{title}>
        {WordsOf(paper)}
        {If(paper.Foot, Foot)}
        </article>
        """);

    /// <summary>What stands between the title and the foot.</summary>
    public XmlText WordsOf(Paper paper) => Xml($"""
        {If(paper.Addressees, a => Xml($"""<p class="paper-addressees">{a}：</p>"""))}
        <div class="paper-body">
        {Each(paper.Body, block => Block(block, false))}</div>
        {Enclosures(paper.Attachments, paper.Signature is null ? "" : " paper-kept")}
        {If(paper.Signature, Sign)}
        {If(paper.Note, note => Xml($"""<p class="paper-note">（{note}）</p>"""))}
        {Each(paper.Attachments, (attachment, i) => Attach(paper, attachment, i))}
        """);

    private static XmlText Head(Paper paper)
    {
        var marks = paper.Marks.Count > 0 ? Xml($"""<p class="paper-marks">{Lines(paper.Marks)}</p>""") : None;
        return paper.Head switch
        {
            RedHead head => Xml($"""
                <header class="paper-head">{marks}
                <p class="paper-mark {FitClass(head.Mark)}">{head.Mark}</p>
                <p class="paper-number">{head.Number.ToString()}</p>
                </header>
                """),
            Masthead head => Xml($"""
                <header class="paper-head paper-masthead">{marks}
                <p class="paper-mark {FitClass(head.Name)}">{head.Name}</p>
                <p class="paper-issue">（{head.Issue.ToString()}）</p>
                <p class="paper-issuer"><span>{head.Issuer}</span><time datetime="{head.On.ToString("O")}">{ChineseDate.Of(head.On)}</time></p>
                </header>
                """),
            _ => marks,
        };
    }

    /// <summary>The class that sets a red name to fit its line: the style sheet has one for every length.</summary>
    private static string FitClass(string name) => $"paper-ems{Math.Clamp((int)Math.Ceiling(TextWidth.Ems(name)), PaperCss.FewestEms, PaperCss.MostEms)}";

    private static XmlText Lines(IReadOnlyList<string> lines) => Each(lines, (line, i) => Xml($"{(i > 0 ? Break : None)}{line}"));

    private XmlText Block(PaperBlock block, bool tight) => block switch
    {
        Heading { Text.Count: 0 } heading => Xml($"{HeadingTag(heading)}\n"),
        Heading heading => Xml($"""<div class="paper-clause">{HeadingTag(heading)}<p>{Runs(heading.Text)}</p></div>{"\n"}"""),
        Paragraph paragraph => Xml($"<p>{Runs(paragraph.Runs)}</p>\n"),
        PaperList list => Xml($"<{List(list)}>{Each(list.Items, item => Xml($"<li>{Runs(item)}</li>"))}</{List(list)}>\n"),
        PaperTable table => new HtmlTable(table, layout).Write(tight),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static XmlText List(PaperList list) => new(list.Numbered ? "ol" : "ul");

    /// <summary>Below the paper's title.</summary>
    private XmlText HeadingTag(Heading heading) =>
        Xml($"""<h{heading.Level + title} class="paper-level{heading.Level}">{Runs(heading.Title)}</h{heading.Level + title}>""");

    private XmlText Runs(IReadOnlyList<Run> runs) => Each(runs, run => Bound(run, run.Face switch
    {
        RunFace.Plain => Xml($"{run.Text}"),
        RunFace.Bold => Xml($"<b>{run.Text}</b>"),
        RunFace.Kai => Xml($"""<span class="paper-kai">{run.Text}</span>"""),
        RunFace.Hei => Xml($"""<span class="paper-hei">{run.Text}</span>"""),
    }));

    private XmlText Bound(Run run, XmlText words) => showsOrigins && run.Origin is { } origin
        ? Xml($"""<span class="paper-bound" title="{origin.Explanation}" data-from="{origin.Placeholder}">{words}</span>""")
        : words;

    private static XmlText Enclosures(IReadOnlyList<Attachment> attachments, string kept) => attachments.Count switch
    {
        0 => None,
        1 => Xml($"""<p class="paper-enclosures{kept}">附件：<a href="#attachment-1">{attachments[0].Title}</a></p>"""),
        _ => Xml($"""<div class="paper-enclosures{kept}"><p>附件：</p><ol>{Each(attachments, (a, i) => Xml($"""<li><a href="#attachment-{i + 1}">{a.Title}</a></li>"""))}</ol></div>"""),
    };

    private static XmlText Sign(Signature signature)
    {
        var longer = TextWidth.Ems(signature.Issuer) - TextWidth.Ems(ChineseDate.Of(signature.On));
        var how = signature switch
        {
            { Sealed: true } => longer > 8 ? "paper-sealed-wide" : "paper-sealed",
            _ => longer >= 0 ? "paper-unsealed" : "paper-unsealed-day",
        };
        return Xml($"""
            <div class="paper-signature {how}"><p>{signature.Issuer}</p><p><time datetime="{signature.On.ToString("O")}">{ChineseDate.Of(signature.On)}</time></p></div>
            """);
    }

    private XmlText Attach(Paper paper, Attachment attachment, int index)
    {
        var (id, number) = ($"attachment-{index + 1}", paper.Attachments.Count > 1 ? $"{index + 1}" : "");
        return Xml($"""
            <section class="paper-attachment" id="{id}" aria-labelledby="{id}-title">
            <p class="paper-attachment-mark">附件{number}</p>
            <h{title + 1} class="paper-title" id="{id}-title">{Lines(TitleLines.Break(attachment.Title, layout.TitleEms, layout.Words))}</h{title + 1}>
            {Each(attachment.Blocks, block => Block(block, block is PaperTable table && TableRows.IsTight(paper, attachment.Blocks, table, layout)))}
            </section>

            """);
    }

    private static XmlText Foot(PaperFoot foot) => Xml($"""
        <footer class="paper-foot paper-{Rule(foot.Below)}-below">
        {Each(foot.Rows, row => Xml($"""<p class="paper-{Rule(row.Above)}-above">{Each(row.Parts, part => Xml($"<span{Hang(row)}>{part}</span>"))}</p>{"\n"}"""))}</footer>
        """);

    /// <summary>The further lines of a lone part begin after its label.</summary>
    private static XmlText Hang(FootRow row) => row.LabelEms > 0 ? Xml($" class=\"paper-hang{(int)row.LabelEms}\"") : None;

    private static string Rule(FootRule rule) => rule switch { FootRule.None => "none", FootRule.Thin => "thin", FootRule.Thick => "thick" };
}
