using Lantai.Packs;

namespace Lantai.Requests;

/// <summary>What the applicant is waited for, and how it is said.</summary>
/// <param name="Act">What the applicant has to do: 补正.</param>
/// <param name="DayZero">What the day is called on which it is done.</param>
internal sealed record PauseKind(string Act, string DayZero, RequestState State, RequestState Lapsed)
{
    public static readonly PauseKind Correction =
        new("补正", "收到补正之日，答复期限重新计算", RequestState.AwaitingCorrection, RequestState.LapsedUncorrected);

    public static readonly PauseKind Fee =
        new("缴费", "缴清信息处理费之日，答复期限重新计算", RequestState.AwaitingFee, RequestState.LapsedUnpaid);
}

/// <summary>A time of waiting for the applicant, after which the reply period starts anew.</summary>
/// <param name="Deadline">The applicant's last day; null while the days off that decide it are not published.</param>
/// <param name="Restarts">False for a notice sent too late: the period runs on as if it had not been sent.</param>
internal sealed record Pause(PauseKind Kind, DateOnly AskedOn, DateOnly? Deadline, bool Restarts, Citation Basis)
{
    /// <summary>Its notice is not known to have been received: nothing lapses.</summary>
    public bool IsUnderway { get; init; }

    /// <summary>Its notice came back undelivered, so that the period runs on as if none had been sent; see <see cref="RequestEvent.ReturnedOn"/>.</summary>
    public DateOnly? ReturnedOn { get; init; }

    /// <summary>Whether what has been read of the course lies after the notice came back.</summary>
    public bool IsBack { get; set; }

    /// <summary>Nobody is waited for any more, and nothing starts anew by it.</summary>
    public bool IsVoid => IsBack && AnsweredOn is null;

    /// <summary>The day on which the applicant did it; null while waited for.</summary>
    public DateOnly? AnsweredOn { get; set; }

    public bool HasLapsedOn(DateOnly day) => AnsweredOn is null && day > Deadline;
}
