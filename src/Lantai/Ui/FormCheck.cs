using System.Globalization;
using System.Xml;

namespace Lantai.Ui;

/// <summary>One thing to correct.</summary>
/// <param name="Field">The input's name, such as <c>Form.Name</c>; null when it concerns the form as a whole.</param>
public sealed record FieldError(string? Field, string Sentence);

/// <summary>
/// Reads the texts of a posted form into values and gathers a sentence for each that is wrong. The page gives it to
/// <see cref="ErrorSummary"/> and to every <see cref="Field"/>.
/// </summary>
public sealed class FormCheck
{
    private readonly List<FieldError> errors = [];

    /// <summary>What is to be corrected, in the order found.</summary>
    public IReadOnlyList<FieldError> Errors => errors;

    /// <summary>Whether anything is to be corrected.</summary>
    public bool Failed => errors.Count > 0;

    /// <summary>The first sentence for the field; null when it is right.</summary>
    public string? For(string field) => errors.Find(e => e.Field == field)?.Sentence;

    /// <summary>Adds a sentence to a field, or with null to the form as a whole.</summary>
    public void Add(string? field, string sentence) => errors.Add(new FieldError(field, sentence));

    /// <summary>Does the work; each sentence of a refusal becomes a line of the summary. True when it was done.</summary>
    public async Task<bool> TryAsync(Func<Task> work)
    {
        try
        {
            await work();
            return true;
        }
        catch (RefusedException refusal)
        {
            foreach (var sentence in refusal.Message.Split('\n')) Add(null, sentence);
            return false;
        }
    }

    /// <summary>A text that must be there, trimmed, not longer than that many characters.</summary>
    public string Text(string field, string? value, string label, int longest) =>
        OptionalText(field, value, label, longest) ?? Wrong(field, $"请填写“{label}”。", "");

    /// <summary>A text, trimmed, without the characters that no XML and no database takes; null when nothing was written.</summary>
    public string? OptionalText(string field, string? value, string label, int longest)
    {
        var text = string.Concat((value ?? "").Where(c => XmlConvert.IsXmlChar(c) || char.IsSurrogate(c))).Trim();
        if (text.Length > longest) Add(field, $"“{label}”最多 {longest} 个字，现有 {text.Length} 个字。");
        return text.Length == 0 ? null : text;
    }

    /// <summary>One of the values that were offered.</summary>
    public string OneOf(string field, string? value, string label, IEnumerable<Choice> offered) =>
        offered.Any(c => c.Value == value) ? value! : Wrong(field, $"请选择“{label}”。", "");

    /// <summary>A number within bounds, full-width digits allowed; null when nothing was written or it is wrong.</summary>
    public decimal? Number(string field, string? value, string label, decimal least, decimal most)
    {
        var text = HalfWidth.Of(value).Trim();
        if (text.Length == 0) return null;
        if (!decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
            return Wrong<decimal?>(field, $"“{label}”应填数字，现为“{Shorten(text)}”。", null);
        if (number < least || number > most)
            return Wrong<decimal?>(field, $"“{label}”应在 {Figure.Exact(least)} 至 {Figure.Exact(most)} 之间，现为 {Figure.Exact(number)}。", null);
        return number;
    }

    /// <summary>A day as 2026-01-05, 2026/1/5, 2026.1.5 or 2026年1月5日; null when nothing was written or it is wrong.</summary>
    public DateOnly? Day(string field, string? value, string label)
    {
        var text = HalfWidth.Of(value).Trim();
        if (text.Length == 0) return null;
        string[] forms = ["yyyy-M-d", "yyyy/M/d", "yyyy.M.d", "yyyy年M月d日"];
        return DateOnly.TryParseExact(text, forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
            ? day
            : Wrong<DateOnly?>(field, $"“{label}”应填日期，如 2026-01-05，现为“{Shorten(text)}”。", null);
    }

    /// <summary>A day that must be there.</summary>
    public DateOnly? RequiredDay(string field, string? value, string label) =>
        string.IsNullOrWhiteSpace(value) ? Wrong<DateOnly?>(field, $"请填写“{label}”。", null) : Day(field, value, label);

    private T Wrong<T>(string field, string sentence, T instead)
    {
        Add(field, sentence);
        return instead;
    }

    /// <summary>As much of a wrong value as a sentence repeats.</summary>
    internal static string Shorten(string text) => text.Length <= 20 ? text : text[..20] + "…";
}
