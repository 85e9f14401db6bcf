using System.Text;
using Lantai.Files;
using Xunit;

namespace Lantai.Tests.Files;

/// <summary>What is covered is in no part of the result, and a result that holds anything else is told.</summary>
public sealed class BurnInTests
{
    private static readonly PageBox Upper = new(0, 0, 10_000, 5_000);

    private static readonly ILookup<int, PageBox> Marks = new[] { (Page: 1, Box: Upper) }.ToLookup(mark => mark.Page, mark => mark.Box);

    public BurnInTests() => Assert.SkipUnless(Array.Exists(["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"], File.Exists), "pdftoppm (poppler-utils) is not installed.");

    [Fact]
    public async Task A_page_is_a_picture_and_what_was_under_the_box_is_nowhere()
    {
        using var source = new MemoryStream(Pdf("SECRET 410381", "OPEN TO ALL"));
        Assert.Contains("作者姓名", HiddenContent.Find(source, "a.pdf"));
        var burnt = await BurnIn.RunAsync(source, "a.pdf", Marks, TestContext.Current.CancellationToken);
        var text = Encoding.Latin1.GetString(burnt);
        foreach (var trace in new[] { "SECRET", "410381", "OPEN", "/Font", "/Info", "Author", "zhangsan" }) Assert.DoesNotContain(trace, text, StringComparison.Ordinal);
        using var result = new MemoryStream(burnt);
        Assert.Empty(HiddenContent.Find(result, "b.pdf"));
        var (png, width, height) = await BurnIn.ShowAsync(result, "b.pdf", 1, [], TestContext.Current.CancellationToken);
        Assert.Equal((773, 1000), (width, height));
        Assert.Equal([0x89, (byte)'P', (byte)'N', (byte)'G'], png[..4]);
        var pages = await DrawnAsync(burnt);
        Assert.True(Assert.Single(pages).IsBlack(Upper));
        Assert.False(pages[0].IsBlack(new PageBox(0, 5_100, 10_000, 10_000)));
        // The lower half still shows its line.
        Assert.Contains(Enumerable.Range(0, pages[0].Width), x => Enumerable.Range(pages[0].Height * 3 / 5, pages[0].Height / 5).Any(y => pages[0].Rgb[3 * (y * pages[0].Width + x)] < 64));
    }

    [Fact]
    public async Task The_attack_finds_text_names_objects_states_before_and_what_is_not_covered()
    {
        Task<IReadOnlyList<string>> FindAsync(byte[] pdf, int pages = 1) => RedactionAttack.FindAsync(pdf, pages, Marks, TestContext.Current.CancellationToken);
        var own = await FindAsync(Pdf("SECRET 410381", "OPEN"));
        Assert.Contains("文字层", own);
        Assert.Contains("作者姓名", own);
        Assert.Contains("文件属性", own);
        Assert.Contains("第1页有没有盖住的内容", own);
        Assert.Contains(own, found => found.StartsWith("多出的对象", StringComparison.Ordinal));
        using var source = new MemoryStream(Pdf("SECRET", "OPEN"));
        var sound = await BurnIn.RunAsync(source, "a.pdf", Marks, TestContext.Current.CancellationToken);
        Assert.Empty(await FindAsync(sound));
        Assert.Contains("页数由2变为1", await FindAsync(sound, 2));
        Assert.Contains("改动以前的内容", await FindAsync([.. sound, .. "410381"u8]));
        Assert.Contains("改动以前的内容", await FindAsync([.. Pdf("SECRET", "OPEN"), .. sound]));
    }

    [Fact]
    public async Task A_picture_is_redacted_like_a_page()
    {
        var page = new PagePixels(400, 300, [.. Enumerable.Repeat((byte)200, 400 * 300 * 3)]);
        using var picture = new MemoryStream(page.Png());
        var burnt = await BurnIn.RunAsync(picture, "照片.png", Marks, TestContext.Current.CancellationToken);
        var drawn = Assert.Single(await DrawnAsync(burnt));
        Assert.True(drawn.IsBlack(Upper));
        Assert.InRange(drawn.Rgb[^1], 190, 210);
    }

    [Theory]
    [InlineData("%PDF-1.4\n%%EOF\n", "不能逐页显示")]
    [InlineData("只是文字", "只有 PDF 和图片可以遮盖")]
    public async Task What_cannot_be_drawn_is_refused(string content, string expected)
    {
        using var source = new MemoryStream(Encoding.UTF8.GetBytes(content));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => BurnIn.RunAsync(source, "a.pdf", Marks, TestContext.Current.CancellationToken));
        Assert.Contains(expected, refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_mark_on_no_page_is_refused()
    {
        using var source = new MemoryStream(Pdf("A", "B"));
        var marks = new[] { (Page: 2, Box: Upper) }.ToLookup(mark => mark.Page, mark => mark.Box);
        Assert.Contains("第2页的遮盖不在文件的页面以内（共1页）", (await Assert.ThrowsAsync<RefusedException>(() =>
            BurnIn.RunAsync(source, "a.pdf", marks, TestContext.Current.CancellationToken))).Message, StringComparison.Ordinal);
    }

    /// <summary>A page with a line in its upper and one in its lower half, and an author.</summary>
    internal static byte[] Pdf(string upper, string lower)
    {
        var content = $"BT /F 36 Tf 60 600 Td ({upper}) Tj ET BT /F 36 Tf 60 200 Td ({lower}) Tj ET";
        string[] objects =
        [
            "<</Type/Catalog/Pages 2 0 R>>", "<</Type/Pages/Count 1/Kids[3 0 R]>>",
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 612 792]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>",
            $"<</Length {content.Length}>>\nstream\n{content}\nendstream", "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", "<</Author(zhangsan)>>",
        ];
        var pdf = new StringBuilder("%PDF-1.4\n");
        var offsets = new List<int>();
        foreach (var (body, i) in objects.Select((body, i) => (body, i)))
        {
            offsets.Add(pdf.Length);
            pdf.Append($"{i + 1} 0 obj\n{body}\nendobj\n");
        }
        var table = pdf.Length;
        pdf.Append($"xref\n0 {objects.Length + 1}\n0000000000 65535 f \n").AppendJoin("", offsets.Select(offset => $"{offset:D10} 00000 n \n"));
        pdf.Append($"trailer\n<</Size {objects.Length + 1}/Root 1 0 R/Info 6 0 R>>\nstartxref\n{table}\n%%EOF\n");
        return Encoding.Latin1.GetBytes(pdf.ToString());
    }

    private static async Task<List<PagePixels>> DrawnAsync(byte[] pdf)
    {
        using var file = DrawableFile.Of(pdf);
        List<PagePixels> pages = [];
        await foreach (var page in BurnIn.DrawAsync(file.Path, TestContext.Current.CancellationToken)) pages.Add(page);
        return pages;
    }
}
