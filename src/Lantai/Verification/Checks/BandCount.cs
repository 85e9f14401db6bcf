using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>80—90分的单位22家: counted again from the tables.</summary>
internal static class BandCount
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) => paper.Bands.Select(Judge);

    private static Verdict Judge(BandReading reading)
    {
        if (reading.IsCountRight) return Verdict.Right;
        var stated = $"{reading.Phrase.Count}";
        var stating = $"正文称“{reading.Phrase.Band.Text}”的单位有{stated}家";
        if (reading.Units == 0) return Verdict.Unclear(reading.Where, stated, "", $"{stating}，附表得分有空缺或不是数字，无法核对。");
        var computed = reading.Least == reading.Most ? $"{reading.Least}" : $"{reading.Least}至{reading.Most}";
        return reading.IsCertain
            ? Verdict.Wrong(reading.Where, stated, computed, $"{stating}，按附表得分统计为{computed}家。")
            : Verdict.Unclear(reading.Where, stated, computed, $"{stating}，附表得分统计为{computed}家，不能确定所指是否为附表中的单位，请核对。");
    }
}
