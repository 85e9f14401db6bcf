using Xunit;

namespace Lantai.Tests.Cli;

public sealed class ServeVerbTests
{
    /// <summary>A folder that cannot be made, so that a call which is not refused in time ends here too.</summary>
    private const string Nowhere = "/dev/null/lantai";

    [Theory]
    [InlineData("http://0.0.0.0:5080")]
    [InlineData("http://*:5080")]
    [InlineData("http://+:5080")]
    [InlineData("http://[::]:5080")]
    [InlineData("http://192.0.2.7:5080")]
    [InlineData("http://127.0.0.1:5080;http://zwgk.example.cn:80")]
    [InlineData("http://127.0.0.1.example.cn:5080")]
    public void A_sample_with_known_passwords_is_refused_where_others_could_reach_it(string urls)
    {
        var answer = Command.Call("serve", "--sample", "--urls", urls, "--data", Nowhere);
        Assert.Equal(2, answer.Code);
        Assert.Equal($"样例的密码是公开的，只能在本机打开，不能监听{urls.Split(';')[^1]}；请用 http://127.0.0.1 或 http://localhost 加端口。", answer.Error);
    }

    [Theory]
    [InlineData("http://127.0.0.1:0")]
    [InlineData("http://localhost:5080;http://[::1]:5080")]
    public void On_this_machine_alone_the_sample_goes_on_to_its_folder(string urls) =>
        Assert.Contains(Nowhere, Command.Call("serve", "--sample", "--urls", urls, "--data", Nowhere).Error, StringComparison.Ordinal);

    [Fact]
    public void Without_the_sample_any_address_goes_on_to_its_folder() =>
        Assert.Contains(Nowhere, Command.Call("serve", "--urls", "http://0.0.0.0:5080", "--data", Nowhere).Error, StringComparison.Ordinal);
}
