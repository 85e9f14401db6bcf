using System.IO.Compression;
using System.Text;
using Lantai.Files;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Files;

/// <summary>Words of a PDF under a picture; every secret is SECRET ZHANG.</summary>
public sealed class CoveredWordsTests
{
    private const string Public = "BT /F 14 Tf 72 700 Td (PUBLIC NOTICE) Tj ET ";
    private const string Secret = "BT /F 14 Tf 72 650 Td (SECRET ZHANG) Tj ET ";
    private const string Over = "q 300 0 0 60 60 620 cm /Photo Do Q ";
    private const string Whole = "q 595 0 0 842 0 0 cm /Photo Do Q ";

    public static TheoryData<string> Covered() => new(
        Public + Secret + Over,
        Public + "1 0 0 rg " + Secret + "0 g " + Over,
        Public + "/Words Do " + Over,
        Public + Secret + "/Pictures Do ",
        Public + Secret + $"q 300 0 0 60 60 620 cm BI /W 30 /H 9 /CS /G /BPC 8 ID {Noise(270)}\nEI Q ",
        Public + "BT /F 14 Tf 14 TL 72 664 Td (SECRET ZHANG) ' ET " + Over,
        Public + Over + "q 1 1 1 rg " + Secret + "Q " + Over,
        Secret + Whole);

    [Theory, MemberData(nameof(Covered))]
    public async Task Words_under_a_picture_are_quoted_and_gone_from_the_clean_copy(string content)
    {
        SkipWithoutPoppler();
        var stop = TestContext.Current.CancellationToken;
        foreach (var isPacked in new[] { false, true })
        {
            var file = Pdf(content, isPacked);
            Assert.Empty(HiddenContent.Find(new MemoryStream(file), "a.pdf"));
            Assert.Equal(["第1页看不见的文字“SECRET ZHANG”"], (await CleanCopy.UnseenAsync(new MemoryStream(file), "a.pdf", stop)).Places);
            var clean = await CleanCopy.MakeAsync(new MemoryStream(file), "a.pdf", stop);
            Assert.Empty((await CleanCopy.UnseenAsync(new MemoryStream(clean), "a.pdf", stop)).Places);
            Assert.Null(FileText.Read(clean, "a.pdf")?.Trim() is { Length: > 0 } text ? text : null);
        }
    }

    public static TheoryData<string> Shown() => new(
        Public + Over + "1 0 0 rg " + Secret,
        Public + Secret + "q 300 0 0 60 60 500 cm /Photo Do Q ",
        Public + Secret + "q 300 0 0 60 60 620 cm /Seal Do Q ",
        Public + Secret + "q 300 0 0 60 60 620 cm 1 0 0 rg /Stencil Do Q ",
        Public + Secret + "q /Multiply gs 300 0 0 60 60 620 cm /Photo Do Q ",
        Public + Secret + "q 100 0 0 60 155 620 cm /Photo Do Q ",
        Whole + "3 Tr " + Secret,
        "3 Tr " + Secret + Whole,
        "q 3 Tr " + Secret + "Q " + Whole + Public,
        "/Recognised Do " + Whole);

