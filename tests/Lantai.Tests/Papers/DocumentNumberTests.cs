using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed class DocumentNumberTests
{
    [Theory]
    [InlineData("汴政办〔2023〕14号")]
    [InlineData("国办秘函〔2019〕19号")]
    [InlineData("豫政办〔2022〕47号")]
    public void A_number_written_by_the_standard_is_read_and_written_again(string text) => Assert.Equal(text, DocumentNumber.Parse(text).ToString());

    [Theory]
    [InlineData("汴政办[2023]14号")]
    [InlineData("汴政办（2023）14号")]
    [InlineData("汴政办〔2023〕第14号")]
    [InlineData("汴政办〔2023〕014号")]
    [InlineData("汴政办 【2023】 14 号")]
    public void A_number_written_otherwise_is_refused_with_the_right_form(string text) =>
        Assert.Equal($"发文字号“{text}”不规范，应写成“汴政办〔2023〕14号”。", Refusal(text));

    [Theory]
    [InlineData("汴政办〔23〕14号", "发文字号“汴政办〔23〕14号”不规范，应写成“汴政办〔2023〕14号”的样子。")]
    [InlineData("14号", "发文字号“14号”不规范，应写成“汴政办〔2023〕14号”的样子。")]
    [InlineData("汴政办〔2023〕0号", "发文字号“汴政办〔2023〕0号”不规范，序号从1起编。")]
    public void What_is_no_number_is_refused(string text, string sentence) => Assert.Equal(sentence, Refusal(text));

    [Theory]
    [InlineData(1, 1, "一、")]
    [InlineData(1, 10, "十、")]
    [InlineData(1, 21, "二十一、")]
    [InlineData(2, 12, "（十二）")]
    [InlineData(3, 3, "3.")]
    [InlineData(4, 4, "（4）")]
    public void Headings_are_numbered_by_level(int level, int number, string mark) => Assert.Equal(mark, HeadingNumber.Of(level, number));

    [Fact]
    public void An_issue_is_written_with_its_year() => Assert.Equal("2023年第1期", new IssueNumber(2023, 1).ToString());

    private static string Refusal(string text) => Assert.Throws<RefusedException>(() => DocumentNumber.Parse(text)).Message;
}
