using System.IO.Compression;
using System.Text;

namespace Lantai.Tests.Files;

/// <summary>Files with a secret planted in each place where an office's files keep them; every secret begins with 机密.</summary>
internal static class PlantedFiles
{
    private const string W = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string S = "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    private const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";
    private const string Core = "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties";

    public static byte[] Word() => Zip(
        ("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/><Default Extension="jpeg" ContentType="image/jpeg"/><Default Extension="bin" ContentType="application/vnd.openxmlformats-officedocument.oleObject"/>
            <Override PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"/><Override PartName="/word/comments.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.comments+xml"/>
            <Override PartName="/word/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.wordprocessingml.styles+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """),
        ("_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"a\" Type=\"{Office}/officeDocument\" Target=\"word/document.xml\"/><Relationship Id=\"b\" Type=\"{Core}\" Target=\"docProps/core.xml\"/></Relationships>"),
        ("docProps/core.xml", "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>机密作者</dc:creator><cp:lastModifiedBy>机密改者</cp:lastModifiedBy></cp:coreProperties>"),
        ("word/_rels/document.xml.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"c\" Type=\"{Office}/comments\" Target=\"comments.xml\"/><Relationship Id=\"s\" Type=\"{Office}/styles\" Target=\"styles.xml\"/><Relationship Id=\"o\" Type=\"{Office}/oleObject\" Target=\"embeddings/oleObject1.bin\"/></Relationships>"),
        ("docProps/app.xml", "<Properties xmlns=\"http://schemas.openxmlformats.org/officeDocument/2006/extended-properties\"><Manager>机密负责人</Manager><Company>机密单位</Company></Properties>"),
        ("customXml/item1.xml", "<case><number>机密案号</number></case>"),
        ("word/people.xml", "<w15:people xmlns:w15=\"http://schemas.microsoft.com/office/word/2012/wordml\"><w15:person w15:author=\"机密的人\"/></w15:people>"),
        ("word/comments.xml", $"<w:comments {W}><w:comment w:id=\"0\" w:author=\"机密批注人\"><w:p><w:r><w:t>机密批注</w:t></w:r></w:p></w:comment></w:comments>"),
        ("word/styles.xml", $"<w:styles {W}><w:style w:type=\"character\" w:styleId=\"Ghost\"><w:name w:val=\"Ghost\"/><w:rPr><w:vanish/></w:rPr></w:style></w:styles>"),
        ("word/embeddings/oleObject1.bin", "机密嵌入"),
        ("word/document.xml", $"""
            <w:document {W} xmlns:o="urn:schemas-microsoft-com:office:office"><w:body>
            <w:p><w:r><w:t>公开的第一段</w:t></w:r><w:del w:id="1" w:author="机密删者"><w:r><w:delText>机密删去</w:delText></w:r></w:del><w:ins w:id="2" w:author="机密加者"><w:r><w:t>，添加的留下</w:t></w:r></w:ins></w:p>
            <w:p><w:commentRangeStart w:id="0"/><w:r><w:t>公开的第二段</w:t></w:r><w:commentRangeEnd w:id="0"/><w:r><w:commentReference w:id="0"/></w:r></w:p>
            <w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>机密隐藏</w:t></w:r><w:r><w:rPr><w:rStyle w:val="Ghost"/></w:rPr><w:t>机密样式隐藏</w:t></w:r><w:r><w:t>公开的第三段</w:t></w:r></w:p>
            <w:p><w:pPr><w:rPr><w:del w:id="3" w:author="x"/></w:rPr></w:pPr><w:del w:id="4" w:author="x"><w:r><w:delText>机密整段</w:delText></w:r></w:del></w:p>
            <w:p><w:moveFrom w:id="5" w:author="x"><w:r><w:t>机密移走</w:t></w:r></w:moveFrom><w:r><w:object><o:OLEObject r:id="o"/></w:object></w:r></w:p>
            <w:tbl><w:tblPr><w:tblPrChange w:id="6" w:author="机密改表者"><w:tblPr/></w:tblPrChange></w:tblPr><w:tblGrid><w:gridCol w:w="4000"/></w:tblGrid><w:tr><w:tc><w:tcPr><w:tcW w:w="4000" w:type="dxa"/><w:tcPrChange w:id="7" w:author="机密改格者"><w:tcPr/></w:tcPrChange></w:tcPr><w:p><w:r><w:t>公开的格</w:t></w:r></w:p></w:tc><w:tc><w:tcPr><w:cellDel w:id="8" w:author="机密删格者"/></w:tcPr><w:p><w:r><w:t>机密删去的格</w:t></w:r></w:p></w:tc></w:tr><w:tr><w:trPr><w:hidden/></w:trPr><w:tc><w:p><w:r><w:t>机密隐藏行</w:t></w:r></w:p></w:tc></w:tr></w:tbl>
            <w:p><w:r><w:t>公开的末段</w:t></w:r></w:p><w:sectPr><w:sectPrChange w:id="9" w:author="机密改版面者"><w:sectPr/></w:sectPrChange></w:sectPr></w:body></w:document>
            """));

