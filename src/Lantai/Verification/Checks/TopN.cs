using Lantai.Verification.Phrases;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Checks;

/// <summary>前N名 and 后N名: the units named are those the tables put there.</summary>
internal static class TopN
{
    public static IEnumerable<Verdict> Look(CheckedPaper paper)
    {
        var placings = paper.Scored.Select(table => Placing.Of(table)).OfType<Placing>().ToList();
        return paper.Tops.SelectMany(phrase => Judge(phrase, placings));
    }

    private static IEnumerable<Verdict> Judge(TopPhrase phrase, List<Placing> placings)
    {
        var (where, lead) = (phrase.Where, $"{(phrase.IsFromEnd ? "后" : "前")}{phrase.Count}名");
        var names = phrase.List.Names.Select(name => name.Unit).OfType<string>().Distinct().ToList();
        if (!phrase.List.IsClear || phrase.List.IsOpen)
        {
            yield return Verdict.Unclear(where, "", "", $"正文所列{lead}中有的单位不能与附表对应，无法核对。");
            yield break;
        }
        foreach (var placing in placings)
        {
            var here = placing.Among(names);
            if (here.Count == 0) continue;
            if (placing.AreEdge(here, phrase.Count, phrase.IsFromEnd)) yield return Verdict.Right;
            else
            {
                var (stated, computed) = (string.Join("、", here), string.Join("、", placing.Edge(phrase.Count, phrase.IsFromEnd)));
                yield return Verdict.Wrong(where, stated, computed, $"正文所列{lead}为{stated}，按{placing.Table.Where}应为{computed}。");
            }
        }
    }
}
