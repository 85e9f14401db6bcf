using Lantai.Disclosure;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class LostWordsTests
{
    private const string Why = "没有保存：隐藏的、放在框架里的或格式标记不完整的文字不能保存，图片请作为附件上传。";

    [Theory]
    [InlineData("<p>甲。</p><iframe src=x>乙丙，丁。", "3个字（从“乙丙丁”起）")]
    [InlineData("<p>甲。</p><title>乙丙<p>丁</p>", "3个字（从“乙丙丁”起）")]
    [InlineData("<p>甲。</p><p>乙<!-- 丙丁</p>", "2个字（从“丙丁”起）")]
    [InlineData("<p>甲</p><span style='display:none'>内部意见</span>", "4个字（从“内部意见”起）")]
    [InlineData("<p>甲</p><img src=a><img src=b>", "2张图片")]
    [InlineData("<p>甲</p><img src=a><iframe>乙", "1个字（从“乙”起）和1张图片")]
    public void What_is_not_saved_is_said(string pasted, string lost) => Assert.Equal($"其中{lost}{Why}", LostWords.Sentence(pasted, CleanHtml.Of(pasted)));

    [Fact]
    public void Words_behind_a_broken_attribute_are_not_lost_unsaid()
    {
        const string pasted = "<p>甲</p><noscript><p title=\"</noscript>乙丙丁";
        Assert.Contains("没有保存", LostWords.Sentence(pasted, CleanHtml.Of(pasted)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("一、总则\n\n第一条　内容 5%，a<b。")]
    [InlineData("<html><head><title>题</title><style>p {}</style></head><body><!--StartFragment--><p class=MsoNormal>甲&nbsp;&amp;<o:p></o:p></p><!--[if gte vml 1]><v:shape>图</v:shape><![endif]--><script>x()</script></body></html>")]
    [InlineData("<div class=\"scroll\"><table><tr><td>甲</td><td>乙</td></tr></table></div>")]
    public void Nothing_is_said_where_no_word_is_lost(string pasted) => Assert.Equal("", LostWords.Sentence(pasted, CleanHtml.Of(pasted)));
}
