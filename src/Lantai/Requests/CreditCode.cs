namespace Lantai.Requests;

/// <summary>统一社会信用代码 (GB 32100-2015): 17 characters and a check character, without I, O, S, V, Z.</summary>
public static class CreditCode
{
    private const int Length = 18;
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";

    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    /// <summary>The code as kept: without blanks, in upper case.</summary>
    /// <exception cref="RefusedException">It cannot be such a code.</exception>
    public static string Read(string text)
    {
        var code = string.Concat(text.Where(c => !char.IsWhiteSpace(c))).ToUpperInvariant();
        if (code.Length != Length) throw new RefusedException($"统一社会信用代码应为18位，现为{code.Length}位，请核对。");
        if (code.Any(c => !Alphabet.Contains(c))) throw new RefusedException("统一社会信用代码由数字和大写字母（不含I、O、S、V、Z）组成，请核对。");
        var sum = Weights.Select((weight, i) => weight * Alphabet.IndexOf(code[i])).Sum();
        return Alphabet[(31 - sum % 31) % 31] == code[^1] ? code : throw new RefusedException("统一社会信用代码的校验位不对，请逐位核对。");
    }
}
