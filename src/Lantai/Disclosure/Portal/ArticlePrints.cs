using System.Security.Cryptography;
using System.Text;
using Lantai.Papers;
using Lantai.Storage;

namespace Lantai.Disclosure.Portal;

/// <summary>
/// The articles' papers as PDF, printed once and kept under the hash of what is printed: whatever database, edition or layout the folder
/// has seen before, a paper is never another's. Of an article only what was printed last is kept. One at a time, because each starts a
/// browser.
/// </summary>
public sealed class ArticlePrints(Database database, PrintPaper print, PaperLayout layout) : IDisposable
{
    private readonly SemaphoreSlim turn = new(1);

    /// <summary>The file, open to be read; null where it cannot be printed.</summary>
    /// <param name="article">Its id.</param>
    public async Task<FileStream?> OpenAsync(long article, Paper paper, CancellationToken stop)
    {
        var key = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(PaperHtml.Render(paper, layout))));
        var path = Path.Combine(FolderOf(article), $"{key}.pdf");
        if (Kept(path) is { } kept) return kept;
        await turn.WaitAsync(stop);
        try
        {
            if (Kept(path) is { } made) return made;
            if ((await print(paper, stop)).Pdf is not { } pdf) return null;
            Delete(article);
            Directory.CreateDirectory(FolderOf(article));
            SweepFlat();
            var draft = path + ".part";
            await File.WriteAllBytesAsync(draft, pdf, stop);
            File.Move(draft, path, true);
            return Kept(path);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>Keeps nothing of the article any more; whoever reads a file of it now reads on.</summary>
    /// <param name="article">Its id.</param>
    public async Task DropAsync(long article, CancellationToken stop)
    {
        await turn.WaitAsync(stop);
        try
        {
            Delete(article);
        }
        finally
        {
            turn.Release();
        }
    }

    public void Dispose() => turn.Dispose();

    private void Delete(long article)
    {
        if (Directory.Exists(FolderOf(article))) Directory.Delete(FolderOf(article), recursive: true);
    }

    /// <summary>Until each article had a folder of its own, the papers of all lay in one; nobody asks for those.</summary>
    private void SweepFlat()
    {
        foreach (var file in Directory.EnumerateFiles(Root)) File.Delete(file);
    }

    private string Root => Path.Combine(database.Folder, "cache", "articles");

    private string FolderOf(long article) => Path.Combine(Root, $"{article}");

    /// <summary>Null where it is not, or no longer, there.</summary>
    private static FileStream? Kept(string path)
    {
        try
        {
            return new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete);
        }
        catch (Exception none) when (none is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }
    }
}
