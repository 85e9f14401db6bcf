namespace Lantai.Patrol.Reading;

/// <summary>
/// Goes through the rules of a style sheet that hold everywhere and always. Comments, at-rules with all that is in them (@media, @supports) and
/// rules with others inside are passed over.
/// </summary>
internal ref struct CssRules(ReadOnlySpan<byte> css)
{
    private ReadOnlySpan<byte> rest = WithoutComments(css);

    public CssRule Current { get; private set; }

    public readonly CssRules GetEnumerator() => this;

    public bool MoveNext()
    {
        while (true)
        {
            rest = rest.TrimStart(" \t\n\r\f}"u8);
            if (rest.IsEmpty) return false;
            if (TrySkipMark("<!--"u8) || TrySkipMark("-->"u8)) continue;
            var isAtRule = rest[0] == '@';
            var open = isAtRule ? rest.IndexOfAny((byte)'{', (byte)';') : rest.IndexOf((byte)'{');
            if (open < 0) return false;
            if (rest[open] == ';')
            {
                rest = rest[(open + 1)..];
                continue;
            }
            var length = LengthOfBlock(rest[(open + 1)..]);
            var selectors = rest[..open];
            var block = rest.Slice(open + 1, length);
            rest = rest[Math.Min(rest.Length, open + length + 2)..];
            if (isAtRule || block.Contains((byte)'{')) continue;
            Current = new CssRule(selectors, block);
            return true;
        }
    }

    /// <summary>The marks of a comment of HTML, in which old pages put their styles, mean nothing (CSS Syntax 3: CDO, CDC).</summary>
    private bool TrySkipMark(ReadOnlySpan<byte> mark)
    {
        if (!rest.StartsWith(mark)) return false;
        rest = rest[mark.Length..];
        return true;
    }

    /// <summary>Up to the brace that closes it; to the end of a sheet that forgets it.</summary>
    private static int LengthOfBlock(ReadOnlySpan<byte> css)
    {
        var (at, depth) = (0, 1);
        while (css[at..].IndexOfAny((byte)'{', (byte)'}') is var next and >= 0)
        {
            at += next;
            depth += css[at] == '{' ? 1 : -1;
            if (depth == 0) return at;
            at++;
        }
        return css.Length;
    }

    private static ReadOnlySpan<byte> WithoutComments(ReadOnlySpan<byte> css)
    {
        if (css.IndexOf("/*"u8) < 0) return css;
        var kept = new List<byte>(css.Length);
        while (css.IndexOf("/*"u8) is var start and >= 0)
        {
            kept.AddRange(css[..start]);
            var end = css[(start + 2)..].IndexOf("*/"u8);
            css = end < 0 ? default : css[(start + end + 4)..];
        }
        kept.AddRange(css);
        return kept.ToArray();
    }
}

/// <summary>A rule: its selectors, with commas between them, and its declarations.</summary>
internal readonly ref struct CssRule(ReadOnlySpan<byte> selectors, ReadOnlySpan<byte> declarations)
{
    private readonly ReadOnlySpan<byte> selectors = selectors, declarations = declarations;

    public void Deconstruct(out ReadOnlySpan<byte> selectors, out ReadOnlySpan<byte> declarations)
    {
        selectors = this.selectors;
        declarations = this.declarations;
    }
}
