namespace Lantai.Files;

/// <summary>What a file holds, told from its bytes and never from its name.</summary>
public enum FileKind
{
    Empty,
    Text,
    Html,
    Xml,
    Rtf,
    Pdf,
    Ofd,
    Docx,
    Xlsx,
    Pptx,
    Doc,
    Xls,
    OtherOffice,
    EncryptedOffice,
    Zip,
    BrokenZip,
    Image,
    Binary,
}

/// <summary>Telling kinds apart, and their names in a sentence.</summary>
public static class FileKinds
{
    extension(FileKind kind)
    {
        /// <summary>Looks at the content. The stream is read from its start and left there.</summary>
        /// <param name="stream">Seekable.</param>
        public static FileKind Sniff(Stream stream) => Sniffing.Look(stream);

        /// <summary>As a person would call it: PDF 文档, 网页.</summary>
        public string Title => kind switch
        {
            FileKind.Empty => "空文件",
            FileKind.Text => "纯文本",
            FileKind.Html => "网页（HTML）",
            FileKind.Xml => "XML 文件",
            FileKind.Rtf => "RTF 文档",
            FileKind.Pdf => "PDF 文档",
            FileKind.Ofd => "OFD 文档",
            FileKind.Docx => "Word 文档（docx）",
            FileKind.Xlsx => "Excel 表格（xlsx）",
            FileKind.Pptx => "演示文稿（pptx）",
            FileKind.Doc => "旧版 Word 文档（doc）",
            FileKind.Xls => "旧版 Excel 表格（xls）",
            FileKind.OtherOffice => "其他 Office 文件",
            FileKind.EncryptedOffice => "设有密码的 Office 文件",
            FileKind.Zip => "压缩包",
            FileKind.BrokenZip => "损坏的压缩包",
            FileKind.Image => "图片",
            FileKind.Binary => "无法识别的二进制内容",
        };
    }
}
