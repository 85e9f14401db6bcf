using System.Text.RegularExpressions;

namespace Lantai.Verification.Phrases;

/// <summary>Figures of another time or place cannot follow from the tables of this paper.</summary>
internal static partial class OtherTimes
{
    public static bool IsIn(string text) => Words().IsMatch(text);

    [GeneratedRegex("上年|去年|上月|上个月|上季|上期|上半年相比|同期|同比|环比|全省|全国|往年")]
    private static partial Regex Words();
}
