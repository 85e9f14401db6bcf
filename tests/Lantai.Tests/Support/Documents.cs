using System.Globalization;
using System.IO.Compression;
using System.Text;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Wordprocessing;
using Lantai.Papers;
using Paragraph = DocumentFormat.OpenXml.Wordprocessing.Paragraph;
using Run = DocumentFormat.OpenXml.Wordprocessing.Run;

namespace Lantai.Tests.Support;

/// <summary>Small documents of the kinds that sites offer for download.</summary>
internal static class Documents
{
    public static byte[] Docx(params string[] paragraphs)
    {
        var stream = new MemoryStream();
        using (var document = WordprocessingDocument.Create(stream, WordprocessingDocumentType.Document))
        {
            var body = new Body(paragraphs.Select(text => new Paragraph(new Run(new Text(text) { Space = SpaceProcessingModeValues.Preserve }))));
            document.AddMainDocumentPart().Document = new Document(body);
        }
        return stream.ToArray();
    }

    /// <summary>Lines of cells with commas between them; the first line is the headings.</summary>
    public static byte[] Xlsx(params string[] lines)
    {
        var rows = lines.Select(line => line.Split(',')).ToList();
        var stream = new MemoryStream();
        SheetXlsx.Write(new Sheet("表", [.. rows[0].Select(name => new SheetColumn(name))], [.. rows.Skip(1).Select(row => (IReadOnlyList<SheetCell>)[.. row.Select(cell => (SheetCell)cell)])]), stream);
        return stream.ToArray();
    }

    /// <summary>The package with a part more that unfolds to so many megabytes from a thousandth of them: a bomb.</summary>
    public static byte[] Swollen(byte[] package, int megabytes)
    {
        var stream = new MemoryStream();
        stream.Write(package);
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Update, leaveOpen: true))
        {
            using var part = zip.CreateEntry("word/fill.xml", CompressionLevel.Optimal).Open();
            var megabyte = new byte[1 << 20];
            for (var i = 0; i < megabytes; i++) part.Write(megabyte);
        }
        return stream.ToArray();
    }

    /// <summary>
    /// As office programs write it: glyph numbers of an embedded font with a ToUnicode map, folded streams, objects in
    /// an object stream.
    /// </summary>
    public static byte[] Pdf(params string[] lines)
    {
        var glyphs = lines.SelectMany(line => line).Distinct().ToList();
        var shown = string.Concat(lines.Select(line => $"[<{string.Concat(line.Select(c => Hex(glyphs.IndexOf(c) + 1)))}>] TJ T*\n"));
        var map = string.Concat(glyphs.Select((c, i) => $"<{Hex(i + 1)}> <{Hex(c)}>\n"));
        const string page = "<</Type/Page/Parent 2 0 R/Contents 6 0 R>> ";
        var packed = $"3 0 4 {page.Length} {page}<</Font<</F1 5 0 R>>>>";
        var pdf = new MemoryStream();
        void Write(string text) => pdf.Write(Encoding.Latin1.GetBytes(text));
        void Stream(int number, string dictionary, string content)
        {
            var folded = Fold(Encoding.Latin1.GetBytes(content));
            Write($"{number} 0 obj\n<<{dictionary}/Filter/FlateDecode/Length {folded.Length}>>\nstream\n");
            pdf.Write(folded);
            Write("\nendstream\nendobj\n");
        }
        Write("%PDF-1.7\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1/Resources 4 0 R>>\nendobj\n");
        Write("5 0 obj\n<</Type/Font/Subtype/Type0/BaseFont/SimSun/Encoding/Identity-H/ToUnicode 7 0 R>>\nendobj\n");
        Stream(6, "", $"BT /F1 12 Tf 72 720 Td 14 TL\n{shown}ET");
        Stream(7, "", $"begincmap 1 begincodespacerange <0000> <FFFF> endcodespacerange\n{glyphs.Count} beginbfchar\n{map}endbfchar endcmap");
        var first = packed.IndexOf('<');
        Stream(8, $"/Type/ObjStm/N 2/First {first}", packed);
        Write("trailer\n<</Root 1 0 R>>\n%%EOF");
        return pdf.ToArray();
    }

    private static string Hex(int value) => value.ToString("X4", CultureInfo.InvariantCulture);

    private static byte[] Fold(byte[] content)
    {
        var output = new MemoryStream();
        using (var folding = new ZLibStream(output, CompressionLevel.Fastest)) folding.Write(content);
        return output.ToArray();
    }
}
