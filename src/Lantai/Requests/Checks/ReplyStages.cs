using Lantai.Journal;

namespace Lantai.Requests.Checks;

/// <summary>How far a reply has come, as it stands in the course: 送审, 审核通过, 签发.</summary>
internal static class ReplyStages
{
    private static readonly RequestEventKind[] Kinds = [RequestEventKind.Drafted, RequestEventKind.Checked, RequestEventKind.SignedOff];

    extension(RequestEventKind kind)
    {
        public bool IsReplyStage => Kinds.Contains(kind);
    }

    extension(Request request)
    {
        public bool Has(RequestEventKind kind) => request.Events.Exists(recorded => recorded.Counts && recorded.Kind == kind);

        /// <summary>Strikes out what was reached.</summary>
        /// <returns>Whether anything was.</returns>
        public bool StrikeStages(string because, Actor actor, DateTimeOffset at)
        {
            var reached = request.Events.FindAll(recorded => recorded.Counts && recorded.Kind.IsReplyStage);
            foreach (var recorded in reached) recorded.Strike(because, actor.Name, at);
            return reached.Count > 0;
        }
    }
}
