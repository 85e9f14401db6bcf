using Lantai.Requests.Checks;
using Lantai.Requests.Decisions;

namespace Lantai.Requests;

/// <summary>Decisions that the law allows only after a step of the case.</summary>
internal static class Grounds
{
    /// <exception cref="RefusedException">The step is not in the course.</exception>
    public static void RefuseMissing(Request request, Decision decision)
    {
        if (decision == Decision.R5d && !request.Has(RequestEventKind.Corrected))
            throw new RefusedException($"申请{request.CaseNumber}没有要求补正并收到补正的记录，不能决定“补正后仍不明确”（R5d，条例第三十条）；请先发补正告知书。");
        if (decision == Decision.R6d && !request.Has(RequestEventKind.ReasonsAsked))
            throw new RefusedException($"申请{request.CaseNumber}没有要求申请人说明理由的记录，不能决定“无正当理由大量反复申请”（R6d，条例第三十五条）；请先发说明理由告知书。");
    }
}
