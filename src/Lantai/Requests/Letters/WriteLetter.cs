using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Requests.Checks;
using Lantai.Requests.Contests;
using Lantai.Requests.Templates;
using Lantai.Storage;

namespace Lantai.Requests.Letters;

/// <summary>Begins, fills in and throws away drafts.</summary>
public sealed class WriteLetter(LantaiDb db, LetterShelf shelf, ComposeLetter composing, CheckReply checking, TimeProvider time)
{
    private const int LongestFact = 4000;

    /// <summary>Papers that may be written for a case now: in force, without the applicant's identity number, replies only to what was decided.</summary>
    public static IEnumerable<LetterTemplate> For(Request request, LetterShelf shelf, DateOnly today) =>
        shelf.Templates.Where(template => template.Basis.AppliesOn(today) && !template.Fields.Contains("applicant_id") && IsDecided(template, request));

    /// <exception cref="RefusedException">The paper cannot be written for this case now.</exception>
    /// <param name="seen">The revision of the case that was shown; null starts it whatever was done meanwhile.</param>
    /// <param name="contest">The reconsideration or lawsuit that orders a reply anew; null for every other letter.</param>
    public async Task<Letter> StartAsync(
        Actor actor, long regionId, long requestId, string template, int? seen = null, long? contest = null, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        request.RefuseUnlessSeen(seen);
        await composing.OfficeAsync(request, stop);
        var paper = shelf.Find(template, time.Today());
        if (contest is { } anew) await RemadeReply.RequireAsync(db, request, anew, paper, stop);
        else if (!For(request, shelf, time.Today()).Contains(paper))
            throw new RefusedException($"申请{request.CaseNumber}没有一项的处理决定是{paper.Decision}，不能起草“{paper.Name}”；请先作出处理决定。");
        var letter = new Letter
        {
            RequestId = requestId,
            RegionId = regionId,
            Template = paper.Key,
            Name = paper.Name,
            Origin = LetterOrigin.Written,
            Decides = paper.Sends == RequestEventKind.Replied,
            ContestId = contest,
            EditionId = (await db.EditionInForceAsync(regionId, paper.Key, time.Today(), stop))?.Id,
            WrittenAt = time.GetUtcNow(),
            WrittenBy = actor.Name,
        };
        letter.TakeIn(actor);
        db.Letters.Add(letter);
        if (letter.Decides) await checking.ReopenAsync(actor, request, "另拟答复稿", stop);
        request.Change();
        db.Record(time, actor, "起草文书", request.Subject, $"申请{request.CaseNumber}起草“{paper.Name}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return letter;
    }

    /// <param name="typed">By key of field, as typed; what the draft does not ask for is refused.</param>
    /// <exception cref="RefusedException">A value is not what its field holds; nothing is changed.</exception>
    public async Task FillAsync(
        Actor actor, long regionId, long requestId, long id, int? seen, IReadOnlyDictionary<string, string> typed, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, id, stop);
        letter.RefuseUnlessSeen(seen);
        letter.RequireDraft();
        var problems = typed.Select(pair => ProblemOf(pair.Key, pair.Value)).OfType<string>().ToList();
        if (problems.Count > 0) throw new RefusedException(string.Join('\n', problems));
        letter.Fill(typed.Where(pair => !string.IsNullOrWhiteSpace(pair.Value)).ToDictionary(pair => pair.Key, pair => pair.Value.Trim()), actor);
        if (letter.Decides) await checking.ReopenAsync(actor, request, "修改答复稿", stop);
        request.Change();
        db.Record(time, actor, "填写文书", request.Subject, $"申请{request.CaseNumber}填写“{letter.Name}”。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    /// <exception cref="RefusedException">It is no draft any more.</exception>
    public async Task DropAsync(Actor actor, long regionId, long requestId, long id, int? seen, CancellationToken stop = default)
    {
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        var letter = await db.LetterOfAsync(request, id, stop);
        letter.RefuseUnlessSeen(seen);
        letter.RequireDraft();
        db.Letters.Remove(letter);
        if (letter.Decides) await checking.ReopenAsync(actor, request, "删除答复稿", stop);
        request.Change();
        db.Record(time, actor, "删除文稿", request.Subject, $"申请{request.CaseNumber}删除“{letter.Name}”的文稿。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
    }

    private string? ProblemOf(string key, string text)
    {
        if (!CaseFacts.IsTyped(key) || shelf.Fields.Find(key) is not { } field) return $"文书没有可以填写的“{key}”，请刷新页面。";
        if (text.Length > LongestFact) return $"“{field.Title}”最多{LongestFact}个字，现有{text.Length}个字。";
        try
        {
            TypedFact.Read(field, text);
            return null;
        }
        catch (RefusedException refusal)
        {
            return refusal.Message;
        }
    }

    private static bool IsDecided(LetterTemplate template, Request request) =>
        template.Sends != RequestEventKind.Replied || request.Items.Exists(item => item.Decision == template.Decision);
}
