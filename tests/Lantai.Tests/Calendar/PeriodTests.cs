using Lantai.Calendar;
using Xunit;

namespace Lantai.Tests.Calendar;

public sealed class PeriodTests
{
    [Theory]
    [InlineData("2022-12", "2022年12月", "2022-12-01", "2022-12-31", "2022-11")]
    [InlineData("2021-01", "2021年1月", "2021-01-01", "2021-01-31", "2020-12")]
    [InlineData("2022-Q4", "2022年第四季度", "2022-10-01", "2022-12-31", "2022-Q3")]
    [InlineData("2024-Q1", "2024年第一季度", "2024-01-01", "2024-03-31", "2023-Q4")]
    [InlineData("2022", "2022年度", "2022-01-01", "2022-12-31", "2021")]
    public void A_period_is_read_titled_and_bounded(string text, string title, string starts, string ends, string previous)
    {
        Assert.True(Period.TryParse(text, out var period));
        Assert.Equal(text, period.ToString());
        Assert.Equal(title, period.Title);
        Assert.Equal(DateOnly.Parse(starts), period.StartsOn);
        Assert.Equal(DateOnly.Parse(ends), period.EndsOn);
        Assert.Equal(previous, period.Previous.ToString());
    }

    [Theory]
    [InlineData("2022-13")]
    [InlineData("2022-Q5")]
    [InlineData("22-12")]
    [InlineData("2022-1-1")]
    [InlineData("")]
    [InlineData(null)]
    public void Anything_else_is_not_a_period(string? text) => Assert.False(Period.TryParse(text, out _));
}
