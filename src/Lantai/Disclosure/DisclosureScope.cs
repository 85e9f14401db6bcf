using Lantai.People;

namespace Lantai.Disclosure;

/// <summary>Whose papers a person sees and what the person may do with them: every post reaches as far as its unit.</summary>
public sealed record DisclosureScope(Person Person, long RegionId)
{
    /// <summary>The units whose papers the person sees; null for all of the region.</summary>
    public IReadOnlyCollection<long>? Units =>
        Held.Any(held => held.UnitId is null && held.Post != Post.Administrator) ? null : [.. Held.Select(held => held.UnitId).OfType<long>().Distinct()];

    public bool Sees(long unitId) => Units?.Contains(unitId) ?? true;

    /// <summary>Whether the person writes for the unit.</summary>
    public bool Writes(long unitId) => Holds(unitId, Post.Office, Post.Liaison);

    public bool IsOffice => Person.Holds(RegionId, Post.Office);

    /// <summary>Whether the person may give that review to a paper of the unit.</summary>
    public bool Reviews(ReviewKind kind, long unitId) => kind switch
    {
        ReviewKind.Editor => Writes(unitId),
        ReviewKind.Section => Holds(unitId, Post.UnitReviewer, Post.Reviewer),
        ReviewKind.Attribute => Holds(unitId, Post.Office),
        ReviewKind.Secrecy => Holds(unitId, Post.Secrecy),
        ReviewKind.Leader => Holds(unitId, Post.UnitLeader, Post.Leader),
    };

    /// <summary>Whether the person may take the unit's published papers back.</summary>
    public bool Withdraws(long unitId) => Holds(unitId, Post.UnitLeader, Post.Leader);

    private IEnumerable<HeldPost> Held => Person.Posts.Where(held => held.RegionId is null || held.RegionId == RegionId);

    private bool Holds(long unitId, params Post[] posts) =>
        Held.Any(held => posts.Contains(held.Post) && (held.Post.TakesUnit() && held.UnitId is not null ? held.UnitId == unitId : !held.Post.NeedsUnit()));
}
