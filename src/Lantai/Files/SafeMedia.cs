namespace Lantai.Files;

/// <summary>The media type under which a file may leave, told from its content.</summary>
public static class SafeMedia
{
    /// <summary>Null for what could run or hide anything: pages, scripts, archives, locked and unknown files.</summary>
    /// <param name="content">Seekable; left at its start.</param>
    public static string? TypeOf(FileKind kind, Stream content) => kind switch
    {
        FileKind.Text => "text/plain",
        FileKind.Pdf => "application/pdf",
        FileKind.Ofd => "application/ofd",
        FileKind.Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        FileKind.Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        FileKind.Pptx => "application/vnd.openxmlformats-officedocument.presentationml.presentation",
        FileKind.Doc => "application/msword",
        FileKind.Xls => "application/vnd.ms-excel",
        FileKind.OtherOffice => "application/octet-stream",
        FileKind.Image => ImageType(content),
        FileKind.Empty or FileKind.Html or FileKind.Xml or FileKind.Rtf or FileKind.EncryptedOffice or FileKind.Zip or FileKind.BrokenZip or FileKind.Binary => null,
    };

    private static string ImageType(Stream content)
    {
        var first = content.ReadByte();
        content.Position = 0;
        return first switch { 0x89 => "image/png", 0xFF => "image/jpeg", 'G' => "image/gif", 'R' => "image/webp", _ => "image/tiff" };
    }
}
