using System.Diagnostics;
using Xunit;

namespace Lantai.Tests.Files;

/// <summary>What other programs read of a file: LibreOffice and a reader of PDF.</summary>
internal static class OtherPrograms
{
    /// <summary>The words of an Office file's pages as LibreOffice sets them; the test is skipped where a program is missing.</summary>
    /// <param name="name">With the extension by which LibreOffice knows the file.</param>
    public static async Task<string> WordsAsync(byte[] file, string name)
    {
        if (!File.Exists("/usr/bin/soffice") || !File.Exists("/usr/bin/pdftotext")) Assert.Skip("LibreOffice or pdftotext is not installed");
        var folder = Directory.CreateTempSubdirectory("lantai-opened-");
        try
        {
            string In(string path) => Path.Combine(folder.FullName, path);
            await File.WriteAllBytesAsync(In(name), file, TestContext.Current.CancellationToken);
            await RunAsync("soffice", "--headless", "-env:UserInstallation=file://" + In("profile"), "--convert-to", "pdf", "--outdir", In("out"), In(name));
            return await RunAsync("pdftotext", "-layout", In($"out/{Path.GetFileNameWithoutExtension(name)}.pdf"), "-");
        }
        finally
        {
            folder.Delete(true);
        }
    }

    /// <returns>What the program wrote; it must end well.</returns>
    public static async Task<string> RunAsync(string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var said = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, await errors);
        return said;
    }
}
