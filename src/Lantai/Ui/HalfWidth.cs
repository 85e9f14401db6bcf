namespace Lantai.Ui;

/// <summary>
/// Digits and signs typed with a Chinese input method, as plain ones. Written out because normalisation by the
/// platform depends on language data that a bare machine lacks.
/// </summary>
public static class HalfWidth
{
    /// <summary>The text with U+FF01–U+FF5E and the ideographic space as their ASCII forms; "" for null.</summary>
    public static string Of(string? text) => string.Create(text?.Length ?? 0, text ?? "", static (target, source) =>
    {
        for (var i = 0; i < source.Length; i++)
            target[i] = source[i] switch
            {
                >= '！' and <= '～' => (char)(source[i] - '！' + '!'),
                '\u3000' => ' ',
                _ => source[i],
            };
    });
}
