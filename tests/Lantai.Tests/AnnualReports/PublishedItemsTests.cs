using Lantai.AnnualReports.Sites;
using Lantai.Patrol;
using Lantai.Tests.Disclosure;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.AnnualReports;

/// <summary>What this portal published stands beside the fields of a website's yearly table.</summary>
public sealed class PublishedItemsTests(TestPostgres postgres)
{
    [Fact]
    public async Task Pages_first_published_in_the_year_are_a_hint_and_none_when_nothing_is_published_here()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await using var db = office.App.OpenDb();
        var site = new PatrolSite { RegionId = office.Yanshi.Id, Name = "偃师区政府网", Address = "https://www.yanshi.invalid/" };
        db.Add(site);
        await db.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Null(await HintAsync(2023, "published"));
        var staff = await office.StaffAsync();
        foreach (var title in new[] { "城乡低保发放情况", "养老补贴发放情况" }) await office.PublishAsync(staff, await office.DraftAsync(staff[0], title));
        Assert.Equal("本平台公布2条，请核对后填写", await HintAsync(2023, "published"));
        Assert.Equal("本平台公布0条，请核对后填写", await HintAsync(2023, "interpretations"));
        Assert.Null(await HintAsync(2022, "published"));

        async Task<string?> HintAsync(int year, string key) =>
            (await office.App.WithAsync<ReadSiteYear, SiteYear?>(reading => reading.RunAsync(office.Yanshi.Id, site.Id, year)))!.Values.Single(value => value.Field.Key == key).Known;
    }
}
