using Lantai.Wording;

namespace Lantai.Patrol.Checks;

/// <summary>Personal numbers in the text of DOCX, XLSX and PDF files, hidden sheets and comments included.</summary>
internal static class AttachmentPrivacy
{
    public const string Id = "attachment-privacy";

    public static Flaw? Look(FileLook look)
    {
        if (look.Opened.Text is not { } text) return null;
        var issues = new List<TextIssue>();
        look.Rules.Wording.Check(text, DateOnly.MaxValue, issues);
        var personal = issues.Where(issue => issue.Rule.Kind == WordingKind.Privacy).ToList();
        if (personal.Count == 0) return null;
        var kinds = personal.GroupBy(issue => issue.Rule.Note).Select(group => $"{group.Key}{group.Count()}处");
        return new Flaw(Id, null, $"附件中有{string.Join("、", kinds)}，请撤下附件，隐去后重新发布。", $"附件文字共{text.Length}字", OnceOnly: true)
        {
            Severity = personal.Min(issue => issue.Rule.Severity),
        };
    }
}
