using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>Makes the text of a draft from a Word document; its pictures become attachments.</summary>
public sealed class TakeWord(LantaiDb db, ArticleFiles uploads, TimeProvider time)
{
    /// <param name="replaces">The text that stands there may be written over.</param>
    /// <returns>What could not be taken, as 公式2处; empty when all was.</returns>
    /// <exception cref="RefusedException">There is no draft, it has a text already, or the file is no whole DOCX or has too many pictures.</exception>
    public async Task<IReadOnlyList<string>> RunAsync(DisclosureScope scope, long id, IFormFile? upload, bool replaces, CancellationToken stop = default)
    {
        if (upload is not { Length: > 0 }) throw new RefusedException("请选择文件。");
        var name = Path.GetFileName(upload.FileName);
        await using var content = upload.OpenReadStream();
        var word = WordBody.Read(content, name);
        var (html, pictures, _) = word;
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        var article = await db.LockArticleAsync(scope, id, stop);
        if (!scope.Writes(article.UnitId)) throw new RefusedException("这篇稿件不由您起草。");
        var draft = article.Editions.Find(edition => edition.State == EditionState.Draft) ?? throw new RefusedException("这篇稿件没有在起草的版本，不能导入正文。");
        if (draft.Body.Length > 0 && !replaces) throw new RefusedException("稿件已有正文；要换成文件里的，请选“替换现有正文”。");
        var known = await db.Set<EditionFile>().CountAsync(file => file.EditionId == draft.Id, stop);
        if (known + pictures.Count > WriteArticle.MostFiles)
            throw new RefusedException($"“{name}”里有{pictures.Count}幅图，稿件已有{known}个附件，合起来超过{WriteArticle.MostFiles}个；请删去一些，或把图合并成一个文件。");
        draft.Write(draft.Text with { Body = html }, scope.Person.Name, time.GetUtcNow());
        var last = await db.Set<EditionFile>().Where(file => file.EditionId == draft.Id).MaxAsync(file => (int?)file.Position, stop) ?? 0;
        foreach (var (pictureName, bytes) in pictures)
        {
            using var picture = new MemoryStream(bytes);
            var file = await uploads.TakeAsync(scope.Person.Actor, pictureName, picture, stop);
            db.Add(new EditionFile { EditionId = draft.Id, Position = ++last, File = file, FileId = file.Id, Name = pictureName });
        }
        // The journal does not repeat what was hidden for a reason.
        var lost = Lost(word, hidden: "");
        db.Record(time, scope.Person.Actor, "导入正文", article.Subject, $"把“{name}”的文字导入“{draft.Title}”"
            + $"{(pictures.Count > 0 ? $"，{pictures.Count}幅图作为附件" : "")}{(lost.Count > 0 ? $"；没有导入：{string.Join('、', lost)}" : "")}。", scope.RegionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return Lost(word, word.Hidden);
    }

    private static IReadOnlyList<string> Lost(WordText word, string? hidden) => word.Hidden is null ? word.Lost : [.. word.Lost, "隐藏的文字" + hidden];
}
