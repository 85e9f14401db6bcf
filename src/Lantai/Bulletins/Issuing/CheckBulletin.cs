using Lantai.Files;
using Lantai.Papers;
using Lantai.Storage;
using Lantai.Verification;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>Has the verifier read a bulletin as it would read anybody's: the DOCX that goes out, against the region's register.</summary>
public sealed class CheckBulletin(LantaiDb db, FileStore files, PaperLayout layout, RegionOptions options)
{
    /// <summary>What was issued is read as it was issued; null while a draft cannot be filled.</summary>
    public async Task<VerifiedFile?> RunAsync(ComposedBulletin composed, CancellationToken stop = default)
    {
        if (composed.Bulletin.DocxFileId is not { } key) return composed.Draft is { } draft ? await RunAsync(composed.Bulletin.RegionId, draft.Paper, stop) : null;
        var stored = await db.Files.AsNoTracking().SingleAsync(file => file.Id == key, stop);
        await using var docx = files.Open(stored);
        return Verifier.Verify(docx, stored.Name, await options.ReadAsync(composed.Bulletin.RegionId, stop: stop));
    }

    public async Task<VerifiedFile> RunAsync(long regionId, Paper paper, CancellationToken stop = default)
    {
        using var docx = new MemoryStream();
        PaperDocx.Write(paper, docx, layout);
        return Verifier.Verify(docx, "通报.docx", await options.ReadAsync(regionId, stop: stop));
    }

    /// <summary>What is wrong, one sentence each.</summary>
    public static IReadOnlyList<string> Errors(VerifiedFile file) => Sentences(file, Severity.Error);

    /// <summary>What a careful reader would ask, one sentence each.</summary>
    public static IReadOnlyList<string> Doubts(VerifiedFile file, Draft draft) => [.. draft.Warnings, .. Sentences(file, Severity.Warning)];

    private static List<string> Sentences(VerifiedFile file, Severity severity) =>
        [.. file.Findings.Where(finding => finding.Severity == severity).Select(finding => $"{finding.Location}：{finding.Message}")];
}
