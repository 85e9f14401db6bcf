using System.Text;
using Lantai.Files;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Files;

public sealed class FileKindTests
{
    public static TheoryData<FileKind, byte[]> Contents => new()
    {
        { FileKind.Empty, [] },
        { FileKind.Text, "单位,得分\n"u8.ToArray() },
        { FileKind.Text, [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes("单位")] },
        { FileKind.Html, "\uFEFF \n<!DOCTYPE HTML><html></html>"u8.ToArray() },
        { FileKind.Html, "<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"x\"/>"u8.ToArray() },
        { FileKind.Html, "<table><tr><td>1</td></tr></table>"u8.ToArray() },
        { FileKind.Xml, "<?xml version=\"1.0\"?><a/>"u8.ToArray() },
        { FileKind.Rtf, "{\\rtf1 x}"u8.ToArray() },
        { FileKind.Pdf, "%PDF-1.7\n"u8.ToArray() },
        { FileKind.Image, [0x89, .. "PNG\r\n"u8, 0x1A, 0x0A] },
        { FileKind.Image, [0xFF, 0xD8, 0xFF, 0xE0, 0, 0] },
        { FileKind.Image, [.. "RIFF"u8, 1, 2, 3, 4, .. "WEBPVP8 "u8] },
        { FileKind.Docx, new WordPaper().Paragraph("甲").Write().ToArray() },
        { FileKind.Xlsx, new Workbook().Sheet("一", "").Write().ToArray() },
        { FileKind.BrokenZip, [.. "PK\x03\x04"u8, 0, 0, 0] },
        { FileKind.Binary, [0, 1, 2, 3] },
    };

    [Theory, MemberData(nameof(Contents))]
    public void A_kind_is_told_from_the_content(FileKind kind, byte[] content)
    {
        using var stream = new MemoryStream(content) { Position = content.Length };
        Assert.Equal(kind, FileKind.Sniff(stream));
        Assert.Equal(0, stream.Position);
    }

    [Fact]
    public void An_old_workbook_is_told_from_other_compound_files()
    {
        using var stream = TestFiles.Open("Papers/Samples/成绩.xls");
        Assert.Equal(FileKind.Xls, FileKind.Sniff(stream));
    }
}
