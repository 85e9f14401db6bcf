using Lantai.Requests.Letters;

namespace Lantai.Requests.Templates;

/// <summary>A field as it is explained to who edits a template.</summary>
/// <param name="Source">Where its value comes from.</param>
/// <param name="IsNeeded">Without it the letter cannot go out; the others stand only in lines that are left out.</param>
internal sealed record TemplateField(string Key, string Title, string Kind, string Source, bool IsNeeded)
{
    /// <summary>The fields that the template binds, in the order of the text; those of lines that may be left out come last.</summary>
    public static IReadOnlyList<TemplateField> Of(LetterTemplate template, LetterFields fields)
    {
        var lines = template.Body.OfType<TemplateLine>().ToList();
        var optional = template.OptionalFields.Concat(lines.Where(line => line.When is not null).SelectMany(KeysOf)).Distinct().Except(template.Fields);
        var remedy = lines.SelectMany(KeysOf).Where(key => key == LetterFields.Remedy).Distinct()
            .Select(key => new TemplateField(key, "救济途径的告知", "整段文字", "程序按处理决定、发文机关和成文日期写出", true));
        return
        [
            .. template.Fields.Select(key => Of(fields.Find(key)!, true)), .. remedy,
            .. optional.Where(key => key != LetterFields.Remedy).Select(key => Of(fields.Find(key)!, false)),
        ];
    }

    public static TemplateField Of(LetterField field, bool isNeeded) => new(field.Key, field.Title, KindOf(field), SourceOf(field.Key), isNeeded);

    private static IEnumerable<string> KeysOf(TemplateLine line) => line.Text.Pieces.Select(piece => piece.Field).OfType<string>();

    private static string SourceOf(string key) => key switch
    {
        "agency" => "“发文机关”里填写的",
        "number" or "signed_on" => "签发时确定",
        _ when CaseFacts.IsFixed(key) => "起草时填写；不填的，用办理经过里登记的",
        _ => CaseFacts.IsTyped(key) ? "起草时填写" : "登记和办理经过里已有的，自动写入",
    };

    private static string KindOf(LetterField field) => field.Kind switch
    {
        FactKind.Text => "文字",
        FactKind.Day => "日期",
        FactKind.Whole => "整数",
        FactKind.Yuan => "金额",
        FactKind.Lines => "逐项列出",
        FactKind.Rows => "表格的行",
    };
}
