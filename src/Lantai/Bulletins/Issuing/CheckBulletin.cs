using Lantai.Papers;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>Has the verifier read a bulletin as it would read anybody's: the DOCX that is about to go out, against the region's register.</summary>
public sealed class CheckBulletin(LantaiDb db, PaperLayout layout)
{
    public async Task<VerifiedFile> RunAsync(long regionId, Paper paper, CancellationToken stop = default)
    {
        var names = await db.Units.Where(unit => unit.RegionId == regionId).SelectMany(unit => unit.Names).Select(name => name.Text).ToListAsync(stop);
        using var docx = new MemoryStream();
        PaperDocx.Write(paper, docx, layout);
        return Verifier.Verify(docx, "通报.docx", new VerifyOptions { Register = names.Count > 0 ? new Verification.Names.UnitRegister(names) : null });
    }

    /// <summary>What is wrong, one sentence each.</summary>
    public static IReadOnlyList<string> Errors(VerifiedFile file) => Sentences(file, Severity.Error);

    /// <summary>What a careful reader would ask, one sentence each.</summary>
    public static IReadOnlyList<string> Doubts(VerifiedFile file, Draft draft) => [.. draft.Warnings, .. Sentences(file, Severity.Warning)];

    private static List<string> Sentences(VerifiedFile file, Severity severity) =>
        [.. file.Findings.Where(finding => finding.Severity == severity).Select(finding => $"{finding.Location}：{finding.Message}")];
}
