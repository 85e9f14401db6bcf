using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>占比45.8%: the share that the tables' own count makes, at the stated precision.</summary>
internal static class BandShare
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper) =>
        paper.Bands.Where(reading => reading.Phrase.Share is not null && reading.Units > 0).Select(reading => Judge(reading, reading.Phrase.Share!.Value));

    private static Verdict Judge(BandReading reading, decimal stated)
    {
        var (decimals, band) = (reading.Phrase.Decimals, reading.Phrase.Band.Text);
        var shares = Enumerable.Range(reading.Least, reading.Most - reading.Least + 1).Select(count => count * 100m / reading.Units).ToList();
        if (shares.Exists(exact => Percent.IsRight(stated, decimals, exact))) return Verdict.Right;
        var (text, computed) = (Figure.Show(stated) + "%", Percent.Show(shares[0], decimals) + "%");
        if (!reading.IsCertain) return Verdict.Unclear(reading.Where, text, computed, $"正文称“{band}”的单位占{text}，不能确定所指是否为附表中的单位，请核对。");
        return shares.Exists(exact => Percent.IsCut(stated, decimals, exact))
            ? Verdict.Doubtful(reading.Where, text, computed, $"正文称“{band}”的单位占{text}，四舍五入应为{computed}。")
            : Verdict.Wrong(reading.Where, text, computed, $"正文称“{band}”的单位占{text}，按附表统计为{reading.Least}家，占{reading.Units}家的{computed}。");
    }
}
