using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>A kind of file in which a bulletin goes out.</summary>
/// <param name="Ending">Of its name and its address.</param>
public sealed record BulletinFile(string Ending, string MediaType, Func<Bulletin, Guid?> Stored)
{
    public static readonly BulletinFile Html = new("html", "text/html; charset=utf-8", bulletin => bulletin.HtmlFileId);
    public static readonly BulletinFile Docx = new("docx", PaperDocx.MediaType, bulletin => bulletin.DocxFileId);
    public static readonly BulletinFile Pdf = new("pdf", "application/pdf", bulletin => bulletin.PdfFileId);
    public static readonly BulletinFile Xlsx = new("xlsx", SheetXlsx.MediaType, bulletin => bulletin.XlsxFileId);

    public static readonly IReadOnlyList<BulletinFile> All = [Docx, Pdf, Xlsx, Html];

    public static BulletinFile? Of(string ending) => All.FirstOrDefault(file => file.Ending == ending);
}
