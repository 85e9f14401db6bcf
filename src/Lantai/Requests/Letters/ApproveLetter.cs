using Lantai.Journal;
using Lantai.People;
using Lantai.Storage;

namespace Lantai.Requests.Letters;

/// <summary>The head of the office agrees to a letter that the law wants agreed to: an extension.</summary>
public sealed class ApproveLetter(LantaiDb db, ComposeLetter composing, TimeProvider time)
{
    /// <param name="seen">The revision of the letter that was read; null approves it whatever was done meanwhile.</param>
    /// <exception cref="RefusedException">It is not the person's to approve, needs no approval, has it, or somebody changed the letter.</exception>
    public async Task RunAsync(Person person, long regionId, long requestId, long id, int? seen, CancellationToken stop = default)
    {
        if (!person.Holds(regionId, Post.Leader)) throw new RefusedException("您的岗位不能批准文书。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, id, stop);
        letter.RefuseUnlessSeen(seen);
        if (composing.Paper(letter) is not { NeedsApproval: true }) throw new RefusedException($"{letter.Name}不需要批准，请刷新页面。");
        letter.Approve(person.AccountId, person.Name, time.GetUtcNow());
        request.Change();
        db.Record(time, person.Actor, "批准文书", request.Subject, $"申请{request.CaseNumber}的{letter.FileName}经{person.Name}批准。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }
}
