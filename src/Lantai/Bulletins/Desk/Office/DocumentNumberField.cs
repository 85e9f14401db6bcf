using Lantai.Papers;
using Lantai.Ui;

namespace Lantai.Bulletins.Desk.Office;

/// <summary>Reads a typed 发文字号; what is wrong with it is said beside its input.</summary>
internal static class DocumentNumberField
{
    public static DocumentNumber? Read(FormCheck check, string field, string? typed)
    {
        var text = check.Text(field, typed, "发文字号", 40);
        if (text.Length == 0) return null;
        try
        {
            return DocumentNumber.Parse(text);
        }
        catch (RefusedException wrong)
        {
            check.Add(field, wrong.Message);
            return null;
        }
    }
}
