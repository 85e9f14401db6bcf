using System.Text;
using Lantai.Calendar;
using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests;

/// <summary>What the statutory form says (条例第二十九条), by whichever way it came.</summary>
/// <param name="IdentityNumber">Of the document; "" keeps it when what was registered is amended.</param>
public sealed record NewRequest(Channel Channel, DateOnly SubmittedOn, ApplicantKind ApplicantKind, string Applicant, string IdentityNumber)
{
    /// <inheritdoc cref="Request.UnitId"/>
    public long? UnitId { get; init; }

    /// <summary>What proves who applies; null for what nearly all have.</summary>
    public DocumentKind? Document { get; init; }

    internal DocumentKind DocumentOrUsual => Document ?? DocumentKinds.UsualOf(ApplicantKind);

    public string? Representative { get; init; }

    public string? Phone { get; init; }

    public string? Email { get; init; }

    public string? Address { get; init; }

    public required string Delivery { get; init; }

    /// <summary>One text for each piece of information asked for.</summary>
    public required IReadOnlyList<string> Items { get; init; }

    /// <summary>The day on which both sides confirmed, for channels that need it and where it is known already.</summary>
    public DateOnly? ConfirmedOn { get; init; }

    public IncomingFile? IdentityScan { get; init; }

    public IReadOnlyList<IncomingFile> Files { get; init; } = [];
}

/// <summary>Takes an application into the register (登记): number, query code, first event, sealed identity.</summary>
public sealed class RegisterRequest(LantaiDb db, RequestClock clock, Addressees addressees, RequestFiles files, IdentitySeal seal, TimeProvider time)
{
    public const int MostItems = 10;

    /// <exception cref="RefusedException">Something of the application is wrong; nothing is registered.</exception>
    public async Task<Request> RunAsync(Actor actor, long regionId, NewRequest wanted, CancellationToken stop = default)
    {
        Check(wanted, time.Today());
        if (wanted.UnitId is { } unit) await addressees.RefuseUnknownAsync(regionId, unit, wanted.SubmittedOn, stop);
        var identity = wanted.DocumentOrUsual.ReadOf(wanted.ApplicantKind, wanted.IdentityNumber, time.Today());
        seal.MakeReady();
        await using var transaction = await db.Database.BeginTransactionAsync(stop);
        await db.HoldCalendarAsync(stop);
        await db.LockNumbersAsync(regionId, stop);
        var request = Make(actor, regionId, wanted, await NextAsync(regionId, wanted.SubmittedOn.Year, stop));
        await clock.FollowAsync(request, stop);
        db.Requests.Add(request);
        await db.SaveChangesAsync(stop);
        await KeepAsync(actor, request, wanted, identity, stop);
        db.Record(time, actor, "登记申请", request.Subject, $"登记政府信息公开申请{request.CaseNumber}（{wanted.Channel.Title}）。", regionId);
        await db.SaveChangesAsync(stop);
        await transaction.CommitAsync(stop);
        return request;
    }

    /// <exception cref="RefusedException">Something but the identity is wrong.</exception>
    internal static void Check(NewRequest wanted, DateOnly today)
    {
        if (wanted.SubmittedOn > today) throw new RefusedException($"提交日期{wanted.SubmittedOn:yyyy-MM-dd}还没有到，请核对。");
        if (wanted.ConfirmedOn > today) throw new RefusedException($"确认日期{wanted.ConfirmedOn:yyyy-MM-dd}还没有到，请核对。");
        if (wanted.Items.Count == 0) throw new RefusedException("请写明所需的政府信息。");
        if (wanted.Items.Count > MostItems) throw new RefusedException($"一件申请最多写{MostItems}项，现有{wanted.Items.Count}项，请分开提出。");
        if (wanted.Phone is null && wanted.Email is null && wanted.Address is null) throw new RefusedException("联系电话、电子邮箱、通信地址至少填写一项。");
        if (!wanted.ApplicantKind.IsCitizen && wanted.Representative is null) throw new RefusedException("法人或者其他组织申请的，请填写法定代表人或者负责人。");
    }

    private async Task<int> NextAsync(long regionId, int year, CancellationToken stop) =>
        await db.Requests.Where(known => known.RegionId == regionId && known.Year == year)
            .MaxAsync(known => (int?)known.Number, stop) is { } last ? last + 1 : 1;

    private Request Make(Actor actor, long regionId, NewRequest wanted, int number)
    {
        var now = time.GetUtcNow();
        var request = new Request
        {
            RegionId = regionId,
            UnitId = wanted.UnitId,
            Year = wanted.SubmittedOn.Year,
            Number = number,
            QueryCode = QueryCode.New(),
            Applicant = wanted.Applicant,
            Delivery = wanted.Delivery,
            RegisteredAt = now,
            RegisteredBy = actor.Name,
        };
        request.Take(wanted);
        var received = new RequestEvent(RequestEventKind.Received, wanted.SubmittedOn) { Channel = wanted.Channel };
        request.Events.Add(RecordedEvent.Of(received, null, actor.Name, now));
        if (wanted.ConfirmedOn is { } confirmed)
            request.Events.Add(RecordedEvent.Of(new RequestEvent(RequestEventKind.Confirmed, confirmed), null, actor.Name, now));
        return request;
    }

    private async Task KeepAsync(Actor actor, Request request, NewRequest wanted, string identity, CancellationToken stop)
    {
        var scan = wanted.IdentityScan is { } given ? await files.PutSealedAsync(actor, given, request.QueryCode, stop) : null;
        db.IdentityDocuments.Add(new IdentityDocument
        {
            RequestId = request.Id,
            Kind = wanted.DocumentOrUsual,
            SealedNumber = seal.Close(Encoding.UTF8.GetBytes(identity), request.QueryCode),
            SealedFileId = scan?.Id,
        });
        foreach (var file in wanted.Files)
        {
            var stored = await files.PutAsync(actor, file, stop);
            files.Keep(request.Id, stored, "申请材料", actor);
        }
    }
}
