using Lantai.Calendar;
using Lantai.Mail;
using Lantai.People;
using Lantai.Units;

namespace Lantai.Disclosure.Desk;

/// <summary>Articles in the daily digest: as on 今日, by number; a title that has not passed its secrecy review stays in the office.</summary>
internal static class ArticleDigest
{
    private const int Most = 10;

    public static async Task<DigestSection?> ReadAsync(IServiceProvider services, Person person, Region region, CancellationToken stop)
    {
        var (waiting, total) = await services.GetRequiredService<ArticleRows>().InboxAsync(new DisclosureScope(person, region.Id), Most, stop);
        var today = services.GetRequiredService<TimeProvider>().Today();
        var lines = waiting.Select(row => new DigestLine(
            $"稿件{row.Article.Id}：{row.State}{(row.DueOn is { } due ? $"，{PublishBy.Short(due, today)}" : "")}",
            $"/desk/{region.Key}/disclosure/articles/{row.Article.Id}")).ToList();
        if (total > Most) lines.Add(new DigestLine($"等您办理的稿件共{total}件", $"/desk/{region.Key}/disclosure/inbox"));
        return new DigestSection("主动公开", lines);
    }
}
