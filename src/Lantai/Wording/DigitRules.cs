namespace Lantai.Wording;

/// <summary>
/// The rules on digits, sorted by what stands round the digits: a table full of figures asks most of them of none.
/// </summary>
internal sealed class DigitRules
{
    private readonly StyleRule[] rules;
    private readonly Dictionary<char, uint> byFollow = [];
    private readonly Dictionary<char, uint> byLead = [];
    private readonly uint anyFollow, anyLead;
    private readonly uint[] byLength = new uint[20];

    public DigitRules(IEnumerable<StyleRule> given)
    {
        rules = [.. given];
        if (rules.Length > 32) throw new ArgumentException("A mask holds 32 rules.", nameof(given));
        anyFollow = Bits(rule => rule.Probe.Follow is null);
        anyLead = Bits(rule => rule.Probe.Lead is null);
        foreach (var c in rules.SelectMany(rule => rule.Probe.Follow ?? "").Distinct())
            byFollow[c] = anyFollow | Bits(rule => rule.Probe.Follow?.Contains(c) == true);
        foreach (var c in rules.SelectMany(rule => rule.Probe.Lead ?? "").Distinct())
            byLead[c] = anyLead | Bits(rule => rule.Probe.Lead?.Contains(c) == true);
        for (var length = 1; length < byLength.Length; length++) byLength[length] = Bits(rule => rule.Probe.Least <= length);
    }

    /// <summary>The rules that may object to the digits at [start, end), as a mask over <see cref="At"/>.</summary>
    public uint Candidates(ReadOnlySpan<char> text, int start, int end)
    {
        var candidates = byLength[Math.Min(end - start, byLength.Length - 1)];
        candidates &= byFollow.TryGetValue(Glyphs.At(text, end), out var follow) ? follow : anyFollow;
        if (candidates == 0) return 0;
        return candidates & (byLead.TryGetValue(Glyphs.At(text, start - 1), out var lead) ? lead : anyLead);
    }

    public StyleRule At(int index) => rules[index];

    private uint Bits(Func<StyleRule, bool> holds)
    {
        var bits = 0u;
        for (var i = 0; i < rules.Length; i++)
            if (holds(rules[i])) bits |= 1u << i;
        return bits;
    }
}
