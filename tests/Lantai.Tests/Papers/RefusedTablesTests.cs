using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;
using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

public sealed class RefusedTablesTests
{
    public static TheoryData<string, byte[], string> Refused => new()
    {
        { "空.csv", [], "空.csv是空文件，请重新选择。" },
        { "白.csv", "\n \n"u8.ToArray(), "白.csv里没有内容，请重新选择。" },
        { "假.xlsx", "%PDF-1.7\n..."u8.ToArray(), "假.xlsx的内容是PDF 文档，不是表格；请用 Excel 或 WPS 另存为 xlsx 或 csv 再试。" },
        { "网页.xlsx", "\r\n<html><table></table></html>"u8.ToArray(), "网页.xlsx的内容是网页（HTML），不是表格；请用 Excel 或 WPS 另存为 xlsx 或 csv 再试。" },
        { "二进制.csv", [1, 2, 0, 200, 7, 9, 9], "二进制.csv的内容是无法识别的二进制内容，不是表格；请用 Excel 或 WPS 另存为 xlsx 或 csv 再试。" },
        { "后半是二进制.csv", [.. new byte[5000].Select(_ => (byte)'a'), 0, 1, 2], "后半是二进制.csv里是二进制内容，不是文本；请确认选对了文件。" },
        { "坏编码.csv", [.. "单位,总分\n甲局"u8, 0xE4, 0xBD, .. ",3\n"u8], "坏编码.csv第2行有无法识别的字符编码；请用记事本打开，另存为 UTF-8 编码再试。" },
        { "乱码.csv", [0xFF, 0xFF, 0xFF, (byte)'\n'], "乱码.csv第1行有无法识别的字符编码；请用记事本打开，另存为 UTF-8 编码再试。" },
        { "引号.csv", "甲,1\n乙,\"2\n丙,3\n"u8.ToArray(), "引号.csv第2行的引号没有成对，请改正后再试。" },
        { "锁.xlsx", Ole("EncryptedPackage"), "锁.xlsx设有打开密码，请先取消密码再试。" },
        { "文档.xls", Ole("WordDocument"), "文档.xls的内容是旧版 Word 文档（doc），不是表格；请用 Excel 或 WPS 另存为 xlsx 或 csv 再试。" },
        { "残.xls", Ole("Workbook"), "残.xls已损坏，打不开；请用 Excel 或 WPS 另存为 xlsx 再试。" },
        { "残.xlsx", [.. "PK\x03\x04"u8, .. new byte[100]], "残.xlsx已损坏，打不开；请用 Office 或 WPS 打开原文件另存一份再试。" },
        { "截断.xlsx", [.. Whole()[..^200]], "截断.xlsx已损坏，打不开；请用 Office 或 WPS 打开原文件另存一份再试。" },
        { "压缩包.xlsx", Zip(("a.txt", 10)), "压缩包.xlsx的内容是压缩包，不是表格；请用 Excel 或 WPS 另存为 xlsx 或 csv 再试。" },
        { "无内容.xlsx", Zip(("xl/workbook.xml", 10)), "无内容.xlsx已损坏，打不开；请用 Office 或 WPS 打开原文件另存一份再试。" },
        { "炸弹.xlsx", Zip(("xl/workbook.xml", 60 << 20)), Bomb("炸弹.xlsx") },
        { "碎片.xlsx", Zip([.. Enumerable.Range(0, 6000).Select(at => ($"xl/{at}", 1))]), Bomb("碎片.xlsx") },
        { "实体.xlsx", new Workbook { Prologue = "<!DOCTYPE x [<!ENTITY a \"aaaa\">]>" }.Sheet("一", "<row><c><v>1</v></c></row>").Write().ToArray(),
            "实体.xlsx已损坏，打不开；请用 Office 或 WPS 打开原文件另存一份再试。" },
        { "宽.csv", Encoding.UTF8.GetBytes("甲,1\n" + new string(',', 600)), "宽.csv第2行超过500列，请检查分隔符或删去多余的列。" },
        { "宽.xlsx", new Workbook().Sheet("一", "<row r=\"7\"><c r=\"XFD7\"><v>1</v></c></row>").Write().ToArray(), "宽.xlsx第7行超过500列，请检查分隔符或删去多余的列。" },
        { "长.csv", Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("1\n", 200_001))), "长.csv超过200000行，请拆分后再试。" },
    };

    [Theory, MemberData(nameof(Refused))]
    public void What_is_no_table_gets_one_sentence(string name, byte[] bytes, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<RefusedException>(() => SourceTables.Read(new MemoryStream(bytes), name)).Message);

    [Fact]
    public void A_file_over_the_limit_is_refused_without_being_read()
    {
        using var stream = new UnreadableStream(200L << 20);
        var refusal = Assert.Throws<RefusedException>(() => SourceTables.Read(stream, "大.xlsx"));
        Assert.Equal("大.xlsx有200 MB，超过50 MB的上限；请拆分后再试。", refusal.Message);
    }

    [Fact]
    public void A_path_without_a_file_is_refused() =>
        Assert.Equal("找不到文件没有.csv，请检查路径。", Assert.Throws<RefusedException>(() => SourceTables.Read("没有.csv")).Message);

    [Fact]
    public void A_directory_that_declares_less_than_it_holds_gains_nothing()
    {
        var bytes = new Workbook().Sheet("一", new string(' ', 20 << 20) + "<row><c><v>1</v></c></row>").Write().ToArray();
        DeclareInflatedSize(bytes, 1000);
        var refusal = Assert.Throws<RefusedException>(() => SourceTables.Read(new MemoryStream(bytes), "谎.xlsx"));
        Assert.StartsWith("谎.xlsx已损坏", refusal.Message);
    }

    private static string Bomb(string name) => $"{name}解压后的内容大得不正常，为保护系统没有打开；请确认文件来源，另存一份再试。";

    private static byte[] Whole() => new Workbook().Sheet("一", "<row><c><v>1</v></c></row>").Write().ToArray();

    /// <summary>A compound file as far as its directory: enough to be known by, not enough to be read.</summary>
    private static byte[] Ole(string entry)
    {
        var bytes = new byte[2048];
        ((byte[])[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1]).CopyTo(bytes, 0);
        Encoding.Unicode.GetBytes(entry).CopyTo(bytes, 1024 + 128);
        bytes[1024 + 128 + 64] = (byte)(entry.Length * 2 + 2);
        return bytes;
    }

    private static byte[] Zip(params (string Name, int Length)[] entries)
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (name, length) in entries)
            {
                using var entry = zip.CreateEntry(name).Open();
                entry.Write(new byte[length]);
            }
        return stream.ToArray();
    }

    /// <summary>APPNOTE 4.3.12: the size stands 24 bytes after the directory header's mark.</summary>
    private static void DeclareInflatedSize(byte[] zip, uint size)
    {
        var header = zip.AsSpan().LastIndexOf("PK\x01\x02"u8);
        BinaryPrimitives.WriteUInt32LittleEndian(zip.AsSpan(header + 24), size);
    }

    private sealed class UnreadableStream(long length) : MemoryStream
    {
        public override long Length => length;

        public override int Read(Span<byte> buffer) => throw new InvalidOperationException("The stream was read.");

        public override int Read(byte[] buffer, int offset, int count) => throw new InvalidOperationException("The stream was read.");
    }
}
