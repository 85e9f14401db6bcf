namespace Lantai.Patrol.Fetching;

/// <summary>Whether an address can be opened; what cannot be told is never held against anyone.</summary>
internal enum LinkState { Alive, Dead, Undecided }

/// <summary>The judgement on one exchange.</summary>
/// <param name="IsFinal">Asking again at the end of the run would not change it.</param>
internal readonly record struct Verdict(LinkState State, bool IsFinal)
{
    private static readonly Verdict Alive = new(LinkState.Alive, true);
    private static readonly Verdict Dead = new(LinkState.Dead, true);
    private static readonly Verdict DeadSoFar = new(LinkState.Dead, false);
    private static readonly Verdict Undecided = new(LinkState.Undecided, true);
    private static readonly Verdict UndecidedSoFar = new(LinkState.Undecided, false);

    /// <param name="isOwn">The address is on the site that is patrolled: there, silence is the site's own fault.</param>
    public static Verdict Of(FetchOutcome outcome, bool isOwn) => outcome.Either(
        answered => answered.IsChallenge ? Undecided : OfStatus(answered.Status, answered.RetryAfter is not null),
        unreachable => OfFailure(unreachable.Failure.Kind, isOwn));

    /// <summary>
    /// HTTP 400 and up is a dead link, except where the answer is about the visitor: log in, not you, not so often
    /// (401, 403, 407, 429, 999), the walls of protection products (412, 444, 468, 493, 521 …), or about today (503).
    /// </summary>
    public static Verdict OfStatus(int status, bool hasRetryAfter = false) => status switch
    {
        < 400 => Alive,
        401 or 403 or 405 or 406 or 407 or 412 or 418 or 421 or 423 or 425 or 444 or 451 or 468 or 493 => Undecided,
        408 or 429 => UndecidedSoFar,
        >= 520 and <= 530 or >= 600 => Undecided,
        503 when hasRetryAfter => UndecidedSoFar,
        >= 500 => DeadSoFar,
        _ => Dead,
    };

    public static Verdict OfFailure(FailureKind kind, bool isOwn) => kind switch
    {
        FailureKind.BadAddress or FailureKind.NameNotFound or FailureKind.RedirectLoop or FailureKind.TooManyRedirects => Dead,
        FailureKind.PrivateAddress or FailureKind.DisallowedByRobots or FailureKind.LeftAlone => Undecided,
        FailureKind.Refused or FailureKind.ConnectionLost or FailureKind.BadAnswer => DeadSoFar,
        // No route is most often the visitor's own line.
        FailureKind.NameServiceFailed or FailureKind.HandshakeFailed or FailureKind.NetworkUnreachable => UndecidedSoFar,
        FailureKind.ConnectTimeout or FailureKind.AnswerTimeout => isOwn ? DeadSoFar : UndecidedSoFar,
    };
}
