using System.ComponentModel;
using System.Diagnostics;
using System.Text;
using System.Text.RegularExpressions;

namespace Lantai.Verification.Documents;

/// <summary>
/// The text of a PDF as <c>pdftotext</c> (poppler) lays it out, where that program is installed. Reading PDF is a
/// library's work, and those that restore here are AGPL or read Chinese badly.
/// </summary>
internal static partial class PdfText
{
    private const string Program = "pdftotext";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <exception cref="RefusedException">The program is missing, gives up, or finds no text.</exception>
    public static string Read(Stream stream, string fileName)
    {
        var path = Path.Combine(Path.GetTempPath(), $"lantai-{Guid.NewGuid():N}.pdf");
        try
        {
            stream.Position = 0;
            using (var copy = File.Create(path)) stream.CopyTo(copy);
            var text = Run(path, fileName);
            return text.AsSpan().Trim(" \f\r\n").Length > 0 ? text
                : throw new RefusedException($"{fileName}里没有文字（可能是扫描件），无法核对；请提供可复制文字的文件。");
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static string Run(string path, string fileName)
    {
        var start = new ProcessStartInfo(Program, ["-layout", "-enc", "UTF-8", path, "-"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardOutputEncoding = Encoding.UTF8,
        };
        try
        {
            using var process = Process.Start(start)!;
            var (text, errors) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            if (process.WaitForExit(Patience) && Task.WhenAll(text, errors).Wait(Patience) && process.ExitCode == 0)
                return string.Join('\n', text.Result.Split('\f').Select(page => PageNumber().Replace(page, "")));
            if (!process.HasExited) process.Kill(entireProcessTree: true);
            throw new RefusedException($"{fileName}不能读取（损坏、设有密码或过大）；请另存为 docx、html 或 txt 再试。");
        }
        catch (Win32Exception missing)
        {
            throw new RefusedException($"核对PDF需要本机装有pdftotext（Debian：apt install poppler-utils），没有装；请安装，或把{fileName}另存为 docx、html 或 txt 再试。", missing);
        }
    }

    /// <summary>The number at the foot of a page, apart from its text: in a table it would pass for a figure.</summary>
    [GeneratedRegex(@"\n[ \t]*\n[ \t]*[-—–－]?[ \t]*\d{1,3}[ \t]*[-—–－]?\s*$")]
    private static partial Regex PageNumber();
}
