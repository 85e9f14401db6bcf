using Lantai.People;
using Lantai.Storage;
using Microsoft.AspNetCore.Authorization;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units;

/// <summary>
/// What a desk folder asks for: one of these posts, in the region that the address names (<c>/desk/{Region}/…</c>),
/// or anywhere when it names none.
/// </summary>
public sealed class PostRequirement(params Post[] posts) : IAuthorizationRequirement
{
    public IReadOnlyList<Post> Posts => posts;
}

/// <summary>The policies that desk folders name.</summary>
public static class Access
{
    /// <summary>Anyone with a post.</summary>
    public const string Desk = "desk";

    /// <summary>政务公开科: changes units, scores and drafts.</summary>
    public const string Office = "office";

    /// <summary>Whoever sees all units' scores: office, reviewers, leaders.</summary>
    public const string Overview = "overview";

    /// <summary>审核人: passes or returns what the office submits.</summary>
    public const string Review = "review";

    /// <summary>Whoever has a part in a reply to an applicant: with the office, reviewers and leaders those who look for secrets.</summary>
    public const string Replies = "replies";

    /// <summary>领导: signs, and takes back what was signed.</summary>
    public const string Sign = "sign";

    /// <summary>Whoever has a part in what is published: writes, reviews, signs.</summary>
    public const string Disclosure = "disclosure";

    /// <summary>Whoever writes what is published: a unit's liaison, the office.</summary>
    public const string Writing = "writing";

    /// <summary>管理员.</summary>
    public const string Settings = "settings";

    internal static void AddTo(AuthorizationBuilder policies)
    {
        Add(policies, Desk, Enum.GetValues<Post>());
        Add(policies, Office, Post.Office);
        Add(policies, Overview, Post.Office, Post.Reviewer, Post.Leader);
        Add(policies, Review, Post.Reviewer);
        Add(policies, Replies, Post.Office, Post.Reviewer, Post.Leader, Post.Secrecy);
        Add(policies, Sign, Post.Leader);
        Add(policies, Disclosure, [.. Enum.GetValues<Post>().Where(post => post != Post.Administrator)]);
        Add(policies, Writing, Post.Office, Post.Liaison);
        Add(policies, Settings, Post.Administrator);
    }

    private static void Add(AuthorizationBuilder policies, string name, params Post[] posts) =>
        policies.AddPolicy(name, policy => policy.RequireAuthenticatedUser().AddRequirements(new PostRequirement(posts)));
}

/// <summary>
/// Decides <see cref="PostRequirement"/> against the region in the address. A region that does not exist is refused
/// like one that is not the person's: the answer does not tell which.
/// </summary>
internal sealed class PostHandler(CurrentPerson current, LantaiDb db, IHttpContextAccessor http)
    : AuthorizationHandler<PostRequirement>
{
    protected override async Task HandleRequirementAsync(AuthorizationHandlerContext context, PostRequirement requirement)
    {
        if (await current.FindAsync() is not { } person) return;
        var posts = requirement.Posts.ToArray();
        if (http.HttpContext?.Request.RouteValues.GetValueOrDefault(CurrentRegion.RouteKey) is not string key)
        {
            if (person.HoldsAnywhere(posts)) context.Succeed(requirement);
            return;
        }
        var regionId = await db.Regions.Where(region => region.Key == key).Select(region => (long?)region.Id).SingleOrDefaultAsync();
        if (regionId is not null && person.Holds(regionId.Value, posts)) context.Succeed(requirement);
    }
}
