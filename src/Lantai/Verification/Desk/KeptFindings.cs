using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;
using Lantai.Papers;
using Lantai.Units;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;

namespace Lantai.Verification.Desk;

/// <summary>
/// Findings as the page carries them, sealed: nothing of a paper is kept here, and still its findings can be saved as
/// a file. Only what this program wrote is taken back.
/// </summary>
public sealed class KeptFindings(IDataProtectionProvider protection)
{
    /// <summary>Per file; far more than anyone would read.</summary>
    private const int MostFindings = 5_000;

    private readonly IDataProtector protector = protection.CreateProtector("Lantai.Verification.Findings");

    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/desk/{Region}/verification/findings", ([FromForm] string findings, [FromForm(Name = "as")] string ending, KeptFindings kept) => kept.Send(findings, ending))
            .RequireAuthorization(Access.Overview);

    public string Seal(IReadOnlyList<VerifiedFile> files)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest))
            JsonSerializer.Serialize(gzip, files.Select(file => file with { Findings = [.. file.Findings.Take(MostFindings)] }));
        return Convert.ToBase64String(protector.Protect(packed.ToArray()));
    }

    private IResult Send(string text, string ending)
    {
        var file = ending == SheetFile.Csv.Ending ? SheetFile.Csv : SheetFile.Xlsx;
        return file.Answer(SheetOf(Open(text)), "核验结果");
    }

    private IReadOnlyList<VerifiedFile> Open(string text)
    {
        try
        {
            using var packed = new MemoryStream(protector.Unprotect(Convert.FromBase64String(text)));
            using var gzip = new GZipStream(packed, CompressionMode.Decompress);
            return JsonSerializer.Deserialize<List<VerifiedFile>>(gzip) ?? [];
        }
        catch (Exception broken) when (broken is CryptographicException or FormatException)
        {
            throw new RefusedException("核验结果不完整，不能导出；请重新核验后再导出。", broken);
        }
    }

    private static Sheet SheetOf(IReadOnlyList<VerifiedFile> files) => new(
        "核验结果", [new("文件"), new("结论"), new("项目"), new("位置"), new("写的"), new("算的"), new("说明")],
        [.. files.SelectMany(Rows)])
    {
        Notes = [.. files.Select(file => $"{file.File}：核对无误{file.RightCount}处。")],
    };

    private static IEnumerable<IReadOnlyList<SheetCell>> Rows(VerifiedFile file) =>
        file.Findings.OrderBy(finding => finding.Severity)
            .Select(finding => (IReadOnlyList<SheetCell>)[file.File, finding.Severity.Title, finding.Title, finding.Location, finding.Stated, finding.Computed, finding.Message]);
}
