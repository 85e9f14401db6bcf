using System.Net;
using Lantai.Disclosure;
using Lantai.Disclosure.Portal;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Npgsql;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class PublishedPageTests(TestPostgres postgres)
{
    private static readonly IReadOnlyList<int> Minutes = [0, 5, 15, 25, 35, 60];

    [Fact]
    public async Task What_is_live_in_SQL_is_what_is_live_in_the_program_and_no_other_page_can_be_read()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var start = office.Time.GetUtcNow();
        await ArticlesOfEveryKindAsync(office, staff, start);
        await using var db = office.App.OpenDb();
        var source = office.App.Services.GetRequiredService<PublicReads>().Source;
        var articles = await db.Articles.AsNoTracking().Select(article => article.Id).ToListAsync(TestContext.Current.CancellationToken);
        var seen = new HashSet<int>();
        foreach (var at in Minutes.Select(minute => start.AddMinutes(minute)))
            foreach (var region in new[] { office.Yanshi, office.Kaifeng })
            {
                var live = await db.LiveEditions(region.Id, at).AsNoTracking().ToDictionaryAsync(edition => edition.ArticleId, TestContext.Current.CancellationToken);
                Assert.Equal(live.Values.Select(edition => edition.Id).Order(), await IdsAsync(db.Database.SqlQuery<long>($"select id as \"Value\" from live_edition({region.Id}, {at})")));
                Assert.Equal(await IdsAsync(db.LastEditions(region.Id, at).Select(edition => edition.Id)), await IdsAsync(db.Database.SqlQuery<long>($"select id as \"Value\" from last_edition({region.Id}, {at})")));
                foreach (var article in articles)
                    Assert.Equal(live.GetValueOrDefault(article)?.Title, (await PublishedPage.ReadAsync(source, region.Id, article, at, TestContext.Current.CancellationToken))?.Title);
                seen.Add(live.Count);
            }
        Assert.Equal([0, 3, 4], seen.Order());
    }

    [Fact]
    public async Task A_page_shows_its_files_links_and_what_later_documents_do_to_it()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var basis = await office.DraftAsync(staff[0], "办法", "policies", Policy());
        var docx = new OfficeFile(stream => PaperDocx.Write(new Paper(["说明"]) { Body = [new Paragraph("申请说明")] }, stream)).Bytes;
        await office.DoAsync<ArticleFiles>(async files =>
        {
            var stored = await files.TakeAsync(DisclosureOffice.Clerk, new FormFile(new MemoryStream(docx), 0, docx.Length, "f", "说明.docx"));
            await office.DoAsync<WriteArticle>(writing => writing.AttachAsync(staff[0], basis.Id, stored));
        });
        await office.PublishAsync(staff, basis, "已核对");
        var repeal = await office.DraftAsync(staff[0], "废止决定", "policies", Policy(), new WantedLink(LinkKind.Repeals, basis.Id));
        await office.PublishAsync(staff, repeal, "已核对");
        var draft = await office.DraftAsync(staff[0], "未公布的修改决定", "policies", Policy(), new WantedLink(LinkKind.Amends, basis.Id));
        Assert.NotNull(draft);
        var source = office.App.Services.GetRequiredService<PublicReads>().Source;
        Task<PublishedPage?> ReadAsync(Article article) => PublishedPage.ReadAsync(source, office.Yanshi.Id, article.Id, office.Time.GetUtcNow());
        var (page, later) = ((await ReadAsync(basis))!, (await ReadAsync(repeal))!);
        var file = Assert.Single(page.Files);
        Assert.Equal((1, "说明.docx", (long)docx.Length), (file.Position, file.Name, file.Size));
        Assert.Equal(new PublishedLink(LinkKind.Repeals, true, repeal.Id, "废止决定", null), Assert.Single(page.Links));
        Assert.Equal(new PolicyChange(LinkKind.Repeals, new DateOnly(2022, 12, 1), repeal.Id, "废止决定"), Assert.Single(page.Changes));
        Assert.Equal(new PublishedLink(LinkKind.Repeals, false, basis.Id, "办法", null), Assert.Single(later.Links));
        Assert.Empty(later.Changes);
        var crowd = await Task.WhenAll(Enumerable.Range(0, 8 * Environment.ProcessorCount).Select(_ => ReadAsync(basis)));
        Assert.All(crowd, read => Assert.Single(read!.Files));
    }

    [Fact]
    public async Task What_reads_public_pages_cannot_write()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await using var writing = office.App.Services.GetRequiredService<PublicReads>().Source.CreateCommand("update article set withdrawn_at = now()");
        var refused = await Assert.ThrowsAsync<PostgresException>(() => writing.ExecuteNonQueryAsync(TestContext.Current.CancellationToken));
        Assert.Equal(PostgresErrorCodes.ReadOnlySqlTransaction, refused.SqlState);
    }

    [Fact]
    public async Task New_names_of_columns_and_units_are_on_the_page_at_once_and_new_rows_are_found_unheard()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        var staff = await office.StaffAsync();
        var article = await office.DraftAsync(staff[0]);
        await office.PublishAsync(staff, article);
        using var citizen = office.App.Visit();
        var path = $"/yanshi/articles/{article.Id}";
        Assert.DoesNotContain("民生保障新栏", (await citizen.OpenAsync(path)).Text, StringComparison.Ordinal);
        await office.DoAsync<EditColumn>(editing => editing.RunAsync(DisclosureOffice.Clerk, office.Yanshi.Id, "duty-livelihood",
            new ColumnChange("民生保障新栏", "说明", "词", null, [ReviewKind.Editor, ReviewKind.Section, ReviewKind.Attribute, ReviewKind.Secrecy, ReviewKind.Leader], false)));
        Assert.Contains("民生保障新栏", (await citizen.OpenAsync(path)).Text, StringComparison.Ordinal);
        var units = office.App.Services.GetRequiredService<KnownUnits>();
        Assert.Equal("民政局", (await units.GetAsync(office.Units["民政局"])).Name);
        await using var other = office.App.OpenDb();
        var group = await other.UnitGroups.FirstAsync(known => known.RegionId == office.Yanshi.Id, TestContext.Current.CancellationToken);
        var added = new Unit { RegionId = office.Yanshi.Id, GroupId = group.Id };
        added.SetNames(UnitNameKind.Full, [new DatedName("新设局", null, null)]);
        other.Units.Add(added);
        await other.SaveChangesAsync(TestContext.Current.CancellationToken);
        Assert.Equal("新设局", (await units.GetAsync(added.Id)).Name);
    }

    /// <summary>Drafts, articles under review, scheduled, ended, changed, taken back before and after their day, set aside.</summary>
    private static async Task ArticlesOfEveryKindAsync(DisclosureOffice office, IReadOnlyList<DisclosureScope> staff, DateTimeOffset start)
    {
        await office.DraftAsync(staff[0], "草稿");
        var waiting = await office.DraftAsync(staff[0], "在审");
        await office.DoAsync<ReviewArticle>(async review => await review.SubmitAsync(staff[0], waiting.Id, await office.RevisionAsync(waiting), null));
        var (open, scheduled, ended, changed, gone) = (await office.DraftAsync(staff[0], "公布"), await PlannedAsync(office, staff, "定时", start.AddMinutes(10), null),
            await PlannedAsync(office, staff, "到期", null, start.AddMinutes(20)), await office.DraftAsync(staff[0], "原文"), await office.DraftAsync(staff[0], "撤回"));
        var never = await PlannedAsync(office, staff, "提前撤回", start.AddMinutes(40), null);
        foreach (var article in new[] { open, scheduled, ended, changed, gone, never }) await office.PublishAsync(staff, article);
        foreach (var article in new[] { gone, never }) await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "内容有误"));
        await office.DoAsync<WriteArticle>(writing => writing.NextAsync(staff[0], changed.Id));
        var next = await office.NewestAsync(changed);
        await office.DoAsync<WriteArticle>(async writing =>
            await writing.SaveAsync(staff[0], changed.Id, next.Revision, next.Text with { Title = "改文", ChangeNote = "改正数字", PublishAt = start.AddMinutes(30) }, []));
        await office.PublishAsync(staff, changed);
        using var citizen = office.App.Visit();
        foreach (var hidden in new[] { waiting, scheduled, never }) Assert.Equal(HttpStatusCode.NotFound, (await citizen.GetAsync($"/yanshi/articles/{hidden.Id}")).Status);
    }

    private static async Task<Article> PlannedAsync(DisclosureOffice office, IReadOnlyList<DisclosureScope> staff, string title, DateTimeOffset? from, DateTimeOffset? until)
    {
        var article = await office.DraftAsync(staff[0], title);
        await office.DoAsync<WriteArticle>(async writing =>
            await writing.SaveAsync(staff[0], article.Id, 2, (await office.NewestAsync(article)).Text with { PublishAt = from, TakeDownAt = until }, []));
        return article;
    }

    private static EditionText Policy() => new("", "<p>正文。</p>", "民政局", new DateOnly(2022, 12, 1), Openness.Open)
    {
        Policy = new PolicyText(PolicyType.Normative, "社会救助", null, "偃师区人民政府办公室", null, null, false),
    };

    private static async Task<IReadOnlyList<long>> IdsAsync(IQueryable<long> ids) => [.. (await ids.ToListAsync(TestContext.Current.CancellationToken)).Order()];
}
