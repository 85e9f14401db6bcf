using System.Buffers;

namespace Lantai.Patrol.Reading;

/// <summary>Where tags, attributes and raw content end: HTML 13.2.5, over bytes.</summary>
internal ref struct HtmlCursor(ReadOnlySpan<byte> body)
{
    private static readonly SearchValues<byte> NameEnd = SearchValues.Create("\t\n\f\r />"u8);
    private static readonly SearchValues<byte> AttributeNameEnd = SearchValues.Create("\t\n\f\r />="u8);
    private static readonly SearchValues<byte> UnquotedEnd = SearchValues.Create("\t\n\f\r >"u8);

    public readonly ReadOnlySpan<byte> Body = body;

    public int At { get; set; }

    public readonly bool IsAtEnd => At >= Body.Length;

    public readonly byte Peek(int ahead = 0) => At + ahead < Body.Length ? Body[At + ahead] : (byte)0;

    /// <summary>The name of the tag that begins here.</summary>
    public ReadOnlySpan<byte> TakeName()
    {
        var rest = Body[At..];
        var end = rest.IndexOfAny(NameEnd);
        if (end < 0) end = rest.Length;
        At += end;
        return rest[..end];
    }

    /// <summary>The next attribute of the tag; false at the tag's end, which is passed over.</summary>
    /// <param name="valueLength">-1 for an attribute without a value.</param>
    public bool TakeAttribute(out ReadOnlySpan<byte> name, out int valueStart, out int valueLength)
    {
        name = default;
        (valueStart, valueLength) = (At, -1);
        while (At < Body.Length && (IsSpace(Body[At]) || Body[At] == '/')) At++;
        if (At >= Body.Length || Body[At] == '>')
        {
            At++;
            return false;
        }
        var start = At;
        if (Body[At] == '=') At++;
        var end = Body[At..].IndexOfAny(AttributeNameEnd);
        At = end < 0 ? Body.Length : At + end;
        name = Body[start..At];
        SkipSpace();
        if (Peek() != '=') return true;
        At++;
        SkipSpace();
        TakeValue(out valueStart, out valueLength);
        return true;
    }

    private void TakeValue(out int start, out int length)
    {
        var quote = Peek();
        if (quote is (byte)'"' or (byte)'\'')
        {
            start = ++At;
            var end = At < Body.Length ? Body[At..].IndexOf(quote) : -1;
            length = end < 0 ? Body.Length - Math.Min(start, Body.Length) : end;
            // A quote that never closes swallows the rest: the tag is not finished and never counts.
            At = end < 0 ? Body.Length + 1 : start + end + 1;
            return;
        }
        start = At;
        var stop = At < Body.Length ? Body[At..].IndexOfAny(UnquotedEnd) : -1;
        length = stop < 0 ? Body.Length - start : stop;
        At = start + length;
    }

    /// <summary>True when the last tag was cut off by the page's end.</summary>
    public readonly bool IsCutOff => At > Body.Length;

    /// <summary>Comment, doctype, processing instruction, CDATA: all but comments end at the first bracket.</summary>
    public void SkipDeclaration()
    {
        if (!Body[At..].StartsWith("<!--"u8))
        {
            SkipTo(">"u8);
            return;
        }
        At += 4;
        if (Peek() == '>') At++;
        else if (Peek() == '-' && Peek(1) == '>') At += 2;
        else SkipCommentText();
    }

    /// <summary>A comment ends with --> or --!>.</summary>
    private void SkipCommentText()
    {
        while (true)
        {
            var dashes = Body[At..].IndexOf("--"u8);
            if (dashes < 0)
            {
                At = Body.Length;
                return;
            }
            At += dashes + 2;
            if (Peek() == '>' || (Peek() == '!' && Peek(1) == '>'))
            {
                At += Peek() == '>' ? 1 : 2;
                return;
            }
            At--;
        }
    }

    /// <summary>The raw content up to its own end tag, which is not taken; the rest of the page when there is none.</summary>
    public (int Start, int Length) TakeRaw(ReadOnlySpan<byte> name, bool isScript)
    {
        var (start, isCommented, isNested) = (At, false, false);
        while (At < Body.Length)
        {
            var next = isCommented ? Body[At..].IndexOfAny((byte)'<', (byte)'-') : Body[At..].IndexOf((byte)'<');
            if (next < 0) break;
            At += next;
            var rest = Body[At..];
            if (rest[0] == '-')
            {
                if (rest.StartsWith("-->"u8)) isCommented = isNested = false;
            }
            else if (isScript && rest.StartsWith("<!--"u8)) isCommented = true;
            else if (isCommented && IsTag(rest, 1, name)) isNested = true;
            else if (rest.Length > 1 && rest[1] == '/' && IsTag(rest, 2, name))
            {
                if (!isNested) return (start, At - start);
                isNested = false;
            }
            At++;
        }
        At = Body.Length;
        return (start, At - start);
    }

    public void SkipTo(ReadOnlySpan<byte> mark)
    {
        var end = Body[At..].IndexOf(mark);
        At = end < 0 ? Body.Length : At + end + mark.Length;
    }

    private static bool IsTag(ReadOnlySpan<byte> rest, int at, ReadOnlySpan<byte> name)
    {
        if (rest.Length <= at + name.Length || !System.Text.Ascii.EqualsIgnoreCase(rest.Slice(at, name.Length), name)) return false;
        return IsSpace(rest[at + name.Length]) || rest[at + name.Length] is (byte)'/' or (byte)'>';
    }

    private void SkipSpace()
    {
        while (At < Body.Length && IsSpace(Body[At])) At++;
    }

    private static bool IsSpace(byte c) => c is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r' or (byte)'\f';
}
