using Lantai.Calendar;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Letters;

/// <summary>待告知: cases that are over although their applicant was not told: lapsed, withdrawn or merged, or turned over as petitions without a reply.</summary>
public static class OwedLetters
{
    private static readonly RequestState[] Lapsed = [RequestState.LapsedUncorrected, RequestState.LapsedUnpaid];

    extension(LantaiDb db)
    {
        /// <summary>Those that ended since the office keeps its register here; an archived case owes nothing.</summary>
        internal async Task<IQueryable<Request>> OwedAsync(LetterShelf shelf, long regionId, CancellationToken stop = default)
        {
            var first = await db.Set<Request>().Where(known => known.RegionId == regionId).MinAsync(known => (DateTimeOffset?)known.RegisteredAt, stop);
            var since = first is { } at ? OfficeTime.Day(at) : DateOnly.MaxValue;
            var withdrawn = shelf.KeysClosing(RequestEventKind.Withdrawn);
            var merged = shelf.KeysClosing(RequestEventKind.Merged);
            var gone = db.Set<Sending>().Where(sending => sending.ReturnedOn == null);
            var told = db.Set<Letter>().Where(letter => letter.State == LetterState.Issued && gone.Any(sending => sending.LetterId == letter.Id));
            return db.Set<Request>().AsNoTracking().Where(request => request.RegionId == regionId && request.EndedOn >= since)
                .Where(request => Lapsed.Contains(request.State)
                    || (request.State == RequestState.Converted && request.ConvertedTo == Likeness.Conversion.Petition)
                    || (request.State == RequestState.Withdrawn && !told.Any(letter => letter.RequestId == request.Id && withdrawn.Contains(letter.Template)))
                    || (request.State == RequestState.Merged && !told.Any(letter => letter.RequestId == request.Id && merged.Contains(letter.Template))));
        }
    }

    extension(LetterShelf shelf)
    {
        private string[] KeysClosing(RequestEventKind end) => [.. shelf.Templates.Where(paper => paper.Closes == end).Select(paper => paper.Key)];
    }
}
