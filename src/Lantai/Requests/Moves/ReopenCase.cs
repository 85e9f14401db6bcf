using Lantai.Journal;
using Lantai.Requests.Checks;
using Lantai.Requests.Fees;
using Lantai.Storage;

namespace Lantai.Requests.Moves;

/// <summary>What rested on the registration as it was: the checks of the reply, and the fee. The caller holds the case and saves.</summary>
public sealed class ReopenCase(LantaiDb db, CheckReply checking, ChargeFee charging, TimeProvider time)
{
    /// <summary>What was checked told of another registration.</summary>
    /// <param name="because">更正登记.</param>
    internal async Task ChecksAsync(Actor actor, Request request, string because, CancellationToken stop)
    {
        if (request.IsClosed) return;
        await checking.ReopenAsync(actor, request, because, stop);
        await db.VoidChecksAsync(request, RequestEventKind.Drafted, time.GetUtcNow(), stop);
    }

    /// <summary>The fee is reckoned anew with the case as it now reads.</summary>
    /// <inheritdoc cref="ChargeFee.ReviseAsync"/>
    internal async Task FeeAsync(Actor actor, Request request, string because, CancellationToken stop)
    {
        await db.SaveChangesAsync(stop);
        await charging.ReviseAsync(actor, request, because, stop);
    }
}
