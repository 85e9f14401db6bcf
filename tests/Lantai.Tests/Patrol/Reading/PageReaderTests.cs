using System.Text;
using Lantai.Patrol.Addresses;
using Lantai.Patrol.Reading;
using Xunit;

namespace Lantai.Tests.Patrol.Reading;

public sealed class PageReaderTests
{
    [Theory]
    [InlineData("<p>习<b>近</b>平</p><p>总</p>", "习近平|总")]
    [InlineData("<span>甲</span><span>乙</span><div>丙</div>丁", "甲乙|丙|丁")]
    [InlineData("甲<br>乙<td>丙<td>丁", "甲|乙|丙|丁")]
    [InlineData("  甲 \n\t 乙  a \n b ", "甲乙 a b")]
    [InlineData("中\n国<i>\n公</i>开", "中国公开")]
    [InlineData("中 国", "中 国")]
    [InlineData("a&nbsp;b&amp;c&#x4E2D;&#22269;", "a\u00A0b&c中国")]
    [InlineData("甲<script>乙</script>丙<style>丁</style><textarea>戊</textarea><template>己</template>", "甲|丙")]
    [InlineData("见<span style='display: none'>隐</span>了", "见|隐|了")]
    [InlineData("<select><option>甲<option>乙</select>", "甲|乙")]
    public void Words_run_across_inline_tags_and_stop_at_blocks(string html, string blocks)
    {
        var page = Read(html);
        Assert.Equal(blocks, string.Join('|', page.Blocks.Select(block => page.TextOf(block).ToString())));
    }

    [Theory]
    [InlineData("<a href=' /a '>x</a><area href=/b>", "Anchor  /a |Area /b")]
    [InlineData("<link rel=stylesheet href=/a.css><link rel=icon href=/i><link rel=dns-prefetch href=//cdn>", "Stylesheet /a.css|Resource /i")]
    [InlineData("<img src=/a data-original=/b srcset='/c 1x, /d,e 2x' data-src=/f>", "Image /a|Image /c|Image /d,e|Lazy /b|Lazy /f")]
    [InlineData("<video src=/v poster=/p><source srcset='/s1, /s2 480w'><track src=/t></video><object data=/o></object>", "Media /v|Media /p|Image /s1|Image /s2|Media /t|Media /o")]
    [InlineData("<iframe src=/f></iframe><frameset><frame src=/g></frameset>", "Frame /f|Frame /g")]
    [InlineData("<form action=/s method=post><input type=image src=/i formaction=/t></form>", "Form /s|Image /i|Form /t")]
    [InlineData("<meta http-equiv=Refresh content='5; URL=\"/new\"'><meta http-equiv=refresh content='30'>", "Refresh /new")]
    [InlineData("<style>@import 'a.css'; a{background:URL( \"b.png\" )} /* url(no) */ i{x:url(c.png)}</style><p style='background:url(d.png)'>", "Css a.css|Css b.png|Css c.png|Css d.png")]
    [InlineData("<td background=/bg.gif>", "Image /bg.gif")]
    [InlineData("<a onclick=\"window.open('/pop.html','n')\" href='#'>", "Anchor #|Literal /pop.html")]
    [InlineData("<a href=\"javascript:window.open('b.jsp?x=1')\">", "Anchor javascript:window.open('b.jsp?x=1')|Literal b.jsp?x=1")]
    [InlineData("<li onclick=\"location.href='/a/' + id\"><li onclick=\"go('" + "x')\">", "")]
    [InlineData("<script src=/s.js>var a='<a href=no>'</script><noscript><img src=no></noscript><template><a href=no></template>", "Script /s.js")]
    [InlineData("<svg><image xlink:href=/s.png /></svg>", "Image /s.png")]
    [InlineData("<a href=/x?a=1&amp;b=2>", "Anchor /x?a=1&b=2")]
    public void Every_place_where_an_address_can_stand_is_looked_at(string html, string links)
    {
        var page = Read(html);
        Assert.Equal(links, string.Join('|', page.Links.Select(link => $"{link.Kind} {page.TextOf(link.Value)}")));
    }

    [Theory]
    [InlineData("<div style='display:none'><a href=/x>字</a></div>", Traits.Hidden)]
    [InlineData("<div hidden><p><a href=/x>字</a>", Traits.Hidden)]
    [InlineData("<div style='position:absolute; left:-9999px'><a href=/x>字</a></div>", Traits.Cloaked)]
    [InlineData("<div style='height:0;overflow:hidden'><a href=/x>字</a></div>", Traits.Cloaked)]
    [InlineData("<marquee height=1 width=1><a href=/x>字</a></marquee>", Traits.Cloaked)]
    [InlineData("<span style='font-size:0px'><a href=/x>字</a></span>", Traits.Cloaked)]
    [InlineData("<a href=/x style='text-indent:-999em'>字</a>", Traits.Cloaked)]
    [InlineData("<div style='height:100px;overflow:hidden;left:-5px;font-size:0.9em'><a href=/x>字</a></div>", Traits.None)]
    [InlineData("<nav><a href=/x>字</a></nav>", Traits.Navigation)]
    [InlineData("<div class='top mainNav'><a href=/x>字</a></div>", Traits.Navigation)]
    [InlineData("<div id=footer><ul><li><a href=/x>字</a></ul></div>", Traits.Footer)]
    [InlineData("<div style='display:none'>无</div><ul><li hidden>无<li><a href=/x>字</a></ul>", Traits.None)]
    public void Where_a_link_stands_is_known(string html, object traits)
    {
        var link = Assert.Single(Read(html).Links);
        Assert.Equal((Traits)traits, link.Traits);
    }

