namespace Lantai.Patrol.Reading;

/// <summary>A place in a page as an editor shows it: line and column from 1, columns in characters.</summary>
public readonly record struct Place(int Line, int Column);

/// <summary>Turns bytes into lines and columns; asked in the order of the page, it walks the page once.</summary>
internal ref struct Places(ReadOnlySpan<byte> body)
{
    /// <summary>The mark of a walk that has not begun.</summary>
    public static readonly (int At, int Line, int Column) Begin = (0, 1, 1);

    private readonly ReadOnlySpan<byte> body = body;
    private int at, line = 1, column = 1;

    /// <summary>How far it has walked, for who asks again later.</summary>
    public (int At, int Line, int Column) Mark
    {
        readonly get => (at, line, column);
        init => (at, line, column) = value;
    }

    public Place Of(int target)
    {
        target = Math.Clamp(target, 0, body.Length);
        if (target < at) (at, line, column) = (0, 1, 1);
        var passed = body[at..target];
        var lines = passed.Count((byte)'\n');
        if (lines > 0)
        {
            (line, column) = (line + lines, 1);
            passed = passed[(passed.LastIndexOf((byte)'\n') + 1)..];
        }
        column += Characters(passed);
        at = target;
        return new(line, column);
    }

    /// <summary>UTF-8: every byte but the continuations begins a character.</summary>
    private static int Characters(ReadOnlySpan<byte> bytes)
    {
        var count = 0;
        foreach (var b in bytes)
            if ((sbyte)b >= -64) count++;
        return count;
    }
}
