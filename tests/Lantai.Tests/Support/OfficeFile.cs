using System.IO.Compression;
using System.Xml.Linq;
using DocumentFormat.OpenXml;
using DocumentFormat.OpenXml.Packaging;
using DocumentFormat.OpenXml.Validation;
using Xunit;

namespace Lantai.Tests.Support;

/// <summary>A DOCX or XLSX as its reader sees it.</summary>
internal sealed class OfficeFile(Action<Stream> write)
{
    public byte[] Bytes { get; } = Written(write);

    public XDocument Part(string path)
    {
        using var zip = new ZipArchive(new MemoryStream(Bytes));
        using var stream = (zip.GetEntry(path) ?? throw new InvalidOperationException($"no part {path}")).Open();
        return XDocument.Load(stream);
    }

    /// <summary>What OpenXmlValidator (Office 2019) says against it: nothing, or the test fails with its words.</summary>
    public void IsValid()
    {
        using var file = Opened();
        var complaints = new OpenXmlValidator(FileFormatVersions.Office2019).Validate(file)
            .Select(e => $"{e.Part?.Uri} {e.Path?.XPath}: {e.Description}");
        Assert.Empty(complaints);
    }

    private OpenXmlPackage Opened() =>
        Has("xl/workbook.xml") ? SpreadsheetDocument.Open(new MemoryStream(Bytes), false) : WordprocessingDocument.Open(new MemoryStream(Bytes), false);

    private bool Has(string path)
    {
        using var zip = new ZipArchive(new MemoryStream(Bytes));
        return zip.GetEntry(path) is not null;
    }

    private static byte[] Written(Action<Stream> write)
    {
        using var memory = new MemoryStream();
        write(memory);
        return memory.ToArray();
    }
}
