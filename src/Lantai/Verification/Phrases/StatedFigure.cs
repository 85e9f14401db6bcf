using System.Globalization;
using Lantai.Verification.Tables;

namespace Lantai.Verification.Phrases;

/// <summary>A figure with the precision at which it is stated: 2 of 48 is 4.2, 4.17 and 4.</summary>
internal readonly record struct StatedFigure(decimal Value, int Decimals)
{
    /// <param name="text">Digits, at most one point.</param>
    public static StatedFigure Parse(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        return new StatedFigure(decimal.Parse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture), point < 0 ? 0 : text.Length - point - 1);
    }

    /// <summary>The exact figure rounded to this precision, half up or half even, gives this one.</summary>
    public bool IsRounded(decimal exact) =>
        Value == Math.Round(exact, Decimals, MidpointRounding.AwayFromZero) || Value == Math.Round(exact, Decimals, MidpointRounding.ToEven);

    /// <summary>The further digits were cut off instead: 66.6 for two thirds of a hundred.</summary>
    public bool IsCut(decimal exact) => Value == Math.Round(exact, Decimals, MidpointRounding.ToZero);

    /// <summary>The exact figure at this precision.</summary>
    public string Show(decimal exact) =>
        Math.Round(exact, Decimals, MidpointRounding.AwayFromZero).ToString($"F{Decimals}", CultureInfo.InvariantCulture);

    public override string ToString() => Figure.Show(Value);
}
