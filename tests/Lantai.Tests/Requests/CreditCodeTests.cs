using Lantai.Requests;
using Xunit;

namespace Lantai.Tests.Requests;

public sealed class CreditCodeTests
{
    [Theory]
    [InlineData("91350100M000100Y43")]
    [InlineData(" 91350100m000100y43 ")]
    public void A_right_code_is_kept_in_upper_case(string text) => Assert.Equal("91350100M000100Y43", CreditCode.Read(text));

    [Theory]
    [InlineData("91350100M000100Y4", "应为18位，现为17位")]
    [InlineData("91350100M000100Y44", "校验位不对")]
    [InlineData("91350100I000100Y43", "不含I、O、S、V、Z")]
    public void A_wrong_code_is_refused_without_repeating_it(string text, string expected)
    {
        var refusal = Assert.Throws<RefusedException>(() => CreditCode.Read(text));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(text, refusal.Message, StringComparison.Ordinal);
    }
}
