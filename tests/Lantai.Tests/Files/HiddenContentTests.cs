using System.IO.Compression;
using System.Text;
using Lantai.Files;
using Xunit;

namespace Lantai.Tests.Files;

public sealed class HiddenContentTests
{
    private const string W = "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main'";
    private const string Types = "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>";

    [Theory]
    [InlineData("word/comments.xml", "<w:comments {0}><w:comment w:author='x'/></w:comments>", "批注")]
    [InlineData("word/footnotes.xml", "<w:footnotes {0}><w:del w:author='x'><w:r/></w:del></w:footnotes>", "修订痕迹")]
    [InlineData("word/header1.xml", "<w:hdr {0}><w:r><w:rPr><w:vanish/></w:rPr></w:r></w:hdr>", "隐藏的文字")]
    [InlineData("word/header1.xml", "<w:hdr {0}><w:r><w:rPr><w:vanish w:val='0'/></w:rPr></w:r></w:hdr>", "")]
    [InlineData("word/embeddings/a.bin", "x", "嵌入的文件")]
    [InlineData("docProps/core.xml", "<cp:p xmlns:cp='a' xmlns:dc='b'><dc:creator>张某</dc:creator></cp:p>", "作者姓名")]
    [InlineData("docProps/core.xml", "<cp:p xmlns:cp='a' xmlns:dc='b'><dc:creator></dc:creator></cp:p>", "")]
    [InlineData("word/styles.xml", "<w:styles {0}/>", "")]
    public void What_a_Word_file_hides_is_found(string part, string content, string found) =>
        Assert.Equal(found.Length == 0 ? [] : [found], Find(("word/document.xml", $"<w:document {W}><w:body/></w:document>"), (part, content.Replace("{0}", W))));

    [Theory]
    [InlineData("xl/workbook.xml", "<workbook><sheets><sheet name='a'/><sheet name='b' state='veryHidden'/></sheets></workbook>", "隐藏的工作表")]
    [InlineData("xl/worksheets/sheet1.xml", "<worksheet><sheetData><row r='1'/><row r='2' hidden='1'/></sheetData></worksheet>", "隐藏的行")]
    [InlineData("xl/worksheets/sheet1.xml", "<worksheet><cols><col min='1' max='2' hidden='1'/></cols></worksheet>", "隐藏的列")]
    [InlineData("xl/comments1.xml", "<comments><commentList><comment ref='A1'/></commentList></comments>", "批注")]
    [InlineData("xl/pivotCache/pivotCacheRecords1.xml", "<a/>", "数据透视表的源数据")]
    [InlineData("xl/externalLinks/externalLink1.xml", "<a/>", "指向其他文件的链接")]
    public void What_a_workbook_hides_is_found(string part, string content, string found)
    {
        (string, string)[] parts = part == "xl/workbook.xml" ? [(part, content)] : [("xl/workbook.xml", "<workbook><sheets><sheet name='a'/></sheets></workbook>"), (part, content)];
        Assert.Equal([found], Find(parts));
    }

    [Theory]
    [InlineData("1 0 obj <</Type/Annot /Subtype /Popup>> endobj", "批注")]
    [InlineData("1 0 obj <</Author (Zhang)>> endobj", "作者姓名")]
    [InlineData("1 0 obj <</Author ()>> endobj", "")]
    [InlineData("1 0 obj <</Names <</EmbeddedFiles 2 0 R>>>> endobj", "嵌入的文件")]
    [InlineData("1 0 obj <</S/JavaScript/JS(app.alert)>> endobj", "脚本")]
    [InlineData("1 0 obj <</Type/Page/Annots[<</Subtype/Link>>]>> endobj", "")]
    public void What_a_PDF_hides_is_found_open_or_packed(string dictionary, string found)
    {
        string[] expected = found.Length == 0 ? [] : [found];
        Assert.Equal(expected, HiddenContent.Find(new MemoryStream(Encoding.Latin1.GetBytes($"%PDF-1.5\n{dictionary}\n%%EOF")), "a.pdf"));
        using var packed = new MemoryStream();
        packed.Write("%PDF-1.5\n9 0 obj <</Type/ObjStm/N 1/First 4/Filter/FlateDecode/Length 99>>\nstream\n"u8);
        using (var zlib = new ZLibStream(packed, CompressionLevel.Fastest, leaveOpen: true)) zlib.Write(Encoding.Latin1.GetBytes($"1 0 {dictionary["1 0 obj ".Length..]}"));
        packed.Write("\nendstream endobj\n%%EOF"u8);
        Assert.Equal(expected, HiddenContent.Find(packed, "a.pdf"));
    }

