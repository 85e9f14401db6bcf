namespace Lantai.Wording;

/// <summary>
/// A list whose items always stand together in one order, such as the twelve core values. A run of its items that
/// leaves one out or changes the order is wrong; fewer than <see cref="Least"/> of them are a mere mention.
/// </summary>
/// <param name="Level">How many items make a part that may stand alone: four of the twelve core values.</param>
internal sealed record FixedList(WordingRule Rule, IReadOnlyList<string> Items, int Level)
{
    private const string Joiners = "、，,和 “”\"";

    private int Least => Math.Min(4, Items.Count - 1);

    /// <summary>Reads the run that begins with an item at the place; null unless it is a run that goes wrong.</summary>
    public Mark? Look(ReadOnlySpan<char> text, int start)
    {
        if (IsInsideRun(text, start)) return null;
        Span<int> run = stackalloc int[24];
        var (count, at, end) = (0, start, start);
        while (count < run.Length && ItemAt(text, at) is var item and >= 0)
        {
            run[count++] = item;
            end = at += Items[item].Length;
            while (at < text.Length && Joiners.Contains(text[at]) && ItemAt(text, at) < 0) at++;
        }
        return count >= Least && !IsWhole(run[..count]) ? new Mark(start, end, string.Join('、', Items)) : null;
    }

    private int ItemAt(ReadOnlySpan<char> text, int at)
    {
        for (var i = 0; i < Items.Count; i++)
            if (text[at..].StartsWith(Items[i], StringComparison.Ordinal)) return i;
        return -1;
    }

    /// <summary>The item before it was already read as the run's beginning.</summary>
    private bool IsInsideRun(ReadOnlySpan<char> text, int start)
    {
        while (start > 0 && Joiners.Contains(text[start - 1])) start--;
        return Glyphs.EndsWithAny(text[..start], Items);
    }

    /// <summary>All the items, or whole levels of them, in order.</summary>
    private bool IsWhole(ReadOnlySpan<int> run)
    {
        for (var i = 1; i < run.Length; i++)
            if (run[i] != run[i - 1] + 1) return false;
        return run[0] % Level == 0 && run.Length % Level == 0;
    }
}

/// <summary>A person in office, under the titles that are right within the row's days.</summary>
internal sealed record Official(string Name, IReadOnlyList<string> Titles, WordingRule Rule)
{
    /// <summary>Words that end a title; what stands before or after a name and ends so claims an office.</summary>
    private static readonly string[] TitleEnds =
        ["书记", "市长", "县长", "区长", "州长", "旗长", "省长", "镇长", "乡长", "主任", "主席", "局长", "厅长", "部长", "院长", "检察长", "秘书长"];

    /// <summary>The wrong title beside the name, or null.</summary>
    public Mark? Look(ReadOnlySpan<char> text, int start)
    {
        var before = text[..start];
        var after = text[(start + Name.Length)..];
        foreach (var end in TitleEnds)
        {
            var isBefore = before.EndsWith(end, StringComparison.Ordinal);
            if (!isBefore && !after.StartsWith(end, StringComparison.Ordinal)) continue;
            if (Titles.Any(title => title.EndsWith(end, StringComparison.Ordinal))) return null;
            var right = string.Join("、", Titles);
            return isBefore
                ? new Mark(start - end.Length, start + Name.Length, $"{right}{Name}")
                : new Mark(start, start + Name.Length + end.Length, $"{right}{Name}");
        }
        return null;
    }
}
