using Lantai.Requests.Decisions;

namespace Lantai.Requests;

/// <summary>视为放弃: the applicant did not correct or pay in time. The case is over, and the letter that says so is still owed.</summary>
internal static class Lapse
{
    extension(RequestState state)
    {
        /// <summary>The only decision that an application in this state may have; null for a state that is no lapse.</summary>
        public Decision? LapseDecision =>
            state == RequestState.LapsedUncorrected ? Decision.R7a
            : state == RequestState.LapsedUnpaid ? Decision.R7b
            : null;
    }

    extension(Decision decision)
    {
        /// <summary>It says that the application lapsed, and nothing of the information.</summary>
        public bool IsLapse => decision is Decision.R7a or Decision.R7b;
    }

    /// <summary>Refuses a lapse where none is, and anything else where one is.</summary>
    /// <exception cref="RefusedException">The decision does not fit the state of the application.</exception>
    public static void RefuseUnfit(Request request, Decision decision)
    {
        if (request.State.LapseDecision is { } only)
        {
            if (decision != only) throw new RefusedException($"申请{request.CaseNumber}{request.State.Title}，处理决定只能是{only}。");
            return;
        }
        if (decision.IsLapse)
            throw new RefusedException($"申请{request.CaseNumber}{request.State.Title}，没有逾期未补正或者未缴费，处理决定不能是{decision}。");
    }
}
