using System.Security.Cryptography;
using System.Text;
using Lantai.Files;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests;

/// <summary>What the identity step shows.</summary>
/// <param name="HasScan">Whether a scan can be downloaded.</param>
public sealed record ShownIdentity(DocumentKind Kind, string Number, bool HasScan);

/// <summary>Opens the identity of an applicant: for a clerk with a reason, each look in the journal; for the applicant by the last digits.</summary>
public sealed class LookAtIdentity(LantaiDb db, IdentitySeal seal, FileStore store, TimeProvider time)
{
    public const int TailLength = 4;

    /// <exception cref="RefusedException">No reason was given, or the region has no such application.</exception>
    public async Task<ShownIdentity> RunAsync(Actor actor, long regionId, long id, string? because, CancellationToken stop = default)
    {
        var (request, document) = await FindAsync(regionId, id, stop);
        await RecordAsync(actor, request, "查看了申请人的身份证明", because, stop);
        return new ShownIdentity(document.Kind, NumberOf(request, document), document.SealedFileId is not null);
    }

    /// <inheritdoc cref="RunAsync"/>
    public async Task<(string Name, byte[] Bytes)> ScanAsync(Actor actor, long regionId, long id, string? because, CancellationToken stop = default)
    {
        var (request, document) = await FindAsync(regionId, id, stop);
        if (document.SealedFileId is not { } key) throw new RefusedException($"申请{request.CaseNumber}没有上传身份证明的扫描件。");
        await RecordAsync(actor, request, "下载了申请人身份证明的扫描件", because, stop);
        var stored = await db.Files.AsNoTracking().SingleAsync(file => file.Id == key, stop);
        await using var content = store.Open(stored);
        var closed = new byte[stored.Size];
        await content.ReadExactlyAsync(closed, stop);
        return (stored.Name, seal.Open(closed, request.QueryCode));
    }

    /// <summary>The application that code and last digits belong to; null when they do not belong together, without telling which is wrong.</summary>
    public async Task<Request?> FollowAsync(long regionId, string? code, string? tail, CancellationToken stop = default)
    {
        var read = QueryCode.Read(code);
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(known => known.RegionId == regionId && known.QueryCode == read, stop);
        if (request is null || await db.IdentityDocuments.AsNoTracking().SingleOrDefaultAsync(known => known.RequestId == request.Id, stop) is not { } document)
            return null;
        var right = Encoding.UTF8.GetBytes(NumberOf(request, document)[^TailLength..]);
        var given = Encoding.UTF8.GetBytes(QueryCode.Read(tail));
        return CryptographicOperations.FixedTimeEquals(right, given) ? request : null;
    }

    private string NumberOf(Request request, IdentityDocument document) => Encoding.UTF8.GetString(seal.Open(document.SealedNumber, request.QueryCode));

    private async Task<(Request Request, IdentityDocument Document)> FindAsync(long regionId, long id, CancellationToken stop)
    {
        var request = await db.Requests.AsNoTracking().SingleOrDefaultAsync(known => known.Id == id && known.RegionId == regionId, stop)
            ?? throw new RefusedException("没有这件申请，请从列表重新打开。");
        return (request, await db.IdentityDocuments.AsNoTracking().SingleAsync(known => known.RequestId == id, stop));
    }

    /// <summary>Written before anything is shown.</summary>
    private async Task RecordAsync(Actor actor, Request request, string what, string? because, CancellationToken stop)
    {
        if (string.IsNullOrWhiteSpace(because)) throw new RefusedException("请写明查看身份证明的事由。");
        db.Record(time, actor, "查看身份证明", request.Subject, $"{what}（申请{request.CaseNumber}）：{because.Trim()}", request.RegionId);
        await db.SaveChangesAsync(stop);
    }
}
