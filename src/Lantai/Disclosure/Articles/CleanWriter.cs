using System.Net;
using System.Text;

namespace Lantai.Disclosure;

/// <summary>Writes clean HTML: no empty blocks, no block within a paragraph, headings that follow one another.</summary>
internal sealed class CleanWriter
{
    private readonly StringBuilder _text = new();
    private int _heading = 1;
    private bool _inParagraph;
    private int _inCell;

    public override string ToString()
    {
        CloseParagraph();
        return _text.ToString();
    }

    public void Text(string words)
    {
        var plain = Collapse(words);
        if (plain.Length == 0 || (string.IsNullOrWhiteSpace(plain) && !_inParagraph && _inCell == 0)) return;
        OpenParagraph();
        _text.Append(WebUtility.HtmlEncode(plain).Replace("&#39;", "'", StringComparison.Ordinal));
    }

    public void Break()
    {
        if (_inParagraph || _inCell > 0) _text.Append("<br>");
    }

    /// <summary>Begins a paragraph of its own; within a cell or an item it is only a line.</summary>
    public void Paragraph(Action inside)
    {
        if (_inCell > 0)
        {
            if (_text[^1] != '>') _text.Append("<br>");
            inside();
            return;
        }
        CloseParagraph();
        inside();
        CloseParagraph();
    }

    public void Inline(string name, Action inside)
    {
        OpenParagraph();
        Wrap($"<{name}>", $"</{name}>", inside);
    }

    public void Link(string? address, Action inside)
    {
        if (address is null)
        {
            inside();
            return;
        }
        OpenParagraph();
        Wrap($"<a href=\"{WebUtility.HtmlEncode(address)}\">", "</a>", inside);
    }

    /// <summary>The level under the page's own h1: never deeper by more than one than the heading before.</summary>
    public string Heading(int level)
    {
        _heading = Math.Min(Math.Clamp(level, 2, 4), _heading + 1);
        return $"h{_heading}";
    }

    public void Block(string name, Action inside)
    {
        CloseParagraph();
        var holdsText = name is "li" or "caption" or "h2" or "h3" or "h4" or "p";
        if (holdsText) _inCell++;
        // A table that is wider than the page scrolls by itself.
        if (name == "table") Wrap("<div class=\"scroll\" role=\"region\" aria-label=\"表格\" tabindex=\"0\"><table>", "</table></div>", inside);
        else Wrap($"<{name}>", $"</{name}>", inside);
        if (holdsText) _inCell--;
    }

    public void Cell(string name, int columns, int rows, string? scope, Action inside)
    {
        var start = new StringBuilder("<").Append(name);
        if (columns > 1) start.Append($" colspan=\"{columns}\"");
        if (rows > 1) start.Append($" rowspan=\"{rows}\"");
        if (scope is "row" or "col") start.Append($" scope=\"{scope}\"");
        _inCell++;
        _text.Append(start).Append('>');
        inside();
        _text.Append("</").Append(name).Append('>');
        _inCell--;
    }

    /// <summary>Leaves nothing behind when nothing was written inside.</summary>
    private void Wrap(string start, string end, Action inside)
    {
        var before = _text.Length;
        _text.Append(start);
        var written = _text.Length;
        inside();
        CloseParagraphIfOpenedSince(written);
        if (string.IsNullOrWhiteSpace(_text.ToString(written, _text.Length - written))) _text.Length = before;
        else _text.Append(end);
    }

    private void CloseParagraphIfOpenedSince(int position)
    {
        if (_inParagraph && _paragraphAt >= position) CloseParagraph();
    }

    private int _paragraphAt;

    private void OpenParagraph()
    {
        if (_inParagraph || _inCell > 0) return;
        _paragraphAt = _text.Length;
        _text.Append("<p>");
        _inParagraph = true;
    }

    private void CloseParagraph()
    {
        if (!_inParagraph) return;
        _inParagraph = false;
        while (_text.Length > 0 && _text[^1] is ' ' or '\u3000') _text.Length--;
        if (_text.Length == _paragraphAt + 3) _text.Length = _paragraphAt;
        else _text.Append("</p>");
    }

    /// <summary>Runs of spaces, line ends and Word's indents as one space, and none between Chinese characters' lines.</summary>
    private static string Collapse(string words)
    {
        var text = new StringBuilder(words.Length);
        foreach (var c in words)
        {
            if (c is '\u200b' or '\ufeff' or '\u00ad' || (char.IsControl(c) && !char.IsWhiteSpace(c))) continue;
            if (!char.IsWhiteSpace(c)) text.Append(c);
            else if (text.Length > 0 && text[^1] != ' ') text.Append(' ');
            else if (text.Length == 0 && c is ' ' or '\u00a0') text.Append(' ');
        }
        return text.ToString();
    }
}
