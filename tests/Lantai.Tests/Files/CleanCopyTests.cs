using System.IO.Compression;
using System.Text;
using Lantai.Files;
using Lantai.Papers;
using Xunit;

namespace Lantai.Tests.Files;

public sealed class CleanCopyTests
{
    [Fact]
    public void A_Word_file_loses_what_it_hides_and_keeps_what_it_shows()
    {
        Assert.Equivalent(new[] { "修订痕迹", "嵌入的文件", "作者姓名", "批注", "隐藏的文字", "隐藏的行", "自定义的 XML 数据", "属性中的单位或负责人" }, Find(PlantedFiles.Word()), strict: true);
        var clean = CleanCopy.Make(new MemoryStream(PlantedFiles.Word()), "办法.docx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", AllParts(clean), StringComparison.Ordinal);
        var words = FileText.Read(clean, "办法.docx")!.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(["公开的第一段，添加的留下", "公开的第二段", "公开的第三段", "公开的格", "公开的末段"], words);
    }

    [Fact]
    public void A_workbook_loses_what_it_hides_and_keeps_what_it_shows()
    {
        Assert.Equivalent(new[] { "作者姓名", "批注", "隐藏的列", "隐藏的工作表", "隐藏的行", "外部数据的连接", "数据模型", "修订痕迹", "隐藏的名称", "文件保存的位置" }, Find(PlantedFiles.Workbook()), strict: true);
        var clean = CleanCopy.Make(new MemoryStream(PlantedFiles.Workbook()), "名单.xlsx");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("机密", AllParts(clean), StringComparison.Ordinal);
        var table = Assert.Single(SourceTables.Read(new MemoryStream(clean), "名单.xlsx"));
        Assert.Equal(["公开的格", "42"], table.Rows[0].Cells.Where(cell => cell.Length > 0));
    }

