using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Lantai.Papers;
using Lantai.Verification;
using Lantai.Verification.Documents;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using Run = DocumentFormat.OpenXml.Wordprocessing.Run;

namespace Lantai.Benchmarks;

/// <summary>Checking a bulletin of 500 rows against only reading it: CPU time, both ways of reading. Target: at most 3.</summary>
internal static class VerifyBulletin
{
    private const int Rows = 500;
    private const int Rounds = 200;

    /// <summary>Until the compiler has made its last version of everything; its own time would count otherwise.</summary>
    private const int Warmup = 800;

    public static void Run()
    {
        var bytes = Bulletin();
        var library = Measure(() => ReadWithLibrary(bytes));
        var own = Measure(() => DocumentReader.Read(new MemoryStream(bytes), "通报.docx", new SourceLimits()));
        var verify = Measure(() => Verifier.Verify(new MemoryStream(bytes), "通报.docx"));
        Console.WriteLine($"DOCX {Rows} rows, {bytes.Length / 1024} KB, CPU ms a round");
        Console.WriteLine($"read with the document library  {library:F2}");
        Console.WriteLine($"read with our reader            {own:F2}");
        Console.WriteLine($"verify                          {verify:F2}");
        Console.WriteLine($"verify / library {verify / library:F2}   verify / our reader {verify / own:F2}");
    }

    private static double Measure(Action action)
    {
        for (var round = 0; round < Warmup; round++) action();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var round = 0; round < Rounds; round++) action();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / Rounds;
    }

    private static void ReadWithLibrary(byte[] bytes)
    {
        using var word = WordprocessingDocument.Open(new MemoryStream(bytes), false);
        var cells = word.MainDocumentPart!.Document!.Body!.Descendants<TableCell>().Sum(cell => cell.InnerText.Length);
        if (cells == 0) throw new InvalidOperationException("Nothing was read.");
    }

    private static byte[] Bulletin()
    {
        var body = new Body(Line("关于2022年度考核情况的通报"), Line("表现较好的单位有：单位1、单位2；表现较差的有：单位499、单位500。90分以上的单位2家，占比0.4%。"));
        for (var heading = 0; heading < 30; heading++) body.Append(Line("各单位要提高认识，加强领导，落实责任，做好信息公开、政策解读和回应关切工作，按时完成各项任务。"));
        body.Append(Line("附件1"), Line("各单位考核得分情况"), new Table(Enumerable.Range(0, Rows + 1).Select(Row)));
        using var stream = new MemoryStream();
        using (var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document)) word.AddMainDocumentPart().Document = new Document(body);
        return stream.ToArray();
    }

    private static TableRow Row(int at)
    {
        string[] cells = at == 0
            ? ["排名", "单位", "基础信息(35分)", "依申请办理答复(5分)", "解读回应(40分)", "能力保障(20分)", "总分(100分)"]
            : [$"{at}", $"单位{at}局", $"{35 - at / 20}", "5", "40", "20", $"{100 - at / 20}"];
        return new TableRow(cells.Select(cell => new TableCell(Line(cell))));
    }

    private static Paragraph Line(string text) => new(new ParagraphProperties(new Justification { Val = JustificationValues.Center }),
        new Run(new RunProperties(new RunFonts { EastAsia = "仿宋_GB2312" }, new FontSize { Val = "32" }), new Text(text)));
}
