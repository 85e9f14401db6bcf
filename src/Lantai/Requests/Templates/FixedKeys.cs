using Lantai.Packs;
using Lantai.Requests.Letters;

namespace Lantai.Requests.Templates;

/// <summary>What of a template the program acts upon, so that an edit may change the words and nothing of the procedure.</summary>
internal static class FixedKeys
{
    private static readonly (string Key, Func<LetterTemplate, object?> Of)[] Keys =
    [
        ("name", template => template.Name),
        ("paper", template => template.Kind),
        ("decision", template => template.Decision),
        ("event", template => template.Sends),
        ("closes", template => template.Closes),
        ("approval", template => template.NeedsApproval),
        ("effective", template => (template.Basis.From, template.Basis.Until)),
    ];

    /// <summary>Notes every such key that is not as in the program's own template.</summary>
    public static void Check(PackFile file, LetterTemplate own, LetterTemplate edited)
    {
        foreach (var (key, of) in Keys)
            if (!Equals(of(own), of(edited))) file.Wrong(file.PlaceOf(key), $"“{key}”由程序使用，不能改，请恢复为程序自带模板的写法。");
        if (own.IsSigned && !edited.IsSigned)
            file.Wrong(file.PlaceOf("signed"), "文书末尾的署名、日期和盖章的位置不能去掉（规则issuer_missing，GB/T 9704-2012 7.3.5）。");
        if (own.IsForApplicant != edited.IsForApplicant) file.Wrong(file.PlaceOf("to"), "“to”的受文者不能换，应为程序自带模板里的字段。");
    }
}
