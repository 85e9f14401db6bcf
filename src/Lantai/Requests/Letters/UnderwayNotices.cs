namespace Lantai.Requests.Letters;

/// <summary>待签收: open cases whose period waits for somebody of whom nobody knows whether the letter has come. They have no due day to be listed by.</summary>
internal static class UnderwayNotices
{
    private static readonly RequestEventKind[] Asking = [.. RequestEventKinds.All.Where(kind => kind.IsAsking)];

    private static readonly RequestEventKind[] Answering = [.. RequestEventKinds.All.Where(kind => kind.IsConsultation && !kind.IsAsking)];

    public static IQueryable<Request> Of(IQueryable<Request> requests) => requests.Where(request => request.EndedOn == null
        && request.Events.Any(sent => sent.IsUnderway && sent.StruckAt == null
            && ((sent.Kind == RequestEventKind.CorrectionAsked && request.State == RequestState.AwaitingCorrection)
                || (sent.Kind == RequestEventKind.FeeNoticed && request.State == RequestState.AwaitingFee)
                || (Asking.Contains(sent.Kind) && !request.Events.Any(answered => answered.StruckAt == null && Answering.Contains(answered.Kind)
                    && answered.Party == sent.Party && answered.On >= sent.On)))));
}
