namespace Lantai.Assessment;

/// <summary>The indicators of a group numbered, parents first; the total is number 0.</summary>
internal sealed class IndicatorTree
{
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Indicator[] _all;
    private readonly int[][] _children;

    public IndicatorTree(Indicator total)
    {
        _all = [.. total.WithDescendants()];
        for (var i = 0; i < _all.Length; i++) _numbers[_all[i].Key] = i;
        _children = [.. _all.Select(indicator => indicator.Children.Select(child => _numbers[child.Key]).ToArray())];
    }

    public int Count => _all.Length;

    public Indicator this[int number] => _all[number];

    public int[] Children(int number) => _children[number];

    /// <summary>−1 when there is none of that key.</summary>
    public int IndexOf(string key) => _numbers.GetValueOrDefault(key, -1);
}
