using System.Globalization;
using System.Security.Claims;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.People;

/// <summary>A post that a person holds today.</summary>
/// <param name="RegionId">Null holds for every region.</param>
/// <param name="UnitId">The unit whose post it is; null for a post of the whole region.</param>
public sealed record HeldPost(Post Post, long? RegionId, long? UnitId);

/// <summary>The person who is signed in, with what they may do today.</summary>
public sealed record Person(long AccountId, string Name, IReadOnlyList<HeldPost> Posts)
{
    public Actor Actor => new(AccountId, Name);

    /// <summary>Whether one of the posts is held in that region (or everywhere).</summary>
    public bool Holds(long regionId, params ReadOnlySpan<Post> posts)
    {
        foreach (var held in Posts)
            if ((held.RegionId is null || held.RegionId == regionId) && posts.Contains(held.Post)) return true;
        return false;
    }

    /// <summary>Whether one of the posts is held anywhere.</summary>
    public bool HoldsAnywhere(params ReadOnlySpan<Post> posts)
    {
        foreach (var held in Posts)
            if (posts.Contains(held.Post)) return true;
        return false;
    }

    /// <summary>Whether any post reaches into that region.</summary>
    public bool Enters(long regionId) => Posts.Any(held => held.RegionId is null || held.RegionId == regionId);

    /// <summary>The units of the region that the person answers for as liaison.</summary>
    public IReadOnlyList<long> UnitsIn(long regionId) =>
        [.. Posts.Where(held => held.Post == Post.Liaison && held.UnitId is not null && (held.RegionId is null || held.RegionId == regionId))
            .Select(held => held.UnitId!.Value)];
}

/// <summary>Who is signed in on this request; posts are read afresh, so that a post taken away is gone at once.</summary>
public sealed class CurrentPerson(IHttpContextAccessor http, IDbContextFactory<LantaiDb> databases, TimeProvider time)
{
    private Task<Person?>? found;

    /// <summary>The person, or null when nobody is signed in or the account was closed.</summary>
    public Task<Person?> FindAsync() => found ??= LoadAsync();

    /// <summary>The person; only for pages behind sign-in.</summary>
    public async Task<Person> GetAsync() =>
        await FindAsync() ?? throw new RefusedException("请先登录。");

    private async Task<Person?> LoadAsync()
    {
        var claim = http.HttpContext?.User.FindFirstValue(ClaimTypes.NameIdentifier);
        if (!long.TryParse(claim, NumberStyles.None, CultureInfo.InvariantCulture, out var id)) return null;
        await using var db = await databases.CreateDbContextAsync();
        return await db.FindPersonAsync(id, time.Today());
    }
}

public static class PersonReading
{
    extension(LantaiDb db)
    {
        /// <summary>The person of an open account with the posts of the day; null when there is none.</summary>
        public async Task<Person?> FindPersonAsync(long accountId, DateOnly today, CancellationToken stop = default)
        {
            var name = await db.Set<Account>().Where(account => account.Id == accountId && account.DisabledAt == null)
                .Select(account => account.DisplayName).SingleOrDefaultAsync(stop);
            if (name is null) return null;
            var posts = await db.Set<Appointment>().Where(held => held.AccountId == accountId && (held.UntilOn == null || held.UntilOn >= today))
                .OrderBy(held => held.Id).Select(held => new HeldPost(held.Post, held.RegionId, held.UnitId)).ToListAsync(stop);
            return new Person(accountId, name, posts);
        }
    }
}
