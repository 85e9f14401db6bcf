using System.IO.Compression;
using System.Text;

namespace Lantai.Tests.Support;

/// <summary>
/// Workbooks written part by part, so that a test can hold what a library would never write: binary fractions,
/// missing results, hidden rows, a DTD.
/// </summary>
internal sealed class Workbook
{
    private const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    private const string Relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    private const string Package = "http://schemas.openxmlformats.org/package/2006/relationships";

    private readonly List<(string Name, string Xml, string State)> sheets = [];

    public string SharedStrings { get; init; } = "";

    public string Formats { get; init; } = "";

    public string CellStyles { get; init; } = "<xf numFmtId=\"0\"/>";

    public string Prologue { get; init; } = "";

    /// <param name="rows">The content of sheetData.</param>
    /// <param name="after">What follows it, such as mergeCells.</param>
    public Workbook Sheet(string name, string rows, string after = "", string state = "visible")
    {
        sheets.Add((name, $"{Prologue}<worksheet xmlns=\"{Main}\"><sheetData>{rows}</sheetData>{after}</worksheet>", state));
        return this;
    }

    public MemoryStream Write()
    {
        var stream = new MemoryStream();
        using (var zip = new ZipArchive(stream, ZipArchiveMode.Create, leaveOpen: true))
        {
            Add(zip, "[Content_Types].xml", ContentTypes());
            Add(zip, "_rels/.rels", Rels([("r1", "officeDocument", "xl/workbook.xml")]));
            Add(zip, "xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Relations}\"><sheets>{string.Concat(sheets.Select(Entry))}</sheets></workbook>");
            Add(zip, "xl/_rels/workbook.xml.rels", Rels([
                ("s", "sharedStrings", "sharedStrings.xml"), ("t", "styles", "styles.xml"),
                .. sheets.Select((_, at) => ($"w{at}", "worksheet", $"worksheets/sheet{at}.xml"))]));
            Add(zip, "xl/sharedStrings.xml", $"<sst xmlns=\"{Main}\">{SharedStrings}</sst>");
            Add(zip, "xl/styles.xml", $"<styleSheet xmlns=\"{Main}\"><numFmts>{Formats}</numFmts><cellXfs>{CellStyles}</cellXfs></styleSheet>");
            for (var at = 0; at < sheets.Count; at++) Add(zip, $"xl/worksheets/sheet{at}.xml", sheets[at].Xml);
        }
        stream.Position = 0;
        return stream;
    }

    private static string Entry((string Name, string Xml, string State) sheet, int at) =>
        $"<sheet name=\"{sheet.Name}\" sheetId=\"{at + 1}\" state=\"{sheet.State}\" r:id=\"w{at}\"/>";

    private static string Rels(IEnumerable<(string Id, string Type, string Target)> relations) =>
        $"<Relationships xmlns=\"{Package}\">{string.Concat(relations.Select(r =>
            $"<Relationship Id=\"{r.Id}\" Type=\"{Relations}/{r.Type}\" Target=\"{r.Target}\"/>"))}</Relationships>";

    private static string ContentTypes() =>
        "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" +
        "<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" +
        "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>";

    private static void Add(ZipArchive zip, string name, string content)
    {
        using var entry = zip.CreateEntry(name).Open();
        entry.Write(Encoding.UTF8.GetBytes(content));
    }
}
