using Lantai.Assessment;
using Lantai.People;
using Lantai.Ui;
using Lantai.Units;
using Lantai.Verification;

namespace Lantai.Bulletins.Desk;

/// <summary>A bulletin as a page of the desk shows it to the person.</summary>
/// <param name="Check">What the verifier says; null while the draft cannot be filled.</param>
public sealed record BulletinView(Region Region, Person Person, ComposedBulletin Composed, VerifiedFile? Check)
{
    public Bulletin Bulletin => Composed.Bulletin;

    public ScoringPeriod Period => Composed.Period;

    public string Home => $"/desk/{Region.Key}/bulletins";

    public string Here => $"{Home}/{Bulletin.Id}";

    public bool Holds(Post post) => Person.Holds(Region.Id, post);

    public IReadOnlyList<string> Errors => Check is null ? [] : CheckBulletin.Errors(Check);

    public IReadOnlyList<string> Doubts => Check is null || Composed.Draft is null ? [] : CheckBulletin.Doubts(Check, Composed.Draft);

    public string PeriodHref => $"/desk/{Region.Key}/assessment/{Period.SchemeName}/{Period.Period}";

    public IReadOnlyList<Crumb> Crumbs(string? page) => page is null
        ? [new("通报", Home), new(Short)]
        : [new("通报", Home), new(Short, Here), new(page)];

    public IReadOnlyList<Crumb> Tabs => [new("公文", Here), new("数字来源", Here + "/figures"), new("核验", Here + "/check")];

    private string Short => Bulletin.Number ?? Period.Period.Title;
}

/// <summary>The bulletin that a page's address names, in the region that it names.</summary>
public sealed class CurrentBulletin(CurrentRegion region, CurrentPerson person, ComposeBulletin compose, CheckBulletin check)
{
    /// <summary>Null when the region has none of that number.</summary>
    public async Task<BulletinView?> FindAsync(long id)
    {
        var here = await region.GetAsync();
        return await compose.FindAsync(here.Id, id) is { } composed
            ? new BulletinView(here, await person.GetAsync(), composed, await check.RunAsync(composed))
            : null;
    }
}
