using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;
using Xunit;

namespace Lantai.Tests.Patrol.Reading;

/// <summary>The reader against a whole HTML parser: the same links, the same text, whatever the markup.</summary>
public sealed class PageReaderFuzzTests
{
    private static readonly HtmlParser Oracle = new(new HtmlParserOptions { IsScripting = true });

    private static readonly Gen<string> Pieces = Gen.Elements(
        "<a href=x1>", "<a href='x2'>", "<a href=\"x3&amp;y\">", "<A HREF = x4 href=no>", "<a name=n>", "</a>", "</A >", "<a href=x5", "<a/href=x6/>",
        "<p>", "</p>", "<div>", "</div>", "<div class=\"a>b\">", "<span>", "</span>", "<b>", "</b>", "<br>", "</br>", "<br/>", "<hr>", "<h1>", "</h1>",
        "<ul>", "<li>", "</li>", "</ul>", "<img src=i1>", "<img src=\"i2\" alt=''>", "<img src=i3/>", "<image src=i4>", "<script src=s1></script>",
        "<script>if(a<b)document.write('<a href=no>')</script>", "<script><!-- <script> </script> <a href=no> --></script>", "<script><!--></script>",
        "<script><!-- </script>", "<style>a{b:c}<a href=no></style>", "<textarea><a href=no>字</textarea>", "<noscript><a href=no>字</noscript>",
        "<template><a href=no>字</template>", "<template><template></template><img src=no></template>", "<iframe src=f1><a href=no></iframe>",
        "<xmp><b></xmp>", "<title><a></title>", "<!-- <a href=no> -->", "<!--><i>", "<!---><i>", "<!-- --!><i>", "<!--a--b-->", "<!doctype html>", "<?xml <a> ?>", "<![CDATA[<a>]]>",
        "<!x>", "</>", "</ x>", "<", "<<", "< a>", "<3", "</", ">", "\"", "'", "=", "&", "&amp;", "&amp", "&ampx", "&lt;a&gt;", "&nbsp;", "&notin;", "&notit", "&#20013;", "&#x4e2d",
        "&#0;", "&#128;", "&#xD800;", "&#;", "&xyz;", "&euro;", "&acE;", "字", "中国", "a", " ", "\n", "<area href=r1>", "<embed src=e1>", "<video src=v1>", "<source src=v2>",
        "</video>", "<form action=c1>", "</form>", "<center>", "</center>", "<x-y href=no>", "</x-y>", "<a =href=x7 b='c>d' href=x8>", "<a b=c'd href=x9>", "<a b=\"c\"href=x0>");

    [Fact]
    public void It_finds_the_links_and_the_text_that_a_whole_parser_finds() =>
        Prop.ForAll(Gen.ListOf(Pieces).Select(string.Concat).ToArbitrary(), html =>
        {
            var page = Read(Encoding.UTF8.GetBytes(html));
            using var document = Oracle.ParseDocument(html);
            var (expected, found) = (LinksOf(document), LinksOf(page));
            var (text, read) = (TextOf(document), TextOf(page));
            return (expected == found && text == read).Label($"{html}\n  links {expected}\n  found {found}\n  text {text}\n  read {read}");
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(3000).WithEndSize(60));

    [Fact]
    public void Bytes_of_any_kind_are_read_to_their_end() =>
        Prop.ForAll<byte[]>(bytes =>
        {
            var page = Read(bytes);
            return page.Links.TrueForAll(link => link.At <= page.Body.Length && link.TextEnd <= page.Text.Length)
                && page.Blocks.TrueForAll(block => page.Text.ByteOf(block.Start) <= page.Body.Length);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(1000).WithEndSize(400));

    private static Page Read(byte[] bytes)
    {
        var page = new Page();
        var (utf8, charset) = Charset.ToUtf8(bytes, "text/html");
        page.Start(WebAddress.Parse("http://www.example.gov.cn/")!, utf8, charset);
        PageReader.Read(page);
        return page;
    }

    /// <summary>As a set: a parser clones a link that an unclosed block tears apart.</summary>
    private static string LinksOf(Page page) => string.Join(' ', page.Links.Select(link => page.TextOf(link.Value)).Distinct().Order(StringComparer.Ordinal));

    private static string LinksOf(IDocument document) => string.Join(' ', document.All.SelectMany(Addresses).Distinct().Order(StringComparer.Ordinal));

    private static IEnumerable<string> Addresses(IElement element)
    {
        var attribute = element.LocalName switch
        {
            "a" or "area" => "href",
            "img" or "script" or "iframe" or "embed" or "video" or "source" => "src",
            "form" => "action",
            _ => null,
        };
        return attribute is not null && element.GetAttribute(attribute) is { } value ? [value] : [];
    }

    private static string TextOf(Page page) => Squeezed(page.Text.Chars.ToString());

    private static string TextOf(IDocument document)
    {
        var text = new StringBuilder();
        Collect(document.DocumentElement, text);
        return Squeezed(text.ToString());
    }

    private static void Collect(INode node, StringBuilder text)
    {
        if (node is IText run) text.Append(run.Data);
        if (node is IElement { LocalName: "script" or "style" or "textarea" or "noscript" or "iframe" or "template" }) return;
        foreach (var child in node.ChildNodes) Collect(child, text);
    }

    private static string Squeezed(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c) && c != '\0'));
}
