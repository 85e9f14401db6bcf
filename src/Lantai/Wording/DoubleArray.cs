namespace Lantai.Wording;

/// <summary>
/// A trie of phrases in two arrays (Aoe, 1989): from state s over character code c to state t = next[s] + c, valid
/// when owner[t] = s. Free cells hang in a ring, so placing the many states with a single child takes one step each;
/// frequent characters have small codes, so the cells lie close together.
/// </summary>
internal sealed class DoubleArray
{
    private const int Free = -1;

    private readonly ushort[] codes = new ushort[char.MaxValue + 1];
    private int[] next;
    private int[] owner;
    private int[] phrase;
    private int[] freeAfter;
    private int[] freeBefore;

    /// <param name="phrases">Distinct, none empty.</param>
    public DoubleArray(IReadOnlyList<string> phrases)
    {
        var codeCount = NumberCharacters(phrases);
        var size = codeCount + phrases.Sum(p => p.Length) + 2;
        (next, owner, phrase, freeAfter, freeBefore) = (new int[size], new int[size], new int[size], new int[size], new int[size]);
        Open(0, size);
        Take(0, 0);
        var order = Enumerable.Range(0, phrases.Count).ToArray();
        Array.Sort(order, (a, b) => string.CompareOrdinal(phrases[a], phrases[b]));
        Place(phrases, order);
        freeAfter = freeBefore = [];
    }

    /// <summary>Adds every phrase that begins at <paramref name="start"/>.</summary>
    public void Walk(ReadOnlySpan<char> text, int start, List<PhraseHit> hits)
    {
        var (next, owner, phrase, codes) = (this.next, this.owner, this.phrase, this.codes);
        var state = 0;
        for (var at = start; at < text.Length; at++)
        {
            var code = codes[text[at]];
            var to = next[state] + code;
            if (code == 0 || (uint)to >= (uint)owner.Length || owner[to] != state) return;
            state = to;
            if (phrase[state] > 0) hits.Add(new PhraseHit(phrase[state] - 1, start));
        }
    }

    /// <summary>Codes from 1, the most frequent character first; 0 is a character that no phrase has.</summary>
    private int NumberCharacters(IReadOnlyList<string> phrases)
    {
        var counts = new Dictionary<char, int>();
        foreach (var c in phrases.SelectMany(p => p)) counts[c] = counts.GetValueOrDefault(c) + 1;
        ushort code = 0;
        foreach (var c in counts.OrderByDescending(pair => pair.Value).ThenBy(pair => pair.Key).Select(pair => pair.Key)) codes[c] = ++code;
        return code;
    }

    /// <summary>Breadth first over the sorted phrases: a state is a range of them that share their first characters.</summary>
    private void Place(IReadOnlyList<string> phrases, int[] order)
    {
        var waiting = new Queue<(int State, int From, int To, int Depth)>();
        waiting.Enqueue((0, 0, order.Length, 0));
        var children = new List<(ushort Code, int From, int To)>();
        while (waiting.TryDequeue(out var node))
        {
            children.Clear();
            var from = node.From;
            if (from < node.To && phrases[order[from]].Length == node.Depth) phrase[node.State] = order[from++] + 1;
            while (from < node.To)
            {
                var to = from + 1;
                var c = phrases[order[from]][node.Depth];
                while (to < node.To && phrases[order[to]][node.Depth] == c) to++;
                children.Add((codes[c], from, to));
                from = to;
            }
            if (children.Count == 0) continue;
            next[node.State] = FindRoom(children);
            foreach (var child in children)
            {
                var state = next[node.State] + child.Code;
                Take(state, node.State);
                waiting.Enqueue((state, child.From, child.To, node.Depth + 1));
            }
        }
    }

    /// <summary>The first base at which every child falls on a free cell; the arrays grow when there is none.</summary>
    private int FindRoom(List<(ushort Code, int From, int To)> children)
    {
        var least = children.Min(child => child.Code);
        for (var cell = freeAfter[0]; cell != 0; cell = freeAfter[cell])
        {
            var start = cell - least;
            if (start > 0 && children.TrueForAll(child => IsFree(start + child.Code))) return start;
        }
        Grow();
        return FindRoom(children);
    }

    private bool IsFree(int cell)
    {
        while (cell >= owner.Length) Grow();
        return owner[cell] == Free;
    }

    private void Grow()
    {
        var (old, size) = (owner.Length, owner.Length * 2);
        Array.Resize(ref next, size);
        Array.Resize(ref owner, size);
        Array.Resize(ref phrase, size);
        Array.Resize(ref freeAfter, size);
        Array.Resize(ref freeBefore, size);
        Open(old, size);
    }

    /// <summary>Hangs the cells into the ring before cell 0, which is its head and is never free itself.</summary>
    private void Open(int from, int to)
    {
        for (var cell = Math.Max(from, 1); cell < to; cell++)
        {
            owner[cell] = Free;
            var last = freeBefore[0];
            (freeAfter[last], freeBefore[cell], freeAfter[cell], freeBefore[0]) = (cell, last, 0, cell);
        }
    }

    private void Take(int cell, int by)
    {
        owner[cell] = by;
        if (cell == 0) return;
        (freeAfter[freeBefore[cell]], freeBefore[freeAfter[cell]]) = (freeAfter[cell], freeBefore[cell]);
    }
}
