using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>
/// A unit that did worse than one named for doing badly, or better than one named for doing well, and is not named.
/// Choosing is the office's right, so it is only asked; a group of which nobody is named is left alone.
/// </summary>
internal static class PerformerOmitted
{
    private const int MostNamed = 5;

    public static IEnumerable<Verdict> Look(CheckedPaper paper)
    {
        var placings = new[] { false, true }.ToDictionary(
            ofPeriod => ofPeriod, ofPeriod => paper.Scored.Select(table => Placing.Of(table, ofPeriod)).OfType<Placing>().ToList());
        return paper.Performers.Where(phrase => phrase.List.IsClear).SelectMany(phrase => Judge(phrase, placings[phrase.IsOfPeriod]));
    }

    private static IEnumerable<Verdict> Judge(PerformerPhrase phrase, List<Placing> placings)
    {
        var names = phrase.List.Names.Select(name => name.Unit).OfType<string>().Distinct().ToList();
        foreach (var placing in placings)
        {
            var here = placing.Among(names);
            if (here.Count == 0) continue;
            var left = placing.LeftOut(here, phrase.IsBetter);
            if (left.Count == 0) yield return Verdict.Right;
            else if (!phrase.List.IsOpen) yield return Omitted(phrase, placing, here, left);
        }
    }

    private static Verdict Omitted(PerformerPhrase phrase, Placing placing, List<string> here, List<string> left)
    {
        var more = left.Count > MostNamed ? $"等{left.Count}家" : "";
        var (stated, computed) = (string.Join("、", here), string.Join("、", left.Take(MostNamed)) + more);
        var (kind, how) = phrase.IsBetter ? ("较好", "更高") : ("较差", "更低");
        return Verdict.Doubtful(phrase.Where, stated, computed, $"正文点名表现{kind}的有{stated}，{placing.Table.Where}中得分{how}的{computed}没有列入，请确认。");
    }
}
