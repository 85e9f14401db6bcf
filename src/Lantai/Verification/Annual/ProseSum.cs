using Lantai.Verification.Phrases;

namespace Lantai.Verification.Annual;

/// <summary>A total in the prose and the parts named after it.</summary>
internal static class ProseSum
{
    public static IEnumerable<Verdict> Look(AnnualCase annual) => PartsPhrase.In(annual.Paper.Sentences).Select(Checks.StatedTotal.Judge);
}
