using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Xml;

namespace Lantai.Papers;

/// <summary>
/// XML or HTML text. In <c>Xml($"&lt;p&gt;{words}&lt;/p&gt;")</c> whatever stands in a hole is escaped, unless it is
/// markup itself; so no text of a person can become an element.
/// </summary>
internal readonly record struct XmlText(string Text)
{
    public static readonly XmlText None = new("");

    public static XmlText Xml(XmlTextHandler text) => new(text.ToString());

    /// <summary>The markup of a value that may be absent; nothing for null.</summary>
    public static XmlText If<T>(T? value, Func<T, XmlText> markup) where T : class => value is null ? None : markup(value);

    public static XmlText Each<T>(IEnumerable<T> items, Func<T, XmlText> markup)
    {
        var all = new StringBuilder();
        foreach (var item in items) all.Append(markup(item).Text);
        return new XmlText(all.ToString());
    }

    public static XmlText Each<T>(IEnumerable<T> items, Func<T, int, XmlText> markup) =>
        Each(items.Index(), pair => markup(pair.Item, pair.Index));

    public override string ToString() => Text;

    /// <summary>Escaped for text and attributes, without the characters that XML cannot hold (pasted text brings them).</summary>
    public static string Escape(string text) => NeedsCare(text) ? Cared(text) : text;

    /// <summary>Without the characters that no XML and no database takes.</summary>
    public static string Legal(string text) => string.Concat(text.Where((c, i) => XmlConvert.IsXmlChar(c)
        || (char.IsHighSurrogate(c)
            ? i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]) : char.IsLowSurrogate(c) && i > 0 && char.IsHighSurrogate(text[i - 1]))));

    private static bool NeedsCare(string text)
    {
        foreach (var c in text)
            if (c is '&' or '<' or '>' or '"' || char.IsSurrogate(c) || !XmlConvert.IsXmlChar(c)) return true;
        return false;
    }

    private static string Cared(string text)
    {
        var safe = new StringBuilder(text.Length + 16);
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(text, i++, 2);
            else if (XmlConvert.IsXmlChar(text[i])) safe.Append(Entity(text[i]) ?? text[i].ToString());
        }
        return safe.ToString();
    }

    private static string? Entity(char c) => c switch { '&' => "&amp;", '<' => "&lt;", '>' => "&gt;", '"' => "&quot;", _ => null };
}

/// <summary>Puts an interpolated string together, escaping what stands in its holes. See <see cref="XmlText.Xml"/>.</summary>
[InterpolatedStringHandler]
internal readonly ref struct XmlTextHandler(int literals, int holes)
{
    private readonly StringBuilder _text = new(literals + 16 * holes);

    public void AppendLiteral(string markup) => _text.Append(markup);

    public void AppendFormatted(XmlText markup) => _text.Append(markup.Text);

    public void AppendFormatted(string? text) => _text.Append(XmlText.Escape(text ?? ""));

    public void AppendFormatted(int number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    public void AppendFormatted(decimal number) => _text.Append(CultureInfo.InvariantCulture, $"{number}");

    public override string ToString() => _text.ToString();
}
