using Lantai.Files;

namespace Lantai.Requests.Letters;

/// <summary>
/// What leaves the house of a letter that was written elsewhere: a Word file goes out without the comments, tracked changes and
/// authors that lie in it. The file stays as it was uploaded, and so does a PDF, whose seal a change would break.
/// </summary>
internal static class LetterCopy
{
    /// <param name="content">Seekable.</param>
    /// <returns>The clean copy; null when it can go out as it is.</returns>
    /// <exception cref="RefusedException">Something stays in it that the program cannot remove.</exception>
    public static byte[]? Of(Stream content, string name)
    {
        if (FileKind.Sniff(content) is not (FileKind.Docx or FileKind.Xlsx)) return null;
        content.Position = 0;
        if (HiddenContent.Find(content, name).Count == 0) return null;
        content.Position = 0;
        return CleanCopy.Make(content, name);
    }
}
