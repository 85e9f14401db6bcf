using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>80—90分的单位22家: counted again from the tables.</summary>
internal static class BandCount
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => paper.Bands.Select(Judge);

    private static Verdict Judge(BandReading reading)
    {
        if (reading.IsCountRight) return Verdict.Right;
        var (band, stated, computed) = (reading.Phrase.Band.Text, $"{reading.Phrase.Count}", Show(reading));
        return reading.IsCertain
            ? Verdict.Wrong(reading.Where, stated, computed, $"正文称“{band}”的单位有{stated}家，按附表得分统计为{computed}家。")
            : Verdict.Unclear(reading.Where, stated, computed, $"正文称“{band}”的单位有{stated}家，附表得分统计为{computed}家，不能确定所指是否为附表中的单位，请核对。");
    }

    private static string Show(BandReading reading) => reading.Least == reading.Most ? $"{reading.Least}" : $"{reading.Least}至{reading.Most}";
}
