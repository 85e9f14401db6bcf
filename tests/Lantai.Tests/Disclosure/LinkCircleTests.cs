using Lantai.Disclosure;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>Amendments and repeals that lead back to where they began.</summary>
public sealed class LinkCircleTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_circle_of_repeals_is_refused()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        EditionText Policy(string title, int number) => new(title, "<p>文</p>", "民政局", new DateOnly(2022, 1, 9), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃政办〔2022〕{number}号", "偃师区人民政府办公室", new DateOnly(2022, 2, 1), null, false),
        };
        var old = await office.DraftAsync(staff[0], "旧办法", "policies", Policy("旧办法", 1));
        var now = await office.DraftAsync(staff[0], "新办法", "policies", Policy("新办法", 2), new WantedLink(LinkKind.Repeals, old.Id));
        var third = await office.DraftAsync(staff[0], "修正办法", "policies", Policy("修正办法", 3), new WantedLink(LinkKind.Amends, now.Id));
        var circle = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], old.Id, 2, Policy("旧办法", 1), [new(LinkKind.Repeals, third.Id)])));
        Assert.StartsWith("修改、废止的关系绕成了圈", circle.Message, StringComparison.Ordinal);
        var self = await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<WriteArticle>(writing => writing.SaveAsync(staff[0], old.Id, 2, Policy("旧办法", 1), [new(LinkKind.Related, old.Id)])));
        Assert.Equal("稿件不能关联自己。", self.Message);
        await using var db = office.App.OpenDb();
        Assert.Equal(2, await db.Set<EditionLink>().CountAsync());
    }

    [Fact]
    public async Task Two_writers_at_once_do_not_close_a_circle()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        EditionText Policy(int number) => new($"办法{number}", "<p>文</p>", "民政局", new DateOnly(2022, 1, 9), Openness.Open)
        {
            Policy = new PolicyText(PolicyType.Normative, "社会救助", $"偃政办〔2022〕{number}号", "偃师区人民政府办公室", new DateOnly(2022, 2, 1), null, false),
        };
        for (var round = 0; round < 8; round++)
        {
            var pair = new[] { await office.DraftAsync(staff[0], "甲", "policies", Policy(2 * round)), await office.DraftAsync(staff[0], "乙", "policies", Policy(2 * round + 1)) };
            var saved = await Task.WhenAll(pair.Select((article, i) => Task.Run(() => DisclosureOffice.TryAsync(() => office.DoAsync<WriteArticle>(writing =>
                writing.SaveAsync(staff[0], article.Id, 2, Policy(2 * round + i), [new(LinkKind.Repeals, pair[1 - i].Id)]))))));
            Assert.Single(saved, isSaved => isSaved);
        }
    }
}
