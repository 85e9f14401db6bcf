using Lantai.Calendar;
using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.Packs;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Cli;

/// <summary>
/// The published pages of the sample regions (<c>articles.yaml</c>), written, reviewed and published by the sample accounts
/// through the same use cases as real ones, each on the day that the file gives.
/// </summary>
internal static class SampleArticles
{
    private static readonly (string Word, ReviewKind Kind)[] Reviews =
        [("section", ReviewKind.Section), ("attribute", ReviewKind.Attribute), ("secrecy", ReviewKind.Secrecy), ("leader", ReviewKind.Leader)];

    private static readonly (string Word, PolicyType Type)[] Types = [("rule", PolicyType.Rule), ("normative", PolicyType.Normative), ("other", PolicyType.Other)];

    private sealed record SampleArticle(string Key, string Unit, string Column, EditionText Text, DateOnly Published, string? Duty, IReadOnlyList<(LinkKind Kind, string Key)> Links, ReviewKind? Until);

    /// <summary>A clock that stands at nine in the morning of a day.</summary>
    private sealed class ThatDay(DateOnly day) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => OfficeTime.Start(day).AddHours(9);
    }

    public static async Task LoadAsync(IServiceProvider services, long regionId, string path, CancellationToken stop)
    {
        var file = PackFile.Read(path);
        var map = file.Root.Map();
        var classes = map.Required("classes").Entries().ToDictionary(pair => pair.Key, pair => pair.Value.OneOf(
            ("department", UnitClass.Department), ("township", UnitClass.Township), ("government", UnitClass.Government)), StringComparer.Ordinal);
        var articles = map.Required("articles").Items().Select(Read).ToList();
        map.End();
        file.ThrowIfWrong();
        await using var scope = services.CreateAsyncScope();
        var db = scope.ServiceProvider.GetRequiredService<LantaiDb>();
        var groups = await db.UnitGroups.Where(group => group.RegionId == regionId && classes.Keys.Contains(group.Name)).ToListAsync(stop);
        // The sample's units had their duties when the first of its pages was published.
        var opening = ActivatorUtilities.CreateInstance<OpenCatalogue>(scope.ServiceProvider, new ThatDay(articles.Min(article => article.Published)));
        await opening.RunAsync(Actor.Program, regionId, groups.ToDictionary(group => group.Id, group => classes[group.Name]), stop: stop);
        var people = await PeopleAsync(db, regionId, stop);
        var known = new Dictionary<string, long>(StringComparer.Ordinal);
        foreach (var article in articles) known[article.Key] = await PublishAsync(services, regionId, article, people, known, stop);
    }

    private static SampleArticle Read(PackNode node)
    {
        var map = node.Map();
        var (title, unit) = (map.Required("title").Text(), map.Required("unit").Text());
        var text = new EditionText(title, CleanHtml.Of(map.Required("body").Text()), unit, map.Required("formed").Date(), Openness.Open)
        {
            Policy = map.Optional("policy")?.Map() is { } policy ? ReadPolicy(policy) : null,
            Form = map.Optional("form")?.OneOf(("text", InterpretationForm.Text), ("picture", InterpretationForm.Picture)),
        };
        IEnumerable<(LinkKind, string)> Links(string key, LinkKind kind) => map.Optional(key)?.Items().Select(item => (kind, item.Text())) ?? [];
        var article = new SampleArticle(
            map.Required("key").Text(), unit, map.Required("column").Text(), text, map.Required("published").Date(), map.Text("duty"),
            [.. Links("repeals", LinkKind.Repeals), .. Links("amends", LinkKind.Amends), .. Links("interprets", LinkKind.Interprets)], map.Optional("until")?.OneOf(Reviews));
        map.End();
        return article;
    }

    private static PolicyText ReadPolicy(PackMap map)
    {
        var policy = new PolicyText(
            map.Required("type").OneOf(Types), map.Text("theme"), map.Text("number"), map.Text("issuer"), map.Optional("effective")?.Date(), map.Optional("expires")?.Date(), map.Flag("interpretation"));
        map.End();
        return policy;
    }

    /// <summary>Who gives which review, as they sit in the sample.</summary>
    private static async Task<Dictionary<ReviewKind, DisclosureScope>> PeopleAsync(LantaiDb db, long regionId, CancellationToken stop)
    {
        (ReviewKind Kind, string UserName, Post Post)[] wanted =
        [
            (ReviewKind.Editor, "bianji", Post.Office), (ReviewKind.Section, "shenhe", Post.Reviewer), (ReviewKind.Attribute, "bangongshi", Post.Office),
            (ReviewKind.Secrecy, "baomi", Post.Secrecy), (ReviewKind.Leader, "lingdao", Post.Leader),
        ];
        var people = new Dictionary<ReviewKind, DisclosureScope>();
        foreach (var (kind, userName, post) in wanted)
        {
            var account = await db.Accounts.SingleAsync(account => account.UserName == userName, stop);
            people[kind] = new DisclosureScope(new Person(account.Id, account.DisplayName, [new HeldPost(post, null, null)]), regionId);
        }
        return people;
    }

    private static async Task<long> PublishAsync(
        IServiceProvider services, long regionId, SampleArticle sample, Dictionary<ReviewKind, DisclosureScope> people, Dictionary<string, long> known, CancellationToken stop)
    {
        await using var scope = services.CreateAsyncScope();
        var (use, day) = (scope.ServiceProvider, new ThatDay(sample.Published));
        var db = use.GetRequiredService<LantaiDb>();
        var unit = await db.UnitsOf(regionId).Where(unit => unit.Names.Any(name => name.Text == sample.Unit)).Select(unit => unit.Id).FirstAsync(stop);
        var column = await db.PortalColumns.Where(column => column.RegionId == regionId && column.Key == sample.Column).Select(column => column.Id).SingleAsync(stop);
        var duty = await db.DutyItems.Where(item => item.RegionId == regionId && item.Code == sample.Duty).Select(item => (long?)item.Id).SingleOrDefaultAsync(stop);
        var writing = ActivatorUtilities.CreateInstance<WriteArticle>(use, day);
        var review = ActivatorUtilities.CreateInstance<ReviewArticle>(use, day);
        var editor = people[ReviewKind.Editor];
        var article = await writing.StartAsync(editor, unit, column, sample.Text.Title, stop);
        await writing.SaveAsync(editor, article.Id, 1, sample.Text with { DutyItemId = duty }, [.. sample.Links.Select(link => new WantedLink(link.Kind, known[link.Key]))], stop);
        // In the samples the interpretation is written after its document, as in the years they show.
        await review.SubmitAsync(editor, article.Id, 2, "样例：解读另行公布", stop);
        foreach (var (given, person) in people.Where(pair => pair.Key != ReviewKind.Editor && !(pair.Key >= sample.Until)).OrderBy(pair => pair.Key).Index())
            await review.PassAsync(person.Value, article.Id, 3 + given, stop);
        return article.Id;
    }
}
