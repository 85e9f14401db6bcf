namespace Lantai.Papers;

/// <summary>The face a run is set in; <see cref="Plain"/> is that of its paragraph.</summary>
public enum RunFace { Plain, Bold, Kai, Hei }

/// <summary>Where a figure in a sentence comes from.</summary>
/// <param name="Placeholder">As written in the form: <c>{{average:区直单位}}</c>.</param>
/// <param name="Explanation">For the reader who asks: 区直单位31个单位总分的平均数.</param>
public sealed record Origin(string Placeholder, string Explanation);

/// <summary>A piece of a paragraph.</summary>
/// <param name="Origin">Null for words that somebody wrote.</param>
public sealed record Run(string Text, RunFace Face = RunFace.Plain, Origin? Origin = null)
{
    public static implicit operator Run(string text) => new(text);
}

/// <summary>What bodies and attachments are made of.</summary>
public abstract record PaperBlock
{
    private protected PaperBlock() { }
}

/// <param name="Runs">Set with an indent of two characters.</param>
public sealed record Paragraph(params IReadOnlyList<Run> Runs) : PaperBlock;

/// <summary>A heading of level 1 to 4 (一、 （一） 1. （1）), number included.</summary>
/// <param name="Text">Words that follow in the heading's own paragraph; empty for a heading on a line of its own.</param>
public sealed record Heading(int Level, IReadOnlyList<Run> Title, params IReadOnlyList<Run> Text) : PaperBlock;

/// <summary>Items set as paragraphs, each with its mark: 1. or none.</summary>
public sealed record PaperList(IReadOnlyList<IReadOnlyList<Run>> Items, bool Numbered = true) : PaperBlock;

/// <summary>The number in front of a heading or item.</summary>
public static class HeadingNumber
{
    /// <summary>一、 （二） 3. （4） for the levels of GB/T 9704-2012, 7.3.3.</summary>
    /// <param name="number">From 1.</param>
    public static string Of(int level, int number) => level switch
    {
        1 => Chinese(number) + "、",
        2 => $"（{Chinese(number)}）",
        3 => $"{number}.",
        4 => $"（{number}）",
        _ => throw new ArgumentOutOfRangeException(nameof(level), level, "1 to 4"),
    };

    /// <summary>1 to 99 as 一 … 九十九.</summary>
    public static string Chinese(int number)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(number, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(number, 99);
        var (tens, ones) = (number / 10, number % 10);
        return $"{(tens > 1 ? Digit(tens) : "")}{(tens > 0 ? "十" : "")}{(ones > 0 ? Digit(ones) : "")}";
    }

    private static string Digit(int digit) => "一二三四五六七八九"[digit - 1].ToString();
}
