namespace Lantai.Assessment;

/// <summary>The indicators of a group numbered, parents first; the total is number 0.</summary>
internal sealed class IndicatorTree
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Indicator[] _all;
    private readonly int[][] _children;
    private readonly Rule[][] _rules;

    public IndicatorTree(Indicator total)
    {
        _all = [.. total.WithDescendants()];
        for (var i = 0; i < _all.Length; i++) _numbers[_all[i].Key] = i;
        _rules = [.. _all.Select(indicator => indicator.Rules.OrderBy(Order).ToArray())];
        _children = [.. _all.Select(indicator => indicator.Children.Select(child => _numbers[child.Key]).ToArray())];
    }

    public int Count => _all.Length;

    public Indicator this[int number] => _all[number];

    public int[] Children(int number) => _children[number];

    /// <summary>Awards first, then ceilings, then deductions: 本栏目不高于及格分，再扣.</summary>
    public Rule[] Rules(int number) => _rules[number];

    private static int Order(Rule rule) => rule.Effect switch { Effect.Award => 0, Effect.Ceiling => 1, Effect.Deduct => 2 };

    /// <summary>−1 when there is none of that key.</summary>
    public int IndexOf(string key) => _numbers.GetValueOrDefault(key, -1);
}
