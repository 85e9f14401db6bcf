using System.Text;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed class PaperPdfTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Without_chromium_the_outcome_says_what_to_install()
    {
        var outcome = await PaperPdf.PrintAsync(SamplePapers.Notice, null, Patience, PaperLayout.Standard, TestContext.Current.CancellationToken);
        Assert.Equal(PrintOutcome.Failed("未生成PDF：本机没有Chromium，请安装（Debian：apt install chromium）后重试。"), outcome);
    }

    [Fact]
    public async Task The_foot_stands_at_the_bottom_of_the_last_page()
    {
        Assert.SkipWhen(Chromium.Find() is null, "本机没有Chromium");
        var outcome = await PaperPdf.PrintAsync(SamplePapers.RedHeaded, TestContext.Current.CancellationToken);
        Assert.Null(outcome.Problem);
        Assert.Equal("%PDF", Encoding.ASCII.GetString(outcome.Pdf!, 0, 4));
        Assert.InRange(PaperPdf.Blank(outcome.Pdf!, PaperLayout.Standard)!.Value, 0, 5);
    }

    [Fact]
    public async Task A_chromium_that_does_not_end_is_stopped()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "用sh脚本代替浏览器");
        using var folder = new Folder();
        var outcome = await PaperPdf.PrintAsync(SamplePapers.Notice, folder.Program("while :; do :; done"), TimeSpan.FromMilliseconds(200), PaperLayout.Standard, TestContext.Current.CancellationToken);
        Assert.Equal($"未能生成PDF：{folder.Path}/chromium超过0.2秒没有完成，已停止。", outcome.Problem);
    }

    [Theory]
    [InlineData("exit 7", "以代码7退出，请检查浏览器能否正常启动。")]
    [InlineData("exit 0", "没有输出文件，请检查浏览器能否正常启动。")]
    public async Task A_chromium_that_fails_is_told_apart(string script, string end)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "用sh脚本代替浏览器");
        using var folder = new Folder();
        var outcome = await PaperPdf.PrintAsync(SamplePapers.Notice, folder.Program(script), Patience, PaperLayout.Standard, TestContext.Current.CancellationToken);
        Assert.EndsWith(end, outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_cannot_be_started_is_told()
    {
        using var folder = new Folder();
        var outcome = await PaperPdf.PrintAsync(SamplePapers.Notice, System.IO.Path.Combine(folder.Path, "none"), Patience, PaperLayout.Standard, TestContext.Current.CancellationToken);
        Assert.StartsWith("未能生成PDF：不能启动", outcome.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void Chromium_is_looked_for_on_the_path_and_then_where_it_is_usually_installed()
    {
        using var folder = new Folder();
        var program = folder.Program("");
        Assert.Equal(program, Chromium.Find(folder.Path, []));
        Assert.Equal(program, Chromium.Find("/nowhere", [folder.Path]));
        Assert.Null(Chromium.Find(null, []));
    }

    /// <summary>A folder with a stand-in for Chromium.</summary>
    private sealed class Folder : IDisposable
    {
        private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("lantai-chromium-");

        public string Path => _folder.FullName;

        public string Program(string script)
        {
            var path = System.IO.Path.Combine(Path, "chromium");
            File.WriteAllText(path, $"#!/bin/sh\n{script}\n");
            if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            return path;
        }

        public void Dispose() => _folder.Delete(true);
    }
}
