using System.Diagnostics;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Lantai.Papers;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using Run = DocumentFormat.OpenXml.Wordprocessing.Run;

namespace Lantai.Benchmarks;

/// <summary>
/// The DOCX of a bulletin with a table of 300 rows against the bare write of the same cells with the Open XML library:
/// CPU time. Target: at most 2.
/// </summary>
internal static class BulletinDocx
{
    private const int Rows = 300;
    private const int Rounds = 200;
    private const int Warmup = 400;

    public static void Run()
    {
        var table = Table();
        var paper = new Paper(["关于2022年度考核情况的通报"])
        {
            Head = new RedHead("市人民政府办公室文件", new DocumentNumber("市政办", 2023, 14)),
            Body = [.. Enumerable.Range(0, 30).Select(_ => new Papers.Paragraph("各单位要提高认识，加强领导，落实责任，做好信息公开、政策解读和回应关切工作，按时完成各项任务。"))],
            Attachments = [new Attachment("各单位考核得分情况", [table])],
            Foot = new PaperFoot([new FootRow(FootRule.Thick, "市人民政府办公室", "2023年4月7日印发")]),
        };
        var bare = Measure(() => Bare(table));
        var ours = Measure(() => PaperDocx.Write(paper, new MemoryStream()));
        Console.WriteLine($"DOCX with a table of {Rows} rows, CPU ms a round");
        Console.WriteLine($"bare write of the table  {bare:F2}");
        Console.WriteLine($"the whole bulletin       {ours:F2}");
        Console.WriteLine($"bulletin / bare {ours / bare:F2}");
    }

    private static double Measure(Action action)
    {
        for (var round = 0; round < Warmup; round++) action();
        var before = Process.GetCurrentProcess().TotalProcessorTime;
        for (var round = 0; round < Rounds; round++) action();
        return (Process.GetCurrentProcess().TotalProcessorTime - before).TotalMilliseconds / Rounds;
    }

    private static void Bare(PaperTable table)
    {
        using var stream = new MemoryStream();
        using var word = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document);
        word.AddMainDocumentPart().Document = new Document(new Body(new Table(table.Head.Concat(table.Rows).Select(row =>
            new TableRow(row.Select(cell => new TableCell(new Paragraph(new Run(new Text(cell.Text))))))))));
    }

    private static PaperTable Table() => new(
        "各单位考核得分情况",
        [ColumnAlign.Center, ColumnAlign.Center, .. Enumerable.Repeat(ColumnAlign.Figure, 5)],
        [["排名", "单位", "基础信息得分", "依申请办理答复得分", "解读回应得分", "能力保障得分", "总分"]],
        [.. Enumerable.Range(1, Rows).Select(at => (IReadOnlyList<PaperCell>)[$"{at}", $"第{at}号单位", $"{35 - at / 20}", "5", "40", "20", $"{100 - at / 20}.5"])]);
}
