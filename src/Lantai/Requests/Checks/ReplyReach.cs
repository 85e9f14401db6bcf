using Lantai.People;
using Lantai.Requests.Letters;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Checks;

/// <summary>Who gives which check, and what of a case one sees who has no other part in it than to look for secrets.</summary>
public static class ReplyReach
{
    extension(Person person)
    {
        /// <summary>Whether the step is the person's to give; reviewers look for secrets too, where nobody has that post.</summary>
        public bool Gives(CheckStep step, Request request) => step switch
        {
            CheckStep.Secrecy => person.Holds(request.RegionId, Post.Reviewer) || person.KeepsSecrets(request),
            CheckStep.Legal => person.Holds(request.RegionId, Post.Reviewer),
            CheckStep.SignOff => person.Holds(request.RegionId, Post.Leader),
        };

        /// <summary>Sees every application of the region.</summary>
        public bool SeesRequests(long regionId) => person.Holds(regionId, Post.Office, Post.Reviewer, Post.Leader);

        /// <summary>保密审查人 of the whole region, or of the unit that answers.</summary>
        private bool KeepsSecrets(Request request) => person.Posts.Any(held => held.Post == Post.Secrecy
            && (held.RegionId is null || held.RegionId == request.RegionId) && (held.UnitId is null || held.UnitId == request.UnitId));
    }

    extension(LantaiDb db)
    {
        /// <summary>
        /// Whether the person may see the reply, with its letters and what goes out with them: who only looks for secrets, while it is checked.
        /// </summary>
        public async Task<bool> SeesReplyAsync(Person person, Request request, CancellationToken stop = default) =>
            person.SeesRequests(request.RegionId) || (person.KeepsSecrets(request) && CheckReply.IsSubmitted(request)
                && (await db.PassedStepsAsync(request.Id, stop)).Count < CheckSteps.All.Count
                && (!request.IsClosed || await db.Letters.AnyAsync(letter => letter.RequestId == request.Id && letter.ContestId != null
                    && letter.State == LetterState.Draft, stop)));
    }
}
