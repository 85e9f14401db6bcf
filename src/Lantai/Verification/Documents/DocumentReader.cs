using Lantai.Files;
using Lantai.Papers;

namespace Lantai.Verification.Documents;

/// <summary>Opens a paper of any kind that can be checked; the content decides, not the extension.</summary>
internal static class DocumentReader
{
    /// <summary>Refuses, in one sentence, what cannot be read.</summary>
    public static ReadDocument Read(Stream stream, string fileName, SourceLimits limits)
    {
        limits.CheckSize(stream, fileName);
        var document = new DocumentBuilder(fileName, limits);
        var kind = FileKind.Sniff(stream);
        switch (kind)
        {
            case FileKind.Text when fileName.EndsWith(".csv", StringComparison.OrdinalIgnoreCase):
            case FileKind.Xlsx or FileKind.Xls:
                SheetReader.Read(SourceTables.Read(stream, fileName, limits), document);
                break;
            case FileKind.Text:
                PlainTextReader.Read(Text(stream, fileName), document);
                break;
            case FileKind.Html:
                HtmlReader.Read(Text(stream, fileName), document);
                break;
            case FileKind.Docx:
                DocxReader.Read(stream, fileName, document);
                break;
            default:
                throw Refusal(stream, fileName, kind);
        }
        return document.ToDocument();
    }

    private static string Text(Stream stream, string fileName)
    {
        var bytes = new byte[stream.Length];
        stream.Position = 0;
        stream.ReadExactly(bytes);
        return TextBytes.Decode(bytes, fileName);
    }

    private static RefusedException Refusal(Stream stream, string fileName, FileKind kind)
    {
        if (kind is FileKind.Zip or FileKind.BrokenZip) ZipGuard.Check(stream, fileName);
        if (kind == FileKind.EncryptedOffice) return SourceTables.Locked(fileName);
        var sentence = kind == FileKind.Empty ? $"{fileName}是空文件，请重新选择。"
            : kind == FileKind.Image ? $"{fileName}是图片，没有可以核对的文字；请提供可复制文字的文件。"
            : $"{fileName}的内容是{kind.Title}，不能核对；请另存为 docx、xlsx、csv、html 或 txt 再试。";
        return new RefusedException(sentence);
    }
}
