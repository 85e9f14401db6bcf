using Lantai.Requests.Letters;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Contests;

/// <summary>重新答复: a reply that a reconsideration or lawsuit orders anew is drafted, looked through, checked and sent like the first.</summary>
public static class RemadeReply
{
    /// <summary>The papers that such a reply can be: every decision but a lapse.</summary>
    public static IEnumerable<LetterTemplate> Papers(LetterShelf shelf, DateOnly today) =>
        shelf.Templates.Where(paper => IsOne(paper) && paper.Basis.AppliesOn(today));

    /// <exception cref="RefusedException">The case is open, no reply is ordered anew, it is made, or the paper is none.</exception>
    internal static async Task RequireAsync(LantaiDb db, Request request, long contestId, LetterTemplate paper, CancellationToken stop)
    {
        if (!IsOne(paper)) throw new RefusedException($"“{paper.Name}”不是答复书，不能作为重新答复；请改选文书。");
        if (!request.IsClosed) throw new RefusedException($"申请{request.CaseNumber}还没有答复，按原来的程序答复，不另作重新答复。");
        var contest = await db.Contests.SingleOrDefaultAsync(known => known.Id == contestId && known.RequestId == request.Id && known.RemakeBy != null
            && known.RemadeOn == null && known.StruckAt == null, stop)
            ?? throw new RefusedException($"申请{request.CaseNumber}的这件复议或者诉讼没有责令重新答复，或者已经重新答复，请刷新页面。");
        if (request.Items.Count > 1 && !contest.Remade.ContainsValue(paper.Decision!.Value))
            throw new RefusedException($"申请{request.CaseNumber}有{request.Items.Count}项，没有一项重新决定为{paper.Decision}；请先在“复议和诉讼”里登记各项重新作出的处理决定。");
    }

    private static bool IsOne(LetterTemplate paper) => paper is { Sends: RequestEventKind.Replied, Decision: { } decision } && !decision.IsLapse;
}
