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
    public bool Writes(long unitId) => Reviews(ReviewKind.Editor, unitId);

    public bool IsOffice => Person.Holds(RegionId, Post.Office);

    /// <summary>Whether the person may give that review to a paper of the unit.</summary>
    public bool Reviews(ReviewKind kind, long unitId) => ReviewedUnits(kind)?.Contains(unitId) ?? true;

    /// <summary>
    /// The units to whose papers the person may give that review, of <see cref="ReviewKind.Editor"/> those it writes for; null for all of the region.
    /// </summary>
    public IReadOnlyCollection<long>? ReviewedUnits(ReviewKind kind) => kind switch
    {
        ReviewKind.Editor => Reach(Post.Office, Post.Liaison),
        ReviewKind.Section => Reach(Post.UnitReviewer, Post.Reviewer),
        ReviewKind.Attribute => Reach(Post.Office),
        ReviewKind.Secrecy => Reach(Post.Secrecy),
        ReviewKind.Leader => Reach(Post.UnitLeader, Post.Leader),
    };

    /// <summary>Whether the person may take the unit's published papers back.</summary>
    public bool Withdraws(long unitId) => Reviews(ReviewKind.Leader, unitId);

    private IEnumerable<HeldPost> Held => Person.Posts.Where(held => held.RegionId is null || held.RegionId == RegionId);

    /// <summary>How far the posts reach; null for all of the region.</summary>
    private IReadOnlyCollection<long>? Reach(params Post[] posts)
    {
        var held = Held.Where(held => posts.Contains(held.Post)).ToLookup(held => held.Post.TakesUnit() && held.UnitId is not null);
        return held[false].Any(held => !held.Post.NeedsUnit()) ? null : [.. held[true].Select(held => held.UnitId!.Value)];
    }
}
