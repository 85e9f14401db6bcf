using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>占比45.8%: the share that the tables' own count makes, at the stated precision.</summary>
internal static class BandShare
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        from reading in paper.Bands
        where reading.Phrase.Share is not null && reading.Units > 0
        select Judge(reading, reading.Phrase.Share!.Value);

    private static Verdict Judge(BandReading reading, StatedFigure share)
    {
        var exact = Enumerable.Range(reading.Least, reading.Most - reading.Least + 1).Select(count => count * 100m / reading.Units).ToList();
        if (exact.Exists(share.IsRounded)) return Verdict.Right;
        var (where, stated, computed) = (reading.Where, $"{share}%", $"{share.Show(exact[0])}%");
        var stating = $"正文称“{reading.Phrase.Band.Text}”的单位占{stated}";
        if (!reading.IsCertain) return Verdict.Unclear(where, stated, computed, $"{stating}，不能确定所指是否为附表中的单位，请核对。");
        return exact.Exists(share.IsCut)
            ? Verdict.Doubtful(where, stated, computed, $"{stating}，四舍五入应为{computed}。")
            : Verdict.Wrong(where, stated, computed, $"{stating}，按附表统计为{reading.Least}家，占{reading.Units}家的{computed}。");
    }
}
