using Lantai.Cli;
using Xunit;

namespace Lantai.Tests.Cli;

public sealed class CallTests
{
    [Theory]
    [InlineData("score", "--help")]
    [InlineData("bulletin", "-h")]
    [InlineData("import", "units", "--help")]
    public async Task Help_is_given_although_what_the_verb_needs_is_missing(params string[] args) =>
        Assert.Equal(0, await LantaiCommand.RunAsync(args));

    [Theory]
    [InlineData("score")]
    [InlineData("nonsense")]
    public async Task A_wrong_call_ends_with_2(params string[] args) => Assert.Equal(2, await LantaiCommand.RunAsync(args));
}