    [Theory]
    [InlineData("<c r='B2'><f>SUM(B1:B1)</f></c>", "B2")]
    [InlineData("<c r='B2'><f>SUM(B1:B1)</f><v></v></c>", "B2")]
    [InlineData("<c r='B2' t='str'><f>\"\"</f><v></v></c><c r='C2'><f>1+1</f><v>2</v></c>", null)]
    public void A_workbook_with_a_formula_that_nobody_has_reckoned_is_refused(string cells, string? cell)
    {
        const string S = "xmlns='http://schemas.openxmlformats.org/spreadsheetml/2006/main'";
        var book = PlantedFiles.Zip(("[Content_Types].xml", "<Types xmlns='http://schemas.openxmlformats.org/package/2006/content-types'/>"), ("xl/workbook.xml", $"<workbook {S}><sheets><sheet name='a'/></sheets></workbook>"),
            ("xl/worksheets/sheet1.xml", $"<worksheet {S}><sheetData><row r='1'><c r='B1'><v>7</v></c></row><row r='2'>{cells}</row></sheetData></worksheet>"));
        if (cell is null) Assert.NotEmpty(CleanCopy.Make(new MemoryStream(book), "合计.xlsx"));
        else Assert.Contains($"如{cell}", Assert.Throws<RefusedException>(() => CleanCopy.Make(new MemoryStream(book), "合计.xlsx")).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/OFF[7 0 R]")]
    [InlineData("/BaseState/OFF")]
    public void A_PDF_loses_what_it_hides_and_keeps_what_it_shows(string state)
    {
        Assert.Equivalent(new[] { "作者姓名", "嵌入的文件", "批注", "改动以前的内容", "脚本", "隐藏的图层" }, Find(PlantedFiles.Pdf(state)), strict: true);
        var clean = CleanCopy.Make(new MemoryStream(PlantedFiles.Pdf(state)), "公告.pdf");
        Assert.Empty(Find(clean));
        var text = Encoding.Latin1.GetString(clean);
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Convert.ToHexString("SECRET"u8), text, StringComparison.Ordinal);
        Assert.Contains(Convert.ToHexString("https://www.gov.cn/"u8), text, StringComparison.Ordinal);
        Assert.Equal("PUBLIC TEXT\nPUBLIC END", FileText.Read(clean, "公告.pdf")!.Trim());
    }

    [Fact]
    public void A_photo_loses_where_and_with_what_it_was_taken_and_stays_the_right_way_up()
    {
        Assert.Equal(["图片的拍摄信息（位置、设备或作者）"], Find(PlantedFiles.Photo()));
        var clean = CleanCopy.Make(new MemoryStream(PlantedFiles.Photo()), "现场.jpg");
        Assert.Empty(Find(clean));
        var text = Encoding.Latin1.GetString(clean);
        Assert.DoesNotContain("SECRET", text, StringComparison.Ordinal);
        Assert.Equal(6, clean[clean.AsSpan().IndexOf((ReadOnlySpan<byte>)[0x01, 0x12, 0, 3]) + 9]);
        Assert.DoesNotContain("Exif", Encoding.Latin1.GetString(CleanCopy.Make(new MemoryStream(PlantedFiles.Photo(1)), "现场.jpg")), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_TIFF_loses_its_device_and_place_and_keeps_its_pixels(bool isBig)
    {
        Assert.Equal(["图片的拍摄信息（位置、设备或作者）"], Find(PlantedFiles.Tiff(isBig)));
        var clean = CleanCopy.Make(new MemoryStream(PlantedFiles.Tiff(isBig)), "扫描.tif");
        Assert.Empty(Find(clean));
        Assert.DoesNotContain("SECRET", Encoding.Latin1.GetString(clean), StringComparison.Ordinal);
        Assert.Equal((8, 0x7F), (clean[isBig ? 9 : 8], clean[300]));
        var entries = Enumerable.Range(0, 8).Select(i => clean.AsSpan(10 + i * 12, 2).ToArray()).Select(tag => isBig ? tag[0] << 8 | tag[1] : tag[1] << 8 | tag[0]);
        Assert.Equal([256, 257, 258, 259, 262, 273, 278, 279], entries);
    }

    [Theory]
    [InlineData("word/settings.xml", "tblPrChange")]
    [InlineData("word/document.xml", "tcPrChange")]
    [InlineData("word/document.xml", "sectPrChange")]
    [InlineData("word/document.xml", "cellDel")]
    public void Each_mark_of_a_revision_is_found_alone(string part, string element)
    {
        var file = PlantedFiles.Zip(("[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"/>"),
            (part == "word/document.xml" ? "word/styles.xml" : "word/document.xml", "<a/>"), (part, $"<a><{element} author=\"x\"/></a>"));
        Assert.Equal(["修订痕迹"], Find(file));
    }

    [Fact]
    public async Task Clean_copies_open_in_LibreOffice_and_in_a_reader_of_PDF()
    {
        if (!File.Exists("/usr/bin/soffice") || !File.Exists("/usr/bin/pdftotext")) Assert.Skip("LibreOffice or pdftotext is not installed");
        var folder = Directory.CreateTempSubdirectory("lantai-clean-");
        try
        {
            var stop = TestContext.Current.CancellationToken;
            string In(string name) => Path.Combine(folder.FullName, name);
            await File.WriteAllBytesAsync(In("word.docx"), CleanCopy.Make(new MemoryStream(PlantedFiles.Word()), "word.docx"), stop);
            await File.WriteAllBytesAsync(In("book.xlsx"), CleanCopy.Make(new MemoryStream(PlantedFiles.Workbook()), "book.xlsx"), stop);
            await File.WriteAllBytesAsync(In("page.pdf"), CleanCopy.Make(new MemoryStream(PlantedFiles.Pdf()), "page.pdf"), stop);
            await OtherPrograms.RunAsync("soffice", "--headless", "-env:UserInstallation=file://" + In("profile"), "--convert-to", "pdf", "--outdir", In("out"), In("word.docx"), In("book.xlsx"));
            var word = await OtherPrograms.RunAsync("pdftotext", "-layout", In("out/word.pdf"), "-");
            Assert.Contains("公开的第一段，添加的留下", word, StringComparison.Ordinal);
            Assert.Contains("公开的末段", word, StringComparison.Ordinal);
            var book = await OtherPrograms.RunAsync("pdftotext", "-layout", In("out/book.pdf"), "-");
            Assert.Contains("公开的格", book, StringComparison.Ordinal);
            Assert.Contains("42", book, StringComparison.Ordinal);
            Assert.DoesNotContain("机密", word + book, StringComparison.Ordinal);
            var page = await OtherPrograms.RunAsync("pdftotext", In("page.pdf"), "-");
            Assert.Equal(["PUBLIC TEXT", "PUBLIC END"], page.Split(['\n', '\f'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries));
        }
        finally
        {
            folder.Delete(true);
        }
    }

    [Theory]
    [InlineData("%PDF-1.5\n1 0 obj <</Type/Catalog>> endobj trailer <</Root 1 0 R/Encrypt 2 0 R>>\n%%EOF", "“a”设有密码或权限限制，不能自动清理；请用原软件去掉后再上传。")]
    [InlineData("%PDF-1.5\n%%EOF", "“a”的结构不完整，不能自动清理；请用原软件另存一份再上传。")]
    [InlineData("文字", "“a”是纯文本，不能自动清理；请用原软件清理后重新上传。")]
    public void What_cannot_be_cleaned_is_refused_in_a_sentence(string content, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RefusedException>(() => CleanCopy.Make(new MemoryStream(Encoding.UTF8.GetBytes(content)), "a")).Message);

    [Fact]
    public void A_document_that_would_fill_the_memory_is_refused_before_it_is_read()
    {
        var parts = Enumerable.Range(1, 5).Select(i => ($"word/part{i}.xml", $"<a>{new string('x', 7 << 20)}</a>"));
        var bytes = PlantedFiles.Zip([("word/document.xml", "<a/>"), .. parts]);
        Assert.Equal("“长.docx”的文字和表格解压后有35 MB，超过32 MB，程序不能处理；请拆成几个文件，或用原软件清理后再上传。",
            Assert.Throws<RefusedException>(() => CleanCopy.Make(new MemoryStream(bytes), "长.docx")).Message);
    }

    [Fact]
    public void A_file_that_is_two_things_is_told()
    {
        var archive = PlantedFiles.Zip(("a.txt", "x"));
        Assert.Equal("压缩包", Other([.. PlantedFiles.Photo(), .. archive]));
        Assert.Equal("压缩包", Other([.. PlantedFiles.Pdf(), .. archive]));
        Assert.Equal("网页代码", Other([.. "GIF89a/*"u8, .. new byte[40], .. "*/<script>alert(1)</script>"u8]));
        Assert.Equal("PDF 文档", Other([.. "GIF89a"u8, .. new byte[40], .. PlantedFiles.Pdf()]));
        Assert.Equal("网页代码", Other([.. "%PDF-1.4\n<html><script>"u8]));
        foreach (var one in new[] { PlantedFiles.Photo(), PlantedFiles.Pdf(), PlantedFiles.Word(), PlantedFiles.Workbook() }) Assert.Null(Other(one));
    }

    private static string? Other(byte[] bytes)
    {
        using var stream = new MemoryStream(bytes);
        return Polyglot.Other(FileKind.Sniff(stream), stream);
    }

    private static IReadOnlyList<string> Find(byte[] bytes) => HiddenContent.Find(new MemoryStream(bytes), "a");

    private static string AllParts(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return entry.FullName + reader.ReadToEnd();
        }));
    }
}
