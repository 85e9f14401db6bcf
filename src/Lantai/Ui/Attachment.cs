namespace Lantai.Ui;

/// <summary>A file that a reader may take along.</summary>
/// <param name="Bytes">Its size.</param>
public sealed record Attachment(string Name, string Href, long Bytes)
{
    /// <summary>What it is, from the name's ending: DOCX, PDF.</summary>
    public string Kind => Path.GetExtension(Name).TrimStart('.').ToUpperInvariant();

    /// <summary>36 KB, 1.2 MB.</summary>
    public string Size => Bytes < 1024 * 1024
        ? $"{Math.Max(1, (Bytes + 512) / 1024)} KB"
        : Figure.Fixed(Bytes / 1024m / 1024m, 1) + " MB";
}
