using Lantai.Calendar;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.Papers;
using Lantai.Requests.Checks;
using Lantai.Requests.Contests;
using Lantai.Requests.Decisions;
using Lantai.Requests.Lint;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>A letter written elsewhere.</summary>
/// <param name="Template">The paper it is, by its name in packs/letters.</param>
/// <param name="Number">发文字号 as written; null for a form.</param>
/// <param name="SkipsNumbers">The numbers that it leaves out are known to be used elsewhere.</param>
public sealed record OutsideLetter(string Template, string? Number, DateOnly SignedOn, IncomingFile File, bool SkipsNumbers = false)
{
    /// <summary>The day that it sets: to correct, to pay, or of a delayed reply.</summary>
    public DateOnly? Until { get; init; }

    /// <summary>Of an extension.</summary>
    public int? Workdays { get; init; }

    /// <summary>Whose opinion it asks for.</summary>
    public string? Party { get; init; }

    /// <inheritdoc cref="Letter.ContestId"/>
    public long? ContestId { get; init; }

    /// <summary>A person held the text against the register: what was read otherwise was misread.</summary>
    public bool IsCompared { get; init; }
}

/// <summary>Keeps a letter that was written elsewhere, looked through like our own; its number counts in the same series.</summary>
public sealed class KeepLetter(LantaiDb db, LetterShelf shelf, FileStore store, PackFolder packs, RequestClock clock, CheckReply checking, TimeProvider time)
{
    private const long LargestFile = 20L << 20;

    /// <param name="seen">The revision of the case that was shown; null keeps it whatever was done meanwhile.</param>
    /// <exception cref="RefusedException">The file cannot be read, or the number is used, skips others or is of another year; nothing is kept.</exception>
    public async Task<Letter> RunAsync(Actor actor, long regionId, long requestId, OutsideLetter outside, int? seen = null, CancellationToken stop = default)
    {
        var (paper, today) = (shelf.Find(outside.Template, outside.SignedOn), time.Today());
        if (outside.SignedOn > today) throw new RefusedException($"成文日期{outside.SignedOn:yyyy-MM-dd}还没有到，请核对。");
        var number = NumberOf(paper, outside);
        SentEvent.RequireDetails(paper, outside);
        var basis = await BasisAsync(regionId, requestId, outside.ContestId, stop);
        var lint = LetterLint.Check(LetterSource.Read(outside.File.Content, outside.File.Name), basis);
        RefuseOther(paper, lint);
        LetterCopy.Of(outside.File.Content, outside.File.Name);
        var disagreement = paper.Decision is { } told
            ? ToldDecision.Disagreement(lint, DecisionKinds.InForce(packs, outside.SignedOn)[told], basis.Office)
            : null;
        if (disagreement is not null && !outside.IsCompared) throw new RefusedException($"{disagreement}；请核对文书种类和文件，确实无误的勾选“核对过”再上传。");
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var request = await db.LockRequestAsync(regionId, requestId, stop);
        request.RefuseUnlessSeen(seen);
        await db.LockNumbersAsync(regionId, stop);
        if (outside.ContestId is { } contest) await RemadeReply.RequireAsync(db, request, contest, paper, stop);
        if (number is not null) LetterNumbers.Check(number, outside.SignedOn, await db.LetterNumbersAsync(regionId, stop), outside.SkipsNumbers);
        var letter = await KeepAsync(actor, request, paper, outside, new(number, outside.SignedOn, null, null, default, lint.Findings), stop);
        request.Change();
        if (letter.Decides) await checking.ReopenAsync(actor, request, "上传答复书", stop);
        db.Record(time, actor, "上传文书", request.Subject, $"申请{request.CaseNumber}上传“{letter.FileName}”，检查出{lint.Findings.Count}处问题{(disagreement is null ? "" : $"；{disagreement}，经核对无误")}。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return letter;
    }

    private async Task<Letter> KeepAsync(
        Actor actor, Request request, LetterTemplate paper, OutsideLetter outside, IssuedLetter issued, CancellationToken stop)
    {
        outside.File.Content.Position = 0;
        var stored = await store.PutAsync(db, outside.File.Content, outside.File.Name, "application/octet-stream", actor.Name, LargestFile, stop);
        var letter = new Letter
        {
            RequestId = request.Id,
            RegionId = request.RegionId,
            Template = paper.Key,
            Name = paper.Name,
            Origin = LetterOrigin.Uploaded,
            Decides = paper.Sends == RequestEventKind.Replied,
            ContestId = outside.ContestId,
            WrittenAt = time.GetUtcNow(),
            WrittenBy = actor.Name,
        };
        letter.Fill(SentEvent.FactsOf(paper, outside), actor);
        letter.Issue(issued with { FileId = stored.Id }, actor.Name, time.GetUtcNow());
        db.Letters.Add(letter);
        return letter;
    }

    /// <summary>By the agency that the application is addressed to: its reconsideration body and court.</summary>
    private async Task<LintBasis> BasisAsync(long regionId, long requestId, long? contestId, CancellationToken stop)
    {
        var answering = await db.Requests.Where(known => known.Id == requestId && known.RegionId == regionId).Select(known => known.UnitId).SingleOrDefaultAsync(stop);
        var office = await db.FindLetterOfficeAsync(regionId, answering, stop);
        var contest = await db.Contests.AsNoTracking().SingleOrDefaultAsync(known => known.Id == contestId, stop);
        return LintBasis.Read(packs, await clock.CalendarAsync(stop), time.Today()) with { Office = office?.Office, RemakeBy = contest?.RemakeBy };
    }

    /// <exception cref="RefusedException">Its own title says that it is another paper.</exception>
    private static void RefuseOther(LetterTemplate paper, LintReport lint)
    {
        var wanted = LetterKinds.OfTitle(string.Concat(paper.Title.Pieces.Where(piece => piece.Field is null).Select(piece => piece.Text)));
        if (LetterKinds.Told(lint.Title) is { } told && told != wanted)
            throw new RefusedException($"文件的标题是“{lint.Title}”，是{told.Title}，不是“{paper.Name}”；请核对文书种类和文件。");
    }

    private static DocumentNumber? NumberOf(LetterTemplate paper, OutsideLetter outside)
    {
        if (outside.Number is { } written) return DocumentNumber.Parse(written);
        return paper.IsNumbered ? throw new RefusedException($"{paper.Name}应有发文字号，请填写。") : null;
    }
}
