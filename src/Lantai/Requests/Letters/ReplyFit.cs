namespace Lantai.Requests.Letters;

/// <summary>Whether a reply still tells what was decided.</summary>
internal static class ReplyFit
{
    /// <summary>A reply that is made anew stands with its contest; the decisions of a closed case are those of its first reply.</summary>
    /// <exception cref="RefusedException">No item of the open case has the decision that it tells.</exception>
    public static void RefuseUnfit(Request request, Letter letter, LetterTemplate? paper)
    {
        if (paper?.Decision is not { } told || letter.ContestId is not null || request.IsClosed) return;
        if (!request.Items.Exists(item => item.Decision == told))
            throw new RefusedException($"申请{request.CaseNumber}没有一项的处理决定是{told}，“{paper.Name}”不能再发出；请作废或者删除后按现在的决定起草。");
        Lapse.RefuseUnfit(request, told);
    }
}