    [Fact]
    public void A_link_has_its_text_and_its_place()
    {
        var page = Read("<ul>\n<li>一 <a\n href=\"/甲/a.html\"> 标<b>题</b> </a> 2026-01-05\n<li><a href=b>第二</a><a href=c>三");
        Assert.Equal(["标题", "第二", "三"], page.Links.Select(link => page.TextOf(link).ToString()));
        var places = new Places(page.Body);
        Assert.Equal(new Place(3, 8), places.Of(page.Links[0].At));
        Assert.Equal(new Place(4, 13), places.Of(page.Links[1].At));
        Assert.Equal(new Place(3, 8), places.Of(page.Links[0].At));
    }

    [Fact]
    public void A_character_is_traced_back_to_its_byte()
    {
        const string html = "<p>第一&nbsp;段 <b>　重&amp;点</b>\n完</p><p>二</p>";
        var page = Read(html);
        var bytes = Encoding.UTF8.GetBytes(html);
        foreach (var wanted in new[] { "第", "段", "重", "点", "完", "二" })
        {
            var at = page.Text.ByteOf(page.Text.Chars.IndexOf(wanted));
            Assert.Equal(wanted, Encoding.UTF8.GetString(bytes.AsSpan(at, 3)));
        }
    }

    [Fact]
    public void Titles_metas_headings_and_base_are_kept()
    {
        var page = Read("<html lang=zh><head><base href=/b/><base href=/no/><title> 标题 &amp; 名 </title><title>再</title><meta NAME=SiteName content='某县'></head><h2>二级</h2>");
        Assert.Equal(("标题 & 名", "某县", "http://www.example.gov.cn/b/", true), (page.Title, page.Meta("sitename"), page.Base.Text, page.HasLanguage));
        Assert.Equal(2, Assert.Single(page.Blocks, block => block.Heading > 0).Heading);
    }

    [Fact]
    public void Twenty_thousand_open_tags_are_counted_and_not_kept()
    {
        var page = Read(string.Concat(Enumerable.Repeat("<div>", 20_000)) + "<a href=/x>深</a>" + string.Concat(Enumerable.Repeat("</div>", 20_000)) + "<a href=/y>浅</a>");
        Assert.True(page.Depth > 20_000);
        Assert.Equal(2, page.Links.Count);
    }

    [Theory]
    [InlineData("text/html; charset=gbk", "<meta charset=utf-8>中文", "utf-8", "utf-8", "gb18030")]
    [InlineData("text/html", "<meta charset=gb2312>中文", "gb18030", "gb18030", null)]
    [InlineData("text/html", "<meta http-equiv=Content-Type content='text/html; charset=GBK'>中文", "gb18030", "gb18030", null)]
    [InlineData("text/html", "中文𠮷", "gb18030", null, null)]
    [InlineData("text/html; charset=big5", "中文", "big5", null, "big5")]
    [InlineData("text/html; charset=utf-8", "中文", "gb18030", null, "utf-8")]
    [InlineData("text/html", "<!-- charset=big5 -->中文", "gb18030", null, null)]
    public void The_bytes_say_which_encoding_they_are_in(string header, string text, string encoding, string? meta, string? inHeader)
    {
        var bytes = Charset.EncodingOf(encoding)!.GetBytes(text);
        var (utf8, charset) = Charset.ToUtf8(bytes, header);
        Assert.Equal(text, Encoding.UTF8.GetString(utf8.Span));
        Assert.Equal(new PageCharset(encoding, inHeader, meta, false), charset);
    }

    [Fact]
    public void A_mark_at_the_start_decides_and_is_no_text()
    {
        var (utf8, charset) = Charset.ToUtf8(Encoding.Unicode.GetPreamble().Concat(Encoding.Unicode.GetBytes("中")).ToArray(), "text/html; charset=gbk");
        Assert.Equal(("中", "utf-16le"), (Encoding.UTF8.GetString(utf8.Span), charset.Used));
    }

    [Fact]
    public void A_page_cut_in_the_middle_of_a_character_is_damaged_but_read()
    {
        var bytes = Encoding.UTF8.GetBytes("政府信息公开年度报告正文内容");
        var (utf8, charset) = Charset.ToUtf8(bytes.AsMemory(0, bytes.Length - 1), "text/html");
        Assert.True(charset.IsDamaged);
        Assert.StartsWith("政府信息公开年度报告", Encoding.UTF8.GetString(utf8.Span));
    }

    private static Page Read(string html)
    {
        var page = new Page();
        page.Start(WebAddress.Parse("http://www.example.gov.cn/list/index.html")!, Encoding.UTF8.GetBytes(html), new PageCharset("utf-8", null, null, false));
        PageReader.Read(page);
        return page;
    }
}
