using Lantai.Disclosure;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class CitationTests
{
    private static readonly Dictionary<string, long> Known = new(StringComparer.Ordinal) { ["偃政办|2022|26"] = 7, ["政发|2023|5"] = 8 };

    [Theory]
    [InlineData("<p>根据偃政办〔2022〕26号</p>", "<p>根据<a href=\"/yanshi/articles/7\">偃政办〔2022〕26号</a></p>")]
    [InlineData("<p>按偃政办 [2022] 第26 号和政发(2023)5号办理</p>", "<p>按<a href=\"/yanshi/articles/7\">偃政办 [2022] 第26 号</a>和<a href=\"/yanshi/articles/8\">政发(2023)5号</a>办理</p>")]
    [InlineData("<p>〔2022〕26号，<strong>政发〔2023〕5号</strong></p>", "<p>〔2022〕26号，<strong><a href=\"/yanshi/articles/8\">政发〔2023〕5号</a></strong></p>")]
    [InlineData("<p><a href=\"/x\">见<em>偃政办〔2022〕26号</em></a>政发〔2023〕5号</p>", "<p><a href=\"/x\">见<em>偃政办〔2022〕26号</em></a><a href=\"/yanshi/articles/8\">政发〔2023〕5号</a></p>")]
    [InlineData("<p>5&lt;6，&quot;偃政办〔2022〕26号&quot;&amp;</p>", "<p>5&lt;6，&quot;<a href=\"/yanshi/articles/7\">偃政办〔2022〕26号</a>&quot;&amp;</p>")]
    [InlineData("<p>偃政办〔2022〕27号、偃政办2022年26号（2022）26号</p>", "<p>偃政办〔2022〕27号、偃政办2022年26号（2022）26号</p>")]
    [InlineData("<p>这是一段很长很长没有标点的文字一直写到了三十个字以上才说到偃政办〔2022〕26号为止</p>", "<p>这是一段很长很长没有标点的文字一直写到了三十个字以上才说到<a href=\"/yanshi/articles/7\">偃政办〔2022〕26号</a>为止</p>")]
    public void Numbers_of_published_documents_become_links(string clean, string linked) => Assert.Equal(linked, Citations.Linked(clean, Known, "yanshi", 1));

    [Fact]
    public void A_document_does_not_link_to_itself() =>
        Assert.Equal("<p>偃政办〔2022〕26号和<a href=\"/yanshi/articles/8\">政发〔2023〕5号</a></p>", Citations.Linked("<p>偃政办〔2022〕26号和政发〔2023〕5号</p>", Known, "yanshi", 7));
}
