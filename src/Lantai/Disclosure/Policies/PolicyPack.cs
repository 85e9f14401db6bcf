using Lantai.Packs;

namespace Lantai.Disclosure;

/// <summary>What is counted about policies and interpretations (packs/columns/policies.yaml).</summary>
/// <param name="RemindDays">Days before its last day at which a document comes on 今日.</param>
/// <param name="Workdays">Working days after publication within which an interpretation is in time.</param>
/// <param name="Synchrony">三同步 as the region says it.</param>
/// <param name="MostOverlap">Share of an interpretation's text, in percent, that may be the document's own.</param>
/// <param name="Elements">What an interpretation tells, each with the words by which it is found.</param>
public sealed record PolicyPack(int RemindDays, int Workdays, string Synchrony, int MostOverlap, IReadOnlyList<InterpretationElement> Elements)
{
    /// <exception cref="RefusedException">The pack has mistakes.</exception>
    public static PolicyPack Read(PackFolder packs)
    {
        var file = packs.Settings("columns", "policies");
        var map = file.Root.Map();
        map.Required("name").Text();
        var pack = new PolicyPack(
            map.CitedWhole("remind_days", 1, 3650), map.CitedWhole("interpretation_workdays", 0, 60), Words(map.Required("synchrony").Map()),
                map.CitedWhole("most_overlap", 1, 100),
            [.. map.Required("elements").Items().Select(ReadElement)]);
        map.End();
        file.ThrowIfWrong();
        return pack;
    }

    private static string Words(PackMap row)
    {
        var words = row.Required("value").Text();
        row.Citation();
        row.End();
        return words;
    }

    private static InterpretationElement ReadElement(PackNode node)
    {
        var row = node.Map();
        var element = new InterpretationElement(row.Required("name").Text(), row.Flag("required"),
            [.. row.Required("words").Items().Select(item => item.Text())]);
        row.Citation();
        row.End();
        return element;
    }
}

/// <summary>One thing that an interpretation tells (解读要素).</summary>
public sealed record InterpretationElement(string Name, bool IsRequired, IReadOnlyList<string> Words);
