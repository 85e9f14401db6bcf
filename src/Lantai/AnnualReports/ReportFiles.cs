using System.Text;
using Lantai.Papers;

namespace Lantai.AnnualReports;

/// <summary>A report in every form in which it goes out but PDF, which needs Chromium.</summary>
/// <param name="Html">A page of its own.</param>
/// <param name="Json">By docs/annual-report.schema.json.</param>
/// <param name="Csv">By <see cref="FiguresFile"/>.</param>
public sealed record ReportFiles(Paper Paper, string Html, byte[] Docx, string Json, byte[] Csv)
{
    /// <exception cref="RefusedException">A figure in a sentence has no cell or no number.</exception>
    public static ReportFiles Of(AnnualReport report, PaperLayout? layout = null)
    {
        var paper = ReportPaper.Of(report);
        return new ReportFiles(
            paper, PaperHtml.Render(paper, layout), Written(output => PaperDocx.Write(paper, output, layout)), ReportJson.Write(report),
            Written(output => SheetCsv.Write(FiguresFile.Write(report.Figures), output)));
    }

    /// <summary>The page as bytes.</summary>
    public byte[] Page => Encoding.UTF8.GetBytes(Html);

    private static byte[] Written(Action<Stream> write)
    {
        using var output = new MemoryStream();
        write(output);
        return output.ToArray();
    }
}