    [Fact]
    public void A_bomb_and_a_broken_package_are_refused()
    {
        using var bomb = Package(("word/document.xml", new string(' ', 20 << 20)));
        Assert.Contains("大得不正常", Assert.Throws<RefusedException>(() => HiddenContent.Find(bomb, "弹.docx")).Message, StringComparison.Ordinal);
        using var broken = Package(("word/document.xml", "<w:document"));
        Assert.Contains("已损坏", Assert.Throws<RefusedException>(() => HiddenContent.Find(broken, "坏.docx")).Message, StringComparison.Ordinal);
    }

    private static IReadOnlyList<string> Find(params (string Path, string Content)[] parts)
    {
        using var package = Package(parts);
        return HiddenContent.Find(package, "a.docx");
    }

    private static MemoryStream Package(params (string Path, string Content)[] parts)
    {
        var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in parts.Prepend(("[Content_Types].xml", Types)))
            {
                using var writer = new StreamWriter(zip.CreateEntry(path).Open());
                writer.Write(content);
            }
        return memory;
    }

    [Theory]
    [InlineData("ppt/notesSlides/notesSlide1.xml", "<p:notes xmlns:p='p' xmlns:a='a'><a:p><a:r><a:t>这一页不对外讲</a:t></a:r></a:p></p:notes>", "备注")]
    [InlineData("ppt/notesSlides/notesSlide1.xml", "<p:notes xmlns:p='p' xmlns:a='a'><a:p><a:fld type='slidenum'><a:t>1</a:t></a:fld></a:p><a:p><a:r><a:t/></a:r></a:p></p:notes>", "")]
    [InlineData("ppt/slides/slide1.xml", "<p:sld xmlns:p='p' show='0'/>", "隐藏的幻灯片")]
    [InlineData("ppt/slides/slide1.xml", "<p:sld xmlns:p='p'><p:cNvPr id='2' hidden='1'/></p:sld>", "隐藏的对象")]
    [InlineData("ppt/slides/slide1.xml", "<p:sld xmlns:p='p' xmlns:a='a'><a:r><a:t>公开的字</a:t></a:r></p:sld>", "")]
    [InlineData("ppt/comments/modernComment_1.xml", "<p188:cmLst xmlns:p188='x'><p188:cm authorId='1'/></p188:cmLst>", "批注")]
    [InlineData("ppt/commentAuthors.xml", "<p:cmAuthorLst xmlns:p='p'><p:cmAuthor name='张某'/></p:cmAuthorLst>", "作者姓名")]
    [InlineData("ppt/authors.xml", "<p188:authorLst xmlns:p188='x'><p188:author name='张某'/></p188:authorLst>", "作者姓名")]
    public void What_a_presentation_hides_is_found_and_it_is_not_cleaned(string part, string content, string found)
    {
        (string, string)[] parts = [("ppt/presentation.xml", "<p:presentation xmlns:p='p'/>"), (part, content)];
        Assert.Equal(found.Length == 0 ? [] : [found], Find(parts));
        using var package = Package(parts);
        Assert.EndsWith("不能自动清理；请用原软件清理后重新上传。", Assert.Throws<RefusedException>(() => CleanCopy.Make(package, "讲稿.pptx")).Message, StringComparison.Ordinal);
    }
}
