using Lantai.Journal;
using Lantai.Tests.Disclosure;
using Lantai.Tests.Support;
using Lantai.Units;
using Xunit;

namespace Lantai.Tests.Portal;

public sealed class PublicShellTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_shell_that_is_kept_marks_the_entry_of_each_page_and_has_no_search_beside_that_of_the_home_page()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        using var citizen = office.App.Visit();
        foreach (var (path, current) in new (string, string?)[]
            { ("/yanshi/policies", "政策文件库"), ("/yanshi/units", "公开主体"), ("/yanshi/policies?type=Normative", "政策文件库"), ("/yanshi", "首页"), ("/yanshi/search?q=x", null) })
        {
            for (var visit = 0; visit < 2; visit++)
            {
                var page = (await citizen.OpenAsync(path)).Page;
                Assert.Equal(current, page.QuerySelector(".site-nav [aria-current=page]")?.TextContent);
                Assert.Equal(path == "/yanshi" ? 0 : 1, page.QuerySelectorAll(".site-head form[role=search]").Length);
                Assert.Equal("/yanshi/search", path == "/yanshi" ? "/yanshi/search" : page.QuerySelector(".site-head form")!.GetAttribute("action"));
                Assert.Equal($"{path}#main", page.QuerySelector(".skip-link")!.GetAttribute("href"));
            }
        }
    }

    [Fact]
    public async Task Each_region_has_its_own_shell_and_marks_that_are_put_right_are_shown_at_once()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres, withCatalogue: false);
        await office.DoAsync<RegionChanges>(regions => regions.CreateAsync(Actor.Program, new Region
        {
            Key = "other",
            Name = "彼区",
            OfficeName = "彼区人民政府办公室",
            SiteName = "彼区人民政府",
            Contact = "0379-55511111",
            DisplayOrder = 2,
        }));
        using var citizen = office.App.Visit();
        async Task<string> ShellAsync(string region)
        {
            var page = (await citizen.OpenAsync($"/{region}/policies")).Page;
            Assert.All(page.QuerySelectorAll(".site-nav a"), link => Assert.StartsWith("/" + region, link.GetAttribute("href"), StringComparison.Ordinal));
            return page.QuerySelector(".site-name")!.TextContent + page.QuerySelector(".site-foot")!.TextContent;
        }
        Assert.Contains("0379-55500117", await ShellAsync("yanshi"), StringComparison.Ordinal);
        var other = await ShellAsync("other");
        Assert.Contains("彼区人民政府办公室 主办", other, StringComparison.Ordinal);
        Assert.Contains("0379-55511111", other, StringComparison.Ordinal);
        await using (var db = office.App.OpenDb())
        {
            var seen = db.Regions.Single(region => region.Key == "yanshi").Version;
            await office.DoAsync<RegionChanges>(regions => regions.EditAsync(Actor.Program, "yanshi", seen, region =>
            {
                region.Contact = "0379-55522222";
                return [new FieldChange("联系方式", "0379-55500117", "0379-55522222")];
            }));
        }
        Assert.Contains("0379-55522222", await ShellAsync("yanshi"), StringComparison.Ordinal);
        Assert.Equal(other, await ShellAsync("other"));
    }
}
