using System.Globalization;
using Lantai.Papers;

namespace Lantai.Requests.Letters;

/// <summary>The value of a field.</summary>
public abstract record LetterFact
{
    private protected LetterFact(FactKind kind) => Kind = kind;

    public FactKind Kind { get; }

    /// <summary>As it stands in a sentence.</summary>
    public abstract string Written { get; }
}

public sealed record TextFact(string Text) : LetterFact(FactKind.Text)
{
    /// <summary>Without the full stop that people end an answer with: the sentence around it has its own.</summary>
    public override string Written => Text.Trim().TrimEnd('。', '；', '，');
}

public sealed record DayFact(DateOnly Day) : LetterFact(FactKind.Day)
{
    public override string Written => ChineseDate.Of(Day);
}

public sealed record WholeFact(int Number) : LetterFact(FactKind.Whole)
{
    public override string Written => Number.ToString(CultureInfo.InvariantCulture);
}

public sealed record YuanFact(decimal Amount) : LetterFact(FactKind.Yuan)
{
    public override string Written => Amount.ToString("0.##", CultureInfo.InvariantCulture) + "元";
}

public sealed record LinesFact(params IReadOnlyList<string> Lines) : LetterFact(FactKind.Lines)
{
    public override string Written => string.Join("；", Lines.Select(line => new TextFact(line).Written));
}

public sealed record RowsFact(params IReadOnlyList<IReadOnlyList<string>> Rows) : LetterFact(FactKind.Rows)
{
    public override string Written => string.Join("；", Rows.Select(row => string.Join("，", row)));
}
