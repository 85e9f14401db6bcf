using System.IO.Compression;
using FsCheck;
using FsCheck.Fluent;
using Lantai.Tests.Support;
using Lantai.Verification;
using Xunit;

namespace Lantai.Tests.Verification;

/// <summary>Whatever the damage, a file is read or refused in a sentence; it never brings the program down.</summary>
public sealed class DamagedFilesTests
{
    private static readonly Config Runs = Config.QuickThrowOnFailure.WithMaxTest(100).WithQuietOnSuccess(true);

    [Fact]
    public void A_damaged_Word_document() => Survives(new SampleBulletins(1).Brief().ToWord().ToArray(), "通报.docx");

    [Fact]
    public void A_damaged_workbook() => Survives(Book(), "成绩.xlsx");

    [Fact]
    public void A_damaged_old_workbook()
    {
        using var stream = TestFiles.Open("Papers/Samples/成绩.xls");
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        Survives(bytes, "成绩.xls");
    }

    [Fact]
    public void A_damaged_web_page() => Survives(new SampleBulletins(1).Document().ToHtml().ToArray(), "通报.html");

    [Fact]
    public void A_damaged_text() => Survives(new SampleBulletins(1).Notice().ToText().ToArray(), "通报.txt");

    private static void Survives(byte[] whole, string name) =>
        Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed =>
        {
            var bytes = Damage(whole, new System.Random(seed));
            try
            {
                Verifier.Verify(new MemoryStream(bytes), name);
            }
            catch (RefusedException refusal)
            {
                Assert.StartsWith(name, refusal.Message);
            }
        }).Check(Runs);

    /// <summary>Bytes of the file, or, where it is a package, bytes of one of its parts packed again.</summary>
    private static byte[] Damage(byte[] whole, System.Random random) =>
        whole.AsSpan().StartsWith("PK"u8) && random.Next(2) == 0 ? DamagePart(whole, random) : DamageBytes(whole, random);

    private static byte[] DamagePart(byte[] whole, System.Random random)
    {
        using var stream = new MemoryStream();
        stream.Write(whole);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            var part = zip.Entries[random.Next(zip.Entries.Count)];
            var bytes = new byte[part.Length];
            using var content = part.Open();
            content.ReadExactly(bytes);
            content.SetLength(0);
            content.Write(DamageBytes(bytes, random));
        }
        return stream.ToArray();
    }

    private static byte[] DamageBytes(byte[] whole, System.Random random)
    {
        var bytes = random.Next(4) == 0 ? whole[..random.Next(1, whole.Length)] : [.. whole];
        for (var slips = random.Next(1, 20); slips > 0; slips--) bytes[random.Next(bytes.Length)] = (byte)random.Next(256);
        return bytes;
    }

    private static byte[] Book() => new Workbook { SharedStrings = "<si><t>单位</t></si><si><t>甲局</t></si>" }.Sheet("一", """
        <row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" t="inlineStr"><is><t>得分</t></is></c></row>
        <row r="2"><c r="A2" t="s"><v>1</v></c><c r="B2"><v>90</v></c></row>
        """, "<mergeCells><mergeCell ref=\"A1:A2\"/></mergeCells>").Write().ToArray();
}
