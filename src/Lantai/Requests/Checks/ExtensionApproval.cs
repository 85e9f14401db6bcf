using Lantai.Requests.Letters;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Checks;

/// <summary>The head of the office agrees to an extension, whether its letter is written here or only its going out is entered (条例第三十三条第二款).</summary>
internal static class ExtensionApproval
{
    /// <summary>What the paper of an approval is called among the files of the case.</summary>
    public const string About = "延期的审批件";

    extension(LantaiDb db)
    {
        /// <exception cref="RefusedException">No letter of extension is approved, and no paper of the approval is among the files.</exception>
        internal async Task RequireExtensionApprovedAsync(LetterShelf shelf, Request request, CancellationToken stop)
        {
            var papers = shelf.Templates.Where(paper => paper is { Sends: RequestEventKind.Extended, NeedsApproval: true }).ToList();
            var keys = papers.Select(paper => paper.Key).ToArray();
            if (keys.Length == 0
                || await db.Letters.AnyAsync(letter => letter.RequestId == request.Id && keys.Contains(letter.Template) && letter.ApprovedAt != null
                    && letter.State != LetterState.Voided, stop)
                || await db.RequestFiles.AnyAsync(file => file.RequestId == request.Id && file.About == About, stop)) return;
            throw new RefusedException($"登记延期须有政府信息公开工作机构负责人的同意（{papers[0].Basis.Text}）：请先由领导批准{papers[0].Name}，或者随登记上传审批件。");
        }
    }
}
