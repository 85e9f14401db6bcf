using static Lantai.Wording.Glyphs;

namespace Lantai.Wording;

/// <summary>What a template or a program left behind.</summary>
internal static class ResidueProbes
{
    public static IReadOnlyList<StyleProbe> All { get; } =
    [
        StyleProbe.At("R01", Placeholder, "{{", "${"),
        StyleProbe.At("R02", WholeLine, "undefined", "null", "NaN", "测试", "test", "新建文档", "无标题"),
        StyleProbe.At("R03", (_, start, end) => new(start, end), "lorem ipsum", "Lorem ipsum", "【待填】", "（待填）", "此处填写", "请在此处输入"),
    ];

    private static Mark? Placeholder(ReadOnlySpan<char> text, int start, int end)
    {
        var close = After(text, end, 60).IndexOf('}');
        if (close < 1) return null;
        var to = end + close + 1;
        return new(start, text[start] == '{' && At(text, to) == '}' ? to + 1 : to);
    }

    /// <summary>The word is all that the line holds: in the middle of a sentence it may well be meant.</summary>
    private static Mark? WholeLine(ReadOnlySpan<char> text, int start, int end) =>
        At(text, start - 1) == '\n' && At(text, end) == '\n' ? new(start, end) : null;
}