    public static byte[] Workbook() => Zip(
        ("[Content_Types].xml", """
            <Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>
            <Override PartName="/xl/workbook.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>
            <Override PartName="/xl/worksheets/sheet2.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/><Override PartName="/xl/sharedStrings.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sharedStrings+xml"/>
            <Override PartName="/xl/comments1.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.comments+xml"/><Override PartName="/docProps/core.xml" ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>
            """),
        ("_rels/.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"a\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/><Relationship Id=\"b\" Type=\"{Core}\" Target=\"docProps/core.xml\"/></Relationships>"),
        ("docProps/core.xml", "<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:creator>机密作者</dc:creator></cp:coreProperties>"),
        ("xl/connections.xml", $"<connections {S}><connection id=\"1\" name=\"机密连接\"><dbPr connection=\"机密库口令\" command=\"select\"/></connection></connections>"),
        ("xl/model/item.data", "机密模型"),
        ("xl/revisions/revisionLog1.xml", $"<revisions {S}><rcc rId=\"1\" sId=\"1\"><oc r=\"A1\"><v>机密旧值</v></oc></rcc></revisions>"),
        ("xl/workbook.xml", $"<workbook {S}><fileSharing userName=\"机密占用者\"/><mc:AlternateContent xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\"><mc:Choice Requires=\"x15\"><x15ac:absPath url=\"C:\\Users\\机密的人\\\" xmlns:x15ac=\"http://schemas.microsoft.com/office/spreadsheetml/2010/11/ac\"/></mc:Choice></mc:AlternateContent><sheets><sheet name=\"机密表\" sheetId=\"1\" state=\"veryHidden\" r:id=\"h\"/><sheet name=\"公示\" sheetId=\"2\" r:id=\"p\"/></sheets><definedNames><definedName name=\"n\" localSheetId=\"0\">机密表!$A$1</definedName><definedName name=\"m\" localSheetId=\"1\">公示!$A$1</definedName><definedName name=\"机密名称\" hidden=\"1\">公示!$A$1</definedName></definedNames></workbook>"),
        ("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"h\" Type=\"{Office}/worksheet\" Target=\"worksheets/sheet1.xml\"/><Relationship Id=\"p\" Type=\"{Office}/worksheet\" Target=\"/xl/worksheets/sheet2.xml\"/><Relationship Id=\"t\" Type=\"{Office}/sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"),
        ("xl/sharedStrings.xml", $"<sst {S}><si><t>公开的格</t></si><si><t>机密行</t></si><si><t>机密列</t></si><si><t>机密表格</t></si><si><t>机密零高</t></si><si><t>机密零宽</t></si></sst>"),
        ("xl/worksheets/sheet1.xml", $"<worksheet {S}><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>3</v></c></row></sheetData></worksheet>"),
        ("xl/worksheets/_rels/sheet2.xml.rels", $"<Relationships xmlns=\"{Package}\"><Relationship Id=\"c\" Type=\"{Office}/comments\" Target=\"../comments1.xml\"/></Relationships>"),
        ("xl/comments1.xml", $"<comments {S}><authors><author>机密批注人</author></authors><commentList><comment ref=\"A1\" authorId=\"0\"><text><t>机密批注</t></text></comment></commentList></comments>"),
        ("xl/worksheets/sheet2.xml", $"<worksheet {S}><cols><col min=\"3\" max=\"3\" width=\"9\" hidden=\"1\"/><col min=\"4\" max=\"4\" width=\"0\" customWidth=\"1\"/></cols><sheetData><row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"B1\"><f>机密表!A1+1</f><v>42</v></c><c r=\"C1\" t=\"s\"><v>2</v></c><c r=\"D1\" t=\"s\"><v>5</v></c></row><row r=\"2\" hidden=\"1\"><c r=\"A2\" t=\"s\"><v>1</v></c></row><row r=\"3\" ht=\"0\" customHeight=\"1\"><c r=\"A3\" t=\"s\"><v>4</v></c></row></sheetData></worksheet>"));

