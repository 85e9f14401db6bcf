using System.Diagnostics;
using Lantai.Files;
using Xunit;

namespace Lantai.Tests.Files;

public sealed class PopplerTests
{
    [Fact]
    public async Task What_takes_longer_than_its_time_is_refused()
    {
        var spent = new Stopwatch();
        var refusal = await Assert.ThrowsAsync<RefusedException>(() =>
            Poppler.PatientlyAsync(NeverAsync, spent, TestContext.Current.CancellationToken, TimeSpan.FromMilliseconds(1)));
        Assert.Equal("文件太复杂，两分钟里没有读完；请分成几个文件后再试。", refusal.Message);
        Assert.False(spent.IsRunning);
    }

    [Fact]
    public async Task Whoever_breaks_it_off_is_told_of_no_long_file()
    {
        using var breaking = new CancellationTokenSource();
        var work = Poppler.PatientlyAsync(NeverAsync, new Stopwatch(), breaking.Token);
        await breaking.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => work);
    }

    private static async Task<int> NeverAsync(CancellationToken stop)
    {
        await Task.Delay(Timeout.Infinite, stop);
        return 0;
    }
}
