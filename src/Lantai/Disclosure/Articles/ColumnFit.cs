namespace Lantai.Disclosure;

/// <summary>
/// What an edition may say depends on its column, whose reviews it goes through: policy documents, and what amends or repeals
/// them, stand in the columns of policies; interpretations in theirs.
/// </summary>
internal static class ColumnFit
{
    /// <returns>One sentence; null when it fits.</returns>
    public static string? Fault(PortalColumn column, bool isPolicy, InterpretationForm? form, IReadOnlyCollection<LinkKind> links) =>
        column.Kind is not (ColumnKind.Policy or ColumnKind.Rules) && PolicyField(isPolicy, links) is { } policy ? $"填了{policy}，但“{column.Name}”不是政策文件栏目。"
        : column.Kind != ColumnKind.Interpretation && InterpretationField(form, links) is { } field ? $"填了{field}，但“{column.Name}”不是政策解读栏目。" : null;

    private static string? PolicyField(bool isPolicy, IReadOnlyCollection<LinkKind> links) =>
        isPolicy ? "文件类型" : links.Contains(LinkKind.Repeals) ? "废止的文件" : links.Contains(LinkKind.Amends) ? "修改的文件" : null;

    private static string? InterpretationField(InterpretationForm? form, IReadOnlyCollection<LinkKind> links) =>
        form is not null ? "解读形式" : links.Contains(LinkKind.Interprets) ? "解读的文件" : null;
}