    /// <summary>A page with a link, a note, a hidden layer, an embedded file, a script, an author, and a state before the last.</summary>
    /// <param name="state">How the layer is turned off in the default configuration.</param>
    public static byte[] Pdf(string state = "/OFF[7 0 R]")
    {
        var file = new PdfWriter();
        file.Object(1, $"<</Type/Catalog/Pages 2 0 R/OpenAction 9 0 R/Names<</EmbeddedFiles<</Names[(a) 10 0 R]>>>>/OCProperties<</OCGs[7 0 R]/D<<{state}>>>>/Metadata 12 0 R>>");
        file.Object(2, "<</Type/Pages/Kids[3 0 R]/Count 1>>");
        file.Object(3, "<</Type/Page/Parent 2 0 R/MediaBox[0 0 400 200]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>/Properties<</L 7 0 R>>>>/Annots[6 0 R 8 0 R]>>");
        file.Stream(4, "", "BT /F 18 Tf 20 150 Td (OLD SECRETSTATE) Tj ET");
        file.Object(5, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>");
        file.Object(6, "<</Type/Annot/Subtype/Text/Rect[0 0 9 9]/Contents(SECRETNOTE)/T(SECRETREADER)>>");
        file.Object(7, "<</Type/OCG/Name(layer)>>");
        file.Object(8, "<</Type/Annot/Subtype/Link/Rect[20 140 200 170]/A<</S/URI/URI(https://www.gov.cn/)>>>>");
        file.Object(9, "<</S/JavaScript/JS(SECRETSCRIPT)>>");
        file.Object(10, "<</Type/Filespec/F(a.txt)/EF<</F 11 0 R>>>>");
        file.Stream(11, "/Type/EmbeddedFile", "SECRETFILE");
        file.Stream(12, "/Type/Metadata/Subtype/XML", "<x:xmpmeta><dc:creator><rdf:Seq><rdf:li>SECRETXMP</rdf:li></rdf:Seq></dc:creator></x:xmpmeta>");
        file.Object(13, "<</Author(SECRETAUTHOR)/Title(t)>>");
        file.End("/Root 1 0 R/Info 13 0 R");
        file.Stream(4, "", "BT /F 18 Tf 20 150 Td (PUBLIC TEXT) Tj ET /OC /L BDC BT /F 18 Tf 20 50 Td (SECRETLAYER) Tj ET EMC BT /F 18 Tf 20 100 Td (PUBLIC END) Tj ET");
        return file.End("/Root 1 0 R/Info 13 0 R");
    }

    /// <summary>The smallest JPEG with an EXIF block: turned by 90 degrees, with a device's name.</summary>
    public static byte[] Photo(int orientation = 6)
    {
        byte[] tiff = [(byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, .. "SECRETDEVICE 34.72N 112.78E"u8];
        byte[] exif = [.. "Exif\0\0"u8, .. tiff];
        return [0xFF, 0xD8, 0xFF, 0xE1, (byte)((exif.Length + 2) >> 8), (byte)(exif.Length + 2), .. exif, 0xFF, 0xFE, 0, 14, .. "SECRETREMARK"u8, .. Scan];
    }

    /// <summary>A TIFF of one grey pixel with its device and the place in a GPS directory, in either order of bytes.</summary>
    public static byte[] Tiff(bool isBig = false)
    {
        using var file = new MemoryStream();
        void Short(int value) => file.Write(isBig ? [(byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8)]);
        void Long(int value) => file.Write(isBig ? [0, 0, (byte)(value >> 8), (byte)value] : [(byte)value, (byte)(value >> 8), 0, 0]);
        void Entry(int tag, int type, int count, int value)
        {
            Short(tag);
            Short(type);
            Long(count);
            if (type == 3 && count == 1)
            {
                Short(value);
                Short(0);
            }
            else Long(value);
        }
        file.Write(isBig ? "MM\0*"u8 : "II*\0"u8);
        Long(8);
        (int Tag, int Type, int Count, int Value)[] entries =
            [(256, 3, 1, 1), (257, 3, 1, 1), (258, 3, 1, 8), (259, 3, 1, 1), (262, 3, 1, 1), (0x010F, 2, 12, 200), (273, 4, 1, 300), (278, 3, 1, 1), (279, 4, 1, 1), (0x8825, 4, 1, 220)];
        Short(entries.Length);
        foreach (var (tag, type, count, value) in entries) Entry(tag, type, count, value);
        Long(0);
        file.Position = 200;
        file.Write("SECRETMAKER\0"u8);
        file.Position = 220;
        Short(1);
        Entry(0x001D, 2, 12, 250);
        file.Position = 250;
        file.Write("SECRETPLACE\0"u8);
        file.Position = 300;
        file.WriteByte(0x7F);
        return file.ToArray();
    }

    /// <summary>One grey pixel: tables, frame, scan.</summary>
    private static byte[] Scan => Convert.FromBase64String("/9sAQwADAgICAgIDAgICAwMDAwQGBAQEBAQIBgYFBgkICgoJCAkJCgwPDAoLDgsJCQ0RDQ4PEBAREAoMEhMSEBMPEBAQ/8AACwgAAQABAQERAP/EABQAAQAAAAAAAAAAAAAAAAAAAAj/xAAUEAEAAAAAAAAAAAAAAAAAAAAA/9oACAEBAAA/AFSf/9k=");

    internal static byte[] Zip(params (string Path, string Content)[] parts)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
            foreach (var (path, content) in parts)
            {
                using var entry = zip.CreateEntry(path).Open();
                entry.Write(Encoding.UTF8.GetBytes(content.Trim()));
            }
        return memory.ToArray();
    }

    /// <summary>All that stands in the parts of a package.</summary>
    public static string Text(byte[] package)
    {
        using var zip = new ZipArchive(new MemoryStream(package));
        return string.Concat(zip.Entries.Select(entry =>
        {
            using var reader = new StreamReader(entry.Open());
            return reader.ReadToEnd();
        }));
    }

    /// <summary>Writes a PDF with its cross-reference table; a second end is a state added later.</summary>
    private sealed class PdfWriter
    {
        private readonly SortedDictionary<int, long> places = [];
        private readonly StringBuilder text = new("%PDF-1.5\n");
        private long before = -1;

        public void Object(int number, string value)
        {
            places[number] = text.Length;
            text.Append($"{number} 0 obj\n{value}\nendobj\n");
        }

        public void Stream(int number, string keys, string content) => Object(number, $"<<{keys}/Length {content.Length}>>\nstream\n{content}\nendstream");

        public byte[] End(string trailer)
        {
            var table = text.Length;
            text.Append($"xref\n0 {places.Count + 1}\n0000000000 65535 f \n");
            foreach (var place in places.Values) text.Append($"{place:D10} 00000 n \n");
            text.Append($"trailer\n<</Size {places.Count + 1}{trailer}{(before < 0 ? "" : $"/Prev {before}")}>>\nstartxref\n{table}\n%%EOF\n");
            before = table;
            return Encoding.Latin1.GetBytes(text.ToString());
        }
    }
}
