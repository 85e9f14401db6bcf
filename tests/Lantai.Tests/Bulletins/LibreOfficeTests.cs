using System.Diagnostics;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Bulletins;

/// <summary>The DOCX of each form, opened by the program that an office without Word has.</summary>
public sealed class LibreOfficeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("lantai-soffice-").FullName;

    public void Dispose() => Directory.Delete(folder, true);

    [Theory]
    [InlineData("yanshi-2022-12")]
    [InlineData("kaifeng-2022")]
    [InlineData("huangshigang-2022")]
    public async Task LibreOffice_opens_the_DOCX_and_prints_its_title_and_units(string sample)
    {
        foreach (var program in new[] { "soffice", "pdftotext" })
            if (!IsInstalled(program)) Assert.Skip($"没有安装 {program}，不能用 LibreOffice 打开 DOCX。");
        var paper = SampleBulletins.Draft(sample).Paper;
        await using (var docx = File.Create(Path.Combine(folder, "通报.docx"))) PaperDocx.Write(paper, docx);
        await RunAsync("soffice", $"-env:UserInstallation={new Uri(Path.Combine(folder, "profile"))}", "--headless", "--convert-to", "pdf", "--outdir", folder, Path.Combine(folder, "通报.docx"));
        await RunAsync("pdftotext", Path.Combine(folder, "通报.pdf"), Path.Combine(folder, "通报.txt"));
        var text = Printed(await File.ReadAllTextAsync(Path.Combine(folder, "通报.txt"), TestContext.Current.CancellationToken));
        Assert.Contains(Printed(paper.PlainTitle), text, StringComparison.Ordinal);
        foreach (var unit in SampleBulletins.Standings(sample).Groups.SelectMany(group => group.Rows)) Assert.Contains(Printed(unit.Unit), text, StringComparison.Ordinal);
    }

    private static string Printed(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static bool IsInstalled(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator).Any(place => File.Exists(Path.Combine(place, program)));

    /// <summary>A conversion that hangs is ended, with all that it started.</summary>
    private static async Task RunAsync(string program, params string[] arguments)
    {
        using var process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromMinutes(5));
        try
        {
            var said = await Task.WhenAll(process.StandardOutput.ReadToEndAsync(patience.Token), process.StandardError.ReadToEndAsync(patience.Token));
            await process.WaitForExitAsync(patience.Token);
            Assert.True(process.ExitCode == 0, $"{program}: {string.Concat(said)}");
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }
}
