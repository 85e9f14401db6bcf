using Lantai.Requests;
using Xunit;

namespace Lantai.Tests.Requests;

public sealed class IdentityNumberTests
{
    private static readonly DateOnly Today = new(2026, 6, 5);

    [Theory]
    [InlineData("11010519491231002X", "11010519491231002X")]
    [InlineData("110105 19491231 002x", "11010519491231002X")]
    public void The_example_of_the_standard_is_right(string text, string kept) => Assert.Equal(kept, IdentityNumber.Read(text, Today));

    [Theory]
    [InlineData("1101051949123100", "应为18位，现为16位")]
    [InlineData("", "应为18位，现为0位")]
    [InlineData("110105491231002", "15位的旧身份证号码已经停用")]
    [InlineData("11010519491231002Y", "应为17位数字加1位数字或者X")]
    [InlineData("1101051949123100２X", "应为17位数字加1位数字或者X")]
    [InlineData("11010519491331002X", "出生日期不对")]
    [InlineData("11010520991231002X", "出生日期不对")]
    [InlineData("110105194912310021", "校验位不对")]
    public void A_number_that_cannot_be_is_refused_without_repeating_it(string text, string expected)
    {
        var refusal = Assert.Throws<RefusedException>(() => IdentityNumber.Read(text, Today));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.True(text.Length == 0 || !refusal.Message.Contains(text, StringComparison.Ordinal));
    }
}
