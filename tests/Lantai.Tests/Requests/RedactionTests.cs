using System.Net;
using Lantai.Files;
using Lantai.People;
using Lantai.Requests;
using Lantai.Tests.Files;
using Lantai.Tests.Support;
using Microsoft.EntityFrameworkCore;
using Xunit;

namespace Lantai.Tests.Requests;

/// <summary>A file of the case is redacted on the desk: two presses and a ground make a box, and the result is another file.</summary>
public sealed class RedactionTests(TestPostgres postgres)
{
    [Fact]
    public async Task A_clerk_marks_a_box_with_two_presses_and_gets_a_file_without_what_it_covers()
    {
        Assert.SkipUnless(Array.Exists(["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"], File.Exists), "pdftoppm (poppler-utils) is not installed.");
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var here = $"{RequestOffice.Home}/{request.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        Assert.Empty((await clerk.SubmitAsync(here + "/materials", "add", [], ("Input.File", "会议纪要.pdf", BurnInTests.Pdf("SECRET 410381", "OPEN")))).Errors);
        await using var db = office.App.OpenDb();
        var file = (await db.RequestFiles.SingleAsync()).Id;
        var page = $"{here}/files/{file}/redact";
        Assert.Equal([0x89, (byte)'P'], (await clerk.Client.GetByteArrayAsync($"{here}/files/{file}/pages/1"))[..2]);

        var first = await clerk.SubmitAsync(page, "point", new() { ["At.x"] = "0", ["At.y"] = "0" });
        Assert.Contains("已记下一角，请点对角。", first.Text, StringComparison.Ordinal);
        var second = await clerk.SendAsync(page, first, "point", new() { ["At.x"] = "772", ["At.y"] = "499" });
        Assert.Contains("范围已填在下面", second.Text, StringComparison.Ordinal);
        var shown = second.Page.QuerySelector("input[type=image]")!.GetAttribute("src")!;
        Assert.EndsWith("box=0,0,10000,5000", shown, StringComparison.Ordinal);
        Assert.NotEqual(await clerk.Client.GetByteArrayAsync($"{here}/files/{file}/pages/1"), await clerk.Client.GetByteArrayAsync(shown));
        Assert.Equal(["请选择“依据”。"], (await clerk.SendAsync(page, second, "mark")).Errors);
        Assert.Empty((await clerk.SendAsync(page, second, "mark", new() { ["Input.Ground"] = "R4d", ["Input.Note"] = "身份证号码" })).Errors);
        var mark = await db.Set<Lantai.Requests.Redactions.Redaction>().SingleAsync();
        Assert.Equal(new PageBox(0, 0, 10_000, 5_000), mark.Box);

        Assert.Empty((await clerk.SubmitAsync(page, "burn")).Errors);
        var redacted = await db.RequestFiles.SingleAsync(known => known.RedactedFromId == file);
        var bytes = await clerk.Client.GetByteArrayAsync($"{here}/files/{redacted.Id}");
        Assert.DoesNotContain("SECRET", System.Text.Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        var materials = await clerk.OpenAsync(here + "/materials");
        Assert.Contains("会议纪要（遮盖）.pdf", materials.Text, StringComparison.Ordinal);
        Assert.Single(materials.Page.QuerySelectorAll("a[href$='/redact']"));
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync($"{here}/files/{redacted.Id}/redact")).Status);
        Assert.Contains("遮盖1处：不予公开（保护第三方合法权益）1处", (await db.Set<Lantai.Journal.JournalEntry>().SingleAsync(line => line.Act == "遮盖文件")).Sentence, StringComparison.Ordinal);
        using var leader = await office.SignInAsync("tanyue", Post.Leader);
        Assert.Equal(HttpStatusCode.Forbidden, (await leader.OpenAsync(page)).Status);
    }

    [Fact]
    public async Task What_is_no_box_no_ground_or_no_page_is_refused()
    {
        Assert.SkipUnless(Array.Exists(["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"], File.Exists), "pdftoppm (poppler-utils) is not installed.");
        await using var office = await RequestOffice.OpenAsync(postgres);
        var request = await office.RegisterAsync();
        var here = $"{RequestOffice.Home}/{request.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(here + "/materials", "add", [], ("Input.File", "纪要.pdf", BurnInTests.Pdf("A", "B")));
        await clerk.SubmitAsync(here + "/materials", "add", [], ("Input.File", "说明.txt", "只是文字"u8.ToArray()));
        await using var db = office.App.OpenDb();
        var files = await db.RequestFiles.OrderBy(known => known.Id).Select(known => known.Id).ToListAsync();
        Task MarkAsync(long file, int page, PageBox box, Lantai.Requests.Decisions.Decision ground) => office.DoAsync<Lantai.Requests.Redactions.RedactFile>(redacting =>
            redacting.MarkAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, file, new(page, box, ground, null)));
        async Task<string> RefusedAsync(Task act) => (await Assert.ThrowsAsync<RefusedException>(() => act)).Message;
        var box = new PageBox(0, 0, 5_000, 5_000);
        Assert.Contains("遮盖的范围不对", await RefusedAsync(MarkAsync(files[0], 1, new PageBox(5_000, 0, 4_000, 5_000), Lantai.Requests.Decisions.Decision.R4a)), StringComparison.Ordinal);
        Assert.Contains("遮盖的依据应是", await RefusedAsync(MarkAsync(files[0], 1, box, Lantai.Requests.Decisions.Decision.R2)), StringComparison.Ordinal);
        Assert.Contains("共1页，没有第2页", await RefusedAsync(MarkAsync(files[0], 2, box, Lantai.Requests.Decisions.Decision.R4a)), StringComparison.Ordinal);
        Assert.Contains("只有 PDF 和图片可以遮盖", await RefusedAsync(MarkAsync(files[1], 1, box, Lantai.Requests.Decisions.Decision.R4a)), StringComparison.Ordinal);
        Assert.Contains("还没有标出要遮盖的地方", await RefusedAsync(office.DoAsync<Lantai.Requests.Redactions.RedactFile>(redacting =>
            redacting.BurnAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, files[0]))), StringComparison.Ordinal);
        var other = await office.RegisterAsync();
        Assert.Equal(HttpStatusCode.NotFound, (await clerk.OpenAsync($"{RequestOffice.Home}/{other.Id}/files/{files[0]}/redact")).Status);
    }

    [Fact]
    public async Task A_redacted_file_keeps_its_boxes_and_goes_out_with_the_reply_that_it_was_put_to_with_one_act()
    {
        Assert.SkipUnless(Array.Exists(["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"], File.Exists), "pdftoppm (poppler-utils) is not installed.");
        await using var office = await RequestOffice.OpenAsync(postgres);
        await office.DoAsync<Lantai.Requests.Letters.SaveLetterOffice>(saving => saving.RunAsync(RequestOffice.Clerk, LetterDeskTests.Office(office)));
        var request = await office.RegisterAsync();
        await office.DecideAsync(request, Lantai.Requests.Decisions.Decision.R3);
        var here = $"{RequestOffice.Home}/{request.Id}";
        using var clerk = await office.SignInAsync("fangmin", Post.Office);
        await clerk.SubmitAsync(here + "/materials", "add", [], ("Input.File", "会议纪要.pdf", BurnInTests.Pdf("SECRET 410381", "OPEN")));
        await using var db = office.App.OpenDb();
        var source = (await db.RequestFiles.SingleAsync()).Id;
        var redact = $"{here}/files/{source}/redact";
        Dictionary<string, string> box = new() { ["Input.Left"] = "0", ["Input.Top"] = "0", ["Input.Right"] = "100", ["Input.Bottom"] = "50", ["Input.Ground"] = "R4d" };
        Assert.Empty((await clerk.SubmitAsync(redact, "mark", box)).Errors);
        Assert.Empty((await clerk.SubmitAsync(redact, "burn")).Errors);
        var redacted = (await db.RequestFiles.SingleAsync(known => known.RedactedFromId == source)).Id;
        var marks = db.Set<Lantai.Requests.Redactions.Redaction>().AsNoTracking();
        var open = await marks.SingleAsync(mark => mark.BurntInId == null);
        Assert.Empty((await clerk.SubmitAsync(redact, "remove", new() { ["Input.Removed"] = $"{open.Id}" })).Errors);
        var kept = await marks.SingleAsync();
        Assert.Equal((redacted, open.Box), (kept.BurntInId!.Value, kept.Box));
        await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<Lantai.Requests.Redactions.RedactFile>(redacting =>
            redacting.RemoveAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, source, kept.Id)));
        await Assert.ThrowsAsync<Npgsql.PostgresException>(() => db.Set<Lantai.Requests.Redactions.Redaction>().ExecuteDeleteAsync());

        var letter = (await clerk.SubmitAsync(here + "/letters/new", "start", new() { ["Input.Template"] = "reply-r3" })).Location!.Replace("/write", "", StringComparison.Ordinal);
        var offered = await clerk.OpenAsync(letter);
        Assert.Contains("会议纪要（遮盖）.pdf", offered.Text, StringComparison.Ordinal);
        var enclosed = await clerk.FollowAsync(await clerk.SendAsync(letter, offered, "enclose"));
        Assert.Contains("会议纪要（遮盖）", enclosed.Page.QuerySelector(".paper-sheet table")!.TextContent, StringComparison.Ordinal);
        Assert.Null(enclosed.Page.QuerySelector("input[value=enclose]"));
        Assert.Contains("刚被其他人改过", (await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<Lantai.Requests.Letters.EncloseFile>(putting =>
            putting.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, long.Parse(letter.Split('/')[^1]), redacted, 0)))).Message, StringComparison.Ordinal);
        await clerk.SubmitAsync(letter, "take-out");
        Assert.DoesNotContain("会议纪要（遮盖）", (await clerk.OpenAsync(letter)).Page.QuerySelector(".paper-sheet")!.TextContent, StringComparison.Ordinal);
        await clerk.SubmitAsync(letter, "enclose");
        await office.DecideAsync(request, Lantai.Requests.Decisions.Decision.R4d);
        var refusing = await office.App.WithAsync<Lantai.Requests.Letters.WriteLetter, Lantai.Requests.Letters.Letter>(writing =>
            writing.StartAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, "reply-r4d"));
        Assert.Contains("不提供信息，不能附上材料", (await Assert.ThrowsAsync<RefusedException>(() => office.DoAsync<Lantai.Requests.Letters.EncloseFile>(putting =>
            putting.RunAsync(RequestOffice.Clerk, office.Yanshi.Id, request.Id, refusing.Id, redacted, null)))).Message, StringComparison.Ordinal);
    }
}
