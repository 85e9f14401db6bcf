using System.Net;
using Lantai.Disclosure;
using Lantai.Disclosure.Portal;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Xunit;

namespace Lantai.Tests.Disclosure;

/// <summary>Articles as PDF, which take a browser to print.</summary>
public sealed class ArticlePrintsTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_paper_is_printed_once_and_never_handed_out_as_another_of_the_same_number()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var printed = 0;
        using var prints = new ArticlePrints(office.App.Services.GetRequiredService<Database>(), PrintAsync, PaperLayout.Standard);
        async Task<int> ReadAsync(long article, string words)
        {
            await using var file = await prints.OpenAsync(article, BodyPaper.Of("公告", $"<p>{words}</p>", "完", PaperLayout.Standard), CancellationToken.None);
            return file!.ReadByte();
        }
        Task<PrintOutcome> PrintAsync(Paper paper, CancellationToken stop) => Task.FromResult(PrintOutcome.Printed([(byte)++printed]));
        Assert.Equal((1, 2, 1, 2), (await ReadAsync(7, "甲"), await ReadAsync(8, "乙"), await ReadAsync(7, "甲"), await ReadAsync(8, "乙")));
        // The next edition takes the place of the one before.
        Assert.Equal((3, 3, 4), (await ReadAsync(7, "丙"), await ReadAsync(7, "丙"), await ReadAsync(7, "甲")));
    }

    [Fact]
    public async Task Papers_from_before_each_article_had_its_folder_are_swept_and_the_others_stay()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var database = office.App.Services.GetRequiredService<Database>();
        using var prints = new ArticlePrints(database, (_, _) => Task.FromResult(PrintOutcome.Printed([1])), PaperLayout.Standard);
        async Task PrintAsync(long article) => await (await prints.OpenAsync(article, BodyPaper.Of("公告", "<p>甲</p>", "完", PaperLayout.Standard), CancellationToken.None))!.DisposeAsync();
        await PrintAsync(7);
        var root = Path.Combine(database.Folder, "cache", "articles");
        foreach (var name in new[] { "7-2-0a1b.pdf", "9-1-0a1b.pdf.part" }) await File.WriteAllBytesAsync(Path.Combine(root, name), [0], TestContext.Current.CancellationToken);
        await PrintAsync(8);
        Assert.Empty(Directory.GetFiles(root));
        Assert.Equal(["7", "8"], Directory.GetDirectories(root).Select(Path.GetFileName).Order());
    }

    [Fact]
    public async Task What_was_printed_of_an_article_is_kept_until_its_next_edition_and_gone_when_it_is_withdrawn()
    {
        var printed = 0;
        await using var office = await DisclosureOffice.OpenAsync(postgres, replace: services => services.Replace(ServiceDescriptor.Singleton<PrintPaper>(
            (_, _) => Task.FromResult(PrintOutcome.Printed([(byte)'0', (byte)('0' + ++printed)])))));
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        using var citizen = office.App.Visit();
        var path = $"/yanshi/articles/{article.Id}/document.pdf";
        Assert.Equal(("01", "01"), ((await citizen.GetAsync(path)).Body, (await citizen.GetAsync(path)).Body));
        await office.ReviseAsync(staff, article, text => text with { Body = "<p>更正。</p>", ChangeNote = "更正" });
        Assert.Equal(("02", "02"), ((await citizen.GetAsync(path)).Body, (await citizen.GetAsync(path)).Body));
        var folder = Path.Combine(office.App.Services.GetRequiredService<Database>().Folder, "cache", "articles", $"{article.Id}");
        Assert.Single(Directory.GetFiles(folder));
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "有误"));
        Assert.False(Directory.Exists(folder));
        Assert.NotEqual(HttpStatusCode.OK, (await citizen.GetAsync(path)).Status);
    }

    [Fact]
    public async Task What_comes_on_the_portal_is_printed_before_anybody_asks_and_once_only()
    {
        var printed = new List<string>();
        await using var office = await DisclosureOffice.OpenAsync(postgres, replace: services => services.Replace(ServiceDescriptor.Singleton<PrintPaper>((paper, _) =>
        {
            printed.Add(paper.PlainTitle);
            return Task.FromResult(PrintOutcome.Printed([(byte)'0']));
        })));
        var staff = await office.StaffAsync();
        await office.PublishAsync(staff, await office.DraftAsync(staff[0], "昨天的"));
        office.Time.Now = office.Time.Now.AddDays(1);
        var since = office.Time.GetUtcNow().ToUniversalTime();
        Task<int> LookAsync() => office.App.WithAsync<PrintAhead, int>(ahead => ahead.RunAsync(since));
        var text = new EditionText("", "<p>文</p>", "民政局", new DateOnly(2023, 1, 9), Openness.Open);
        var later = await office.DraftAsync(staff[0], "明天的", text: text with { PublishAt = since.AddDays(1) });
        await office.PublishAsync(staff, later);
        office.Time.Now = since.AddMinutes(1);
        var article = await office.DraftAsync(staff[0], "今天的");
        await office.PublishAsync(staff, article);
        await office.App.WithAsync<ImportArticles, ArticlePlan>(import => import.ApplyAsync(DisclosureOffice.Clerk, office.Yanshi.Id,
            [new ImportedArticle("d1", "x", "导入的", "<p>文</p>", "民政局", "民生信息") { FormedOn = new DateOnly(2021, 1, 5), PublishedAt = office.Time.GetUtcNow() }]));
        await using (var db = office.App.OpenDb())
            await office.PublishAsync(staff, await db.Articles.AsNoTracking().SingleAsync(known => known.Origin != null, TestContext.Current.CancellationToken), "已核对");
        Assert.Equal((1, 1), (await LookAsync(), await LookAsync()));
        using var citizen = office.App.Visit();
        Assert.Equal((HttpStatusCode.OK, "0"), await citizen.GetAsync($"/yanshi/articles/{article.Id}/document.pdf"));
        Assert.Equal(["今天的"], printed);
        office.Time.Now = since.AddDays(1);
        Assert.Equal(2, await LookAsync());
        Assert.Equal(["今天的", "明天的"], printed);
    }
}
