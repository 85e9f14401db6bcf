using System.Text;
using AngleSharp.Html.Parser;
using FsCheck;
using FsCheck.Fluent;
using Lantai.Disclosure;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class CleanHtmlTests
{
    [Theory]
    [InlineData("<p>甲<script>alert(1)</script>乙</p>", "<p>甲乙</p>")]
    [InlineData("<p onclick='x()' style='color:red' class=MsoNormal>甲</p>", "<p>甲</p>")]
    [InlineData("<a href='javascript:alert(1)'>甲</a>", "<p>甲</p>")]
    [InlineData("<a href=' java\nscript:x'>甲</a><a href='//evil.example'>乙</a>", "<p>甲乙</p>")]
    [InlineData("<a href='https://www.gov.cn/a?b=1&c=2' target=_blank>甲</a>", "<p><a href=\"https://www.gov.cn/a?b=1&amp;c=2\">甲</a></p>")]
    [InlineData("<a href='https://www.gov.cn/?a>b\"<c>'>甲</a>", "<p><a href=\"https://www.gov.cn/?a&gt;b&quot;&lt;c&gt;\">甲</a></p>")]
    [InlineData("<svg onload=x><circle/></svg><p>甲</p><math><mi>x</mi></math>", "<p>甲</p>")]
    [InlineData("<div style='display: none'>暗链</div><p hidden>乙</p><p>甲</p>", "<p>甲</p>")]
    [InlineData("<p><span style='mso-hide:all'>暗</span>甲<o:p></o:p></p>", "<p>甲</p>")]
    [InlineData("<p><span style='font-size:0.9em'>小字</span><span style='font-size: 0.0pt'>暗</span><span style='font-size:0'>暗</span><span style='font-size:0;color:red'>暗</span></p>", "<p>小字</p>")]
    [InlineData("<p>成立于<st1:chsdate year='2008' month='8' day='8'>2008年8月8日</st1:chsdate>。<v:shape>图形</v:shape></p>", "<p>成立于2008年8月8日。</p>")]
    [InlineData("<h1>一</h1><h5>二</h5><h1>三</h1>", "<h2>一</h2><h3>二</h3><h2>三</h2>")]
    [InlineData("<b><p>甲</p><p>乙</p></b>", "<p>甲</p><p>乙</p>")]
    [InlineData("<p>甲<div>乙</div>丙", "<p>甲</p><p>乙</p><p>丙</p>")]
    [InlineData("<p>&nbsp;</p><p></p><p>甲</p>", "<p>甲</p>")]
    [InlineData("<table><tr><th>项目<td><p>甲</p><p>乙</p></td></tr></table>", "<div class=\"scroll\" role=\"region\" aria-label=\"表格\" tabindex=\"0\"><table><tbody><tr><th>项目</th><td>甲<br>乙</td></tr></tbody></table></div>")]
    [InlineData("<ul><li>甲<li>乙</ul>", "<ul><li>甲</li><li>乙</li></ul>")]
    [InlineData("一、总则\n\n　　第一条　内容<5%。\n", "<h2>一、总则</h2><p>第一条 内容&lt;5%。</p>")]
    [InlineData("", "")]
    public void Only_what_a_document_needs_comes_through(string pasted, string clean) => Assert.Equal(clean, CleanHtml.Of(pasted));

    [Fact]
    public void Cleaning_again_loses_no_word_and_nothing_that_runs_is_left()
    {
        string[] pieces = ["<p>", "</p>", "<b>", "</b>", "<div>", "</div>", "<table>", "<tr>", "<td>", "</table>", "<script>", "</script>", "<a href=\"javascript:x\">", "<a href=\"/x\">", "</a>",
            "<img src=x onerror=y>", "<svg>", "</svg>", "<style>", "</style>", "<ul>", "<li>", "</ul>", "<h3>", "</h3>", "甲", "乙 ", "&lt;script&gt;", "\"", "'", "<!--", "-->", "<br>", "<p style=display:none>"];
        var texts = Gen.Elements(pieces).ArrayOf(20).Select(string.Concat).ToArbitrary();
        Prop.ForAll(texts, text =>
        {
            var clean = CleanHtml.Of("<p>" + text);
            var body = new HtmlParser().ParseDocument(clean).Body!;
            Assert.Equal(Plain(clean), Plain(CleanHtml.Of(clean)));
            Assert.Equal(string.Concat(body.TextContent.Where(c => !char.IsWhiteSpace(c))), Plain(clean));
            Assert.Empty(body.QuerySelectorAll("script,style,img,svg,[onerror],[onclick],[style]"));
            Assert.All(body.QuerySelectorAll("a"), link => Assert.Equal("/x", link.GetAttribute("href")));
        }).QuickCheckThrowOnFailure();
    }

    [Theory]
    [InlineData("<h2>一、总则</h2><p>甲<br>乙&lt;5%&amp;&#160;丙</p>", "一、总则\n甲\n乙<5%&\u00a0丙")]
    [InlineData("<table><caption>表</caption><tbody><tr><th>项目</th><td>金额</td></tr></tbody></table><ul><li>甲</li></ul>", "表\n项目 金额 \n甲")]
    [InlineData("<p><a href=\"https://www.gov.cn/?a=1&amp;b=2\">国务院</a>和<strong>本</strong>区", "国务院和本区")]
    [InlineData("没有标记", "没有标记")]
    [InlineData("", "")]
    public void Words_are_what_is_read_one_block_a_line(string clean, string words) => Assert.Equal(words, CleanHtml.Words(clean));

    private static string Plain(string clean) => string.Concat(CleanHtml.Words(clean).Where(c => !char.IsWhiteSpace(c)));

    [Fact]
    public void A_paste_too_long_or_too_deep_is_refused_in_one_sentence()
    {
        Assert.Equal("正文有10000000个字符，最多1000000个；请把长的内容作为附件。", Assert.Throws<RefusedException>(() => CleanHtml.Of(new string('字', 10_000_000))).Message);
        Assert.Equal("正文的格式层层嵌套，不能读取；请粘贴为纯文本。", Assert.Throws<RefusedException>(() => CleanHtml.Of(new StringBuilder().Insert(0, "<div>", 20_000).Append("</div>").ToString())).Message);
    }
}
