using Lantai.Papers;

namespace Lantai.Tests.Papers;

/// <summary>Small papers with everything in them.</summary>
internal static class SamplePapers
{
    public static PaperTable Table(int rows) => new(
        "得分情况",
        [ColumnAlign.Center, ColumnAlign.Center, ColumnAlign.Figure, ColumnAlign.Figure, ColumnAlign.Figure, ColumnAlign.Figure, ColumnAlign.Figure],
        [["单位名称", "公共服务得分", "交流互动得分", "网站建设及安全得分", "政务信息公开得分", "总分", "全年总分"]],
        [.. Enumerable.Range(1, rows).Select(i => (IReadOnlyList<PaperCell>)[$"第{i}局", "4", "2", "13", $"{i % 20}.5", $"{19 + i % 20}.5", $"{300 + i % 97}.0"])])
    {
        RowHeader = 0,
    };

    public static readonly Paper RedHeaded = new(["开封市人民政府办公室关于2022年度", "政务公开工作考核情况的通报"])
    {
        Marks = ["特急"],
        Head = new RedHead("开封市人民政府办公室文件", new DocumentNumber("汴政办", 2023, 14)),
        Addressees = "各县、区人民政府",
        Body =
        [
            new Heading(1, ["一、总体情况"]),
            new Paragraph("平均", new Run("83.41", Origin: new Origin("{{average:县区}}", "县区10个单位“总分”的平均数")), "分，", new Run("较好", RunFace.Bold)),
            new Heading(2, ["（一）机制完善。"], "各单位<明确>了责任 & 分工。"),
            new PaperList([["第一项"], ["第二项"]]),
        ],
        Attachments = [new Attachment("各县区得分", [Table(10)]), new Attachment("市直各单位得分", [Table(38)])],
        Signature = new Signature("开封市人民政府办公室", new DateOnly(2023, 4, 7), Sealed: true),
        Note = "此件公开发布",
        Foot = new PaperFoot([new FootRow(FootRule.Thick, "抄送：市委办公室。"), new FootRow(FootRule.Thin, "开封市人民政府办公室", "2023年4月7日印发")]),
    };

    public static readonly Paper Notice = new(["关于考评情况的通报"]) { Body = [new Paragraph("情况如下。")] };
}
