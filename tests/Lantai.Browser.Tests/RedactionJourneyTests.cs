using System.Text;
using System.Text.RegularExpressions;
using Lantai.Browser.Tests.Support;
using Lantai.Journal;
using Lantai.People;
using Lantai.Requests;
using Lantai.Tests.Support;
using Lantai.Units;
using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests;

/// <summary>A clerk draws a box over a file with the mouse and downloads it without what it covers, with scripts and without.</summary>
public sealed class RedactionJourneyTests(TestPostgres postgres)
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_box_is_drawn_saved_and_burnt_and_the_text_under_it_is_gone(bool scripts)
    {
        Assert.SkipUnless(Array.Exists(["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"], File.Exists), "pdftoppm (poppler-utils) is not installed.");
        await using var app = await LiveApp.StartAsync(postgres, FakeTime.On(2026, 5, 20));
        await using var browser = await Chromium.StartAsync();
        var here = await RegisterAsync(app);
        var page = await browser.NewPageAsync(app.Address, scripts: scripts);
        await SignInAsync(app, page);

        await page.GotoAsync(here + "/materials");
        await page.GetByLabel("文件").SetInputFilesAsync(new FilePayload { Name = "纪要.pdf", MimeType = "application/pdf", Buffer = Pdf() });
        await PressAsync(page, "添加");
        await page.GetByRole(AriaRole.Link, new() { Name = "遮盖", Exact = true }).ClickAsync();
        var picture = page.Locator("input[type=image]");
        var size = (await picture.BoundingBoxAsync())!;
        await picture.ClickAsync(new() { Position = new() { X = 2, Y = 2 } });
        await SeeAsync(page, "已记下一角，请点对角。");
        await picture.ClickAsync(new() { Position = new() { X = size.Width - 3, Y = size.Height / 2 } });
        await SeeAsync(page, "范围已填在下面");
        await page.GetByLabel("依据").SelectOptionAsync("R4d");
        await PressAsync(page, "加上遮盖");
        await SeeAsync(page, "已标出1处");
        await PressAsync(page, "生成遮盖后的文件");
        await SeeAsync(page, "纪要（遮盖）.pdf");

        var download = await page.RunAndWaitForDownloadAsync(() => page.GetByRole(AriaRole.Link, new() { Name = "纪要（遮盖）.pdf" }).ClickAsync());
        var bytes = await File.ReadAllBytesAsync(await download.PathAsync());
        Assert.StartsWith("%PDF", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(bytes), StringComparison.Ordinal);
    }

    private static async Task<string> RegisterAsync(LiveApp app)
    {
        await using var db = app.App.OpenDb();
        var region = new Region { Key = "yanshi", Name = "偃师区", OfficeName = "偃师区人民政府办公室", SiteName = "偃师区人民政府", Contact = "0379-55500117" };
        db.Regions.Add(region);
        await db.SaveChangesAsync();
        var request = await app.App.WithAsync<RegisterRequest, Request>(register => register.RunAsync(new Actor(null, "方敏"), region.Id,
            new NewRequest(Channel.InPerson, new DateOnly(2026, 4, 27), ApplicantKind.Citizen, "李晓禾", "999999199003070012")
            {
                Phone = "13800000000",
                Delivery = "电子邮件",
                Items = ["柳林片区2025年土地征收补偿安置方案"],
            }));
        return $"/desk/yanshi/requests/{request.Id}";
    }

    private static async Task SignInAsync(LiveApp app, IPage page)
    {
        using var visitor = await app.App.SignInAsync("fangmin", new Appointment { Post = Post.Office });
        await page.GotoAsync("/sign-in");
        await page.GetByLabel("登录名").FillAsync("fangmin");
        await page.GetByLabel("密码").FillAsync(TestApp.Password);
        await PressAsync(page, "登录");
        await Assertions.Expect(page).ToHaveURLAsync(new Regex("/desk$"), new() { Timeout = 30_000 });
    }

    /// <summary>One page with a line of text in its upper half.</summary>
    private static byte[] Pdf()
    {
        const string Content = "BT /F1 20 Tf 60 700 Td (SECRET 410381) Tj ET";
        string[] objects =
        [
            "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            $"<< /Length {Content.Length} >>\nstream\n{Content}\nendstream", "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
        ];
        var text = new StringBuilder("%PDF-1.4\n");
        var places = new List<int>();
        foreach (var (body, i) in objects.Select((body, i) => (body, i + 1)))
        {
            places.Add(text.Length);
            text.Append($"{i} 0 obj\n{body}\nendobj\n");
        }
        var start = text.Length;
        text.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n").AppendJoin("", places.Select(place => $"{place:0000000000} 00000 n \n"));
        text.Append($"trailer\n<< /Size {objects.Length + 1} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(text.ToString());
    }

    private static Task PressAsync(IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true }).ClickAsync();

    private static Task SeeAsync(IPage page, string text) => Assertions.Expect(page.GetByRole(AriaRole.Main)).ToContainTextAsync(text, new() { Timeout = 30_000 });
}
