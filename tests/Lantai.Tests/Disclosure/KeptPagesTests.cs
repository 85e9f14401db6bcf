using System.IO.Compression;
using Lantai.Disclosure;
using Lantai.Journal;
using Lantai.People;
using Lantai.Portal.Kept;
using Lantai.Storage;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Xunit;

namespace Lantai.Tests.Disclosure;

public sealed class KeptPagesTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_page_is_kept_until_anything_changes_and_every_change_is_seen_at_once()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await HearAsync(office);
        var staff = await office.StaffAsync();
        var (article, scheduled) = (await office.DraftAsync(staff[0], "城乡低保发放情况"), await office.DraftAsync(staff[0], "定时公布的"));
        await office.PublishAsync(staff, article);
        using var citizen = office.App.Visit();
        var (page, column) = ($"/yanshi/articles/{article.Id}", "/yanshi/columns/duty-livelihood");
        foreach (var path in new[] { page, column }) await KeptAsync(citizen, path);
        await office.DoAsync<WriteArticle>(async writing =>
            await writing.SaveAsync(staff[0], scheduled.Id, 2, (await office.NewestAsync(scheduled)).Text with { PublishAt = office.Time.GetUtcNow().AddMinutes(10), TakeDownAt = office.Time.GetUtcNow().AddMinutes(30) }, []));
        await office.PublishAsync(staff, scheduled);
        async Task<bool> ShowsAsync(string title) => (await citizen.GetAsync(column)).Body.Contains(title, StringComparison.Ordinal);
        Assert.False(await ShowsAsync("定时公布的"));
        office.Time.Now = office.Time.Now.AddMinutes(10);
        Assert.True(await ShowsAsync("定时公布的"));
        office.Time.Now = office.Time.Now.AddMinutes(20);
        Assert.False(await ShowsAsync("定时公布的"));
        await KeptAsync(citizen, column);
        await office.DoAsync<WithdrawArticle>(withdrawing => withdrawing.RunAsync(staff[4], article.Id, "内容有误"));
        Assert.Contains("撤回理由：内容有误", (await citizen.GetAsync(page)).Body, StringComparison.Ordinal);
        Assert.False(await ShowsAsync("城乡低保"));
    }

    [Fact]
    public async Task Another_programs_change_is_heard_and_a_new_day_makes_new_pages()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await HearAsync(office);
        using (var quiet = new PublicPages(new Changes(), office.App.Services.GetRequiredService<IDbContextFactory<LantaiDb>>(), office.Time))
        {
            var today = await quiet.StateAsync(TestContext.Current.CancellationToken);
            Assert.Equal(today, await quiet.StateAsync(TestContext.Current.CancellationToken));
            office.Time.Now = office.Time.Now.AddDays(1);
            Assert.NotEqual(today, await quiet.StateAsync(TestContext.Current.CancellationToken));
        }
        var pages = office.App.Services.GetRequiredService<PublicPages>();
        var changes = office.App.Services.GetRequiredService<Changes>();
        var (before, heard) = (await pages.StateAsync(TestContext.Current.CancellationToken), changes.Number);
        await using (var other = office.App.OpenDb())
        {
            other.Record(office.Time, DisclosureOffice.Clerk, "测试", "x", "别的程序写入。", office.Yanshi.Id);
            await other.SaveChangesAsync();
        }
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (changes.Number == heard) await Task.Delay(5, patience.Token);
        Assert.NotEqual(before, await pages.StateAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Nothing_is_kept_that_belongs_to_somebody_or_holds_the_token_of_a_form()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await HearAsync(office);
        using var citizen = office.App.Visit();
        foreach (var path in new[] { "/yanshi/apply/new", "/yanshi/apply", "/sign-in", "/yanshi/search?q=x", "/yanshi/articles/999", "/nowhere", "/yanshi/columns/nothing" })
        {
            using var fresh = office.App.Visit();
            await fresh.GetAsync(path);
            using var again = office.App.Visit();
            Assert.False(await IsKeptAsync(again, path), path);
        }
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await KeptAsync(citizen, "/yanshi");
        Assert.False(await IsKeptAsync(clerk, "/yanshi"));
        Assert.False(await IsKeptAsync(clerk, "/yanshi"));
        using var elder = office.App.Visit();
        elder.Client.DefaultRequestHeaders.Add("Cookie", "lantai.elder=1");
        Assert.Contains("class=\"elder\"", (await elder.GetAsync("/yanshi")).Body, StringComparison.Ordinal);
        await KeptAsync(elder, "/yanshi");
        Assert.DoesNotContain("class=\"elder\"", (await citizen.GetAsync("/yanshi")).Body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_kept_goes_out_as_the_visitor_takes_it_and_what_is_made_for_one_person_is_not_compressed()
    {
        await using var office = await DisclosureOffice.OpenAsync(postgres);
        await HearAsync(office);
        using var plain = office.App.Visit();
        await KeptAsync(plain, "/yanshi");
        var words = (await plain.GetAsync("/yanshi")).Body;
        foreach (var (taken, sent) in new[] { ("gzip, deflate, br", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", "") })
        {
            using var visitor = office.App.Visit();
            visitor.Client.DefaultRequestHeaders.Add("Accept-Encoding", taken);
            await KeptAsync(visitor, "/yanshi");
            using var answer = await visitor.Client.GetAsync(new Uri("/yanshi", UriKind.Relative), TestContext.Current.CancellationToken);
            Assert.Equal(sent, string.Join(',', answer.Content.Headers.ContentEncoding));
            Assert.Equal(words, await TextAsync(answer.Content, sent));
        }
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        clerk.Client.DefaultRequestHeaders.Add("Accept-Encoding", "br");
        using var own = await clerk.Client.GetAsync(new Uri("/yanshi", UriKind.Relative), TestContext.Current.CancellationToken);
        Assert.Empty(own.Content.Headers.ContentEncoding);
    }

    private static async Task<string> TextAsync(HttpContent content, string encoding)
    {
        await using var sent = await content.ReadAsStreamAsync(TestContext.Current.CancellationToken);
        await using Stream plain = encoding switch
        {
            "br" => new BrotliStream(sent, CompressionMode.Decompress),
            "gzip" => new GZipStream(sent, CompressionMode.Decompress),
            _ => sent,
        };
        using var reader = new StreamReader(plain);
        return await reader.ReadToEndAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>RFC 9111, 5.1: only what comes out of a store has an age.</summary>
    private static async Task<bool> IsKeptAsync(Visitor visitor, string path)
    {
        using var answer = await visitor.Client.GetAsync(new Uri(path, UriKind.Relative), TestContext.Current.CancellationToken);
        return answer.Headers.Age is not null;
    }

    /// <summary>Sooner or later: what this test wrote before is told to the program once more, and makes the page new.</summary>
    private static async Task KeptAsync(Visitor visitor, string path)
    {
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!await IsKeptAsync(visitor, path)) patience.Token.ThrowIfCancellationRequested();
    }

    /// <summary>The program keeps nothing before it hears of others' changes, shortly after its start.</summary>
    private static async Task HearAsync(DisclosureOffice office)
    {
        var changes = office.App.Services.GetRequiredService<Changes>();
        using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        while (!changes.IsHearing) await Task.Delay(5, patience.Token);
    }
}