    [Theory, MemberData(nameof(Shown))]
    public async Task Words_that_a_picture_lets_through_and_those_recognised_in_a_scan_are_not_named(string content)
    {
        SkipWithoutPoppler();
        var stop = TestContext.Current.CancellationToken;
        var file = Pdf(content, isPacked: true);
        Assert.Empty((await CleanCopy.UnseenAsync(new MemoryStream(file), "a.pdf", stop)).Places);
        Assert.Contains("SECRET ZHANG", FileText.Read(await CleanCopy.MakeAsync(new MemoryStream(file), "a.pdf", stop), "a.pdf")!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Each_page_is_looked_at_with_its_own_pictures()
    {
        SkipWithoutPoppler();
        var file = Pdf([Public + Over, Public + Secret, Secret + Over + Public, Public]);
        Assert.Equal(["第3页看不见的文字“SECRET ZHANG”"],
            (await CleanCopy.UnseenAsync(new MemoryStream(file), "a.pdf", TestContext.Current.CancellationToken)).Places);
    }

    [Fact]
    public void A_copy_that_is_looked_at_keeps_the_lines_and_loses_the_words()
    {
        var (painted, bare) = PdfCopies.Of(Pdf("BT /F 14 Tf 14 TL 72 650 Td (one) Tj 3 Tr (two) ' 0 Tr [(thr) -20 (ee)] TJ ET ", isPacked: true))!.Value;
        Assert.Equal("one\nthree", PdfText.Read(painted).Trim());
        Assert.Equal("", PdfText.Read(bare).Trim());
        Assert.Contains("T*", Encoding.Latin1.GetString(painted), StringComparison.Ordinal);
    }

    private static void SkipWithoutPoppler() =>
        Assert.SkipUnless(Array.Exists(["/usr/bin/pdftoppm", "/usr/local/bin/pdftoppm"], File.Exists), "pdftoppm (poppler-utils) is not installed.");

    /// <summary>Grey pixels that are characters too, brackets among them.</summary>
    private static string Noise(int count) => string.Concat(Enumerable.Range(0, count).Select(i => (char)(' ' + i * 37 % 94)));

    private static byte[] Pdf(string content, bool isPacked) => Pdf([content], isPacked);

    private static byte[] Pdf(IReadOnlyList<string> contents, bool isPacked = false)
    {
        const string resources = "/Resources<</Font<</F 4 0 R>>/ExtGState<</Multiply<</BM/Multiply>>>>"
            + "/XObject<</Photo 5 0 R/Seal 6 0 R/Stencil 8 0 R/Words 9 0 R/Pictures 10 0 R/Recognised 11 0 R>>>>";
        const string grey = "/Type/XObject/Subtype/Image/Width 60/Height 18/ColorSpace/DeviceGray/BitsPerComponent 8";
        using var file = new MemoryStream();
        void Raw(string text) => file.Write(Encoding.Latin1.GetBytes(text));
        void Stream(int number, string keys, string content)
        {
            var bytes = isPacked ? Packed(content) : Encoding.Latin1.GetBytes(content);
            Raw($"{number} 0 obj\n<<{keys}{(isPacked ? "/Filter/FlateDecode" : "")}/Length {bytes.Length}>>\nstream\n");
            file.Write(bytes);
            Raw("\nendstream\nendobj\n");
        }
        Raw($"%PDF-1.5\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Count {contents.Count}/MediaBox[0 0 595 842]{resources}"
            + $"/Kids[{string.Join(' ', contents.Select((_, i) => $"{20 + 2 * i} 0 R"))}]>>\nendobj\n"
            + "4 0 obj\n<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>\nendobj\n");
        Stream(5, grey, Noise(60 * 18));
        Stream(6, grey + "/SMask 7 0 R", new string(' ', 60 * 18));
        Stream(7, grey, new string('@', 60 * 18));
        Stream(8, "/Type/XObject/Subtype/Image/ImageMask true/Width 8/Height 8/BitsPerComponent 1", "UUUUUUUU");
        Stream(9, $"/Type/XObject/Subtype/Form/BBox[0 0 595 842]{resources}", Secret);
        Stream(10, $"/Type/XObject/Subtype/Form/BBox[0 0 595 842]{resources}", Over);
        Stream(11, $"/Type/XObject/Subtype/Form/BBox[0 0 595 842]{resources}", "3 Tr " + Secret);
        foreach (var (i, content) in contents.Index())
        {
            Raw($"{20 + 2 * i} 0 obj\n<</Type/Page/Parent 2 0 R/Contents {21 + 2 * i} 0 R>>\nendobj\n");
            Stream(21 + 2 * i, "", content);
        }
        Raw("trailer\n<</Root 1 0 R>>\n%%EOF\n");
        return file.ToArray();
    }

    private static byte[] Packed(string content)
    {
        using var packed = new MemoryStream();
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(Encoding.Latin1.GetBytes(content));
        return packed.ToArray();
    }
}
