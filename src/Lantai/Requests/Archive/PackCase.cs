using Lantai.Files;
using Lantai.Journal;
using Lantai.Requests.Checks;
using Lantai.Requests.Contests;
using Lantai.Requests.Fees;
using Lantai.Requests.Letters;
using Lantai.Requests.Moves;
using Lantai.Requests.Opinions;
using Lantai.Requests.Routing;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Requests.Archive;

/// <summary>Packs a case that is over: application, course with what was struck out, clock, checks, letters with service, files.</summary>
public sealed class PackCase(LantaiDb db, RequestClock clock, FileStore store, Addressees addressees, TimeProvider time)
{
    /// <returns>The case number and the hash of the manifest, which the journal keeps.</returns>
    /// <exception cref="RefusedException">The case is not over, or a file is missing from the store.</exception>
    public async Task<(string CaseNumber, string Hash)> RunAsync(
        Actor actor, Units.Region region, long id, int? seen, Stream target, CancellationToken stop = default)
    {
        var request = await db.FindRequestAsync(region.Id, id, stop) ?? throw new RefusedException("没有这件申请，请从列表重新打开。");
        request.RefuseUnlessSeen(seen);
        if (request.EndedOn is null) throw new RefusedException($"申请{request.CaseNumber}还没有办结，不能归档。");
        using var package = new CasePackage(target);
        package.AddRecord("申请.json", "申请（不含身份证明）", ApplicationOf(request, await AgencyAsync(region, request, stop)));
        package.AddRecord("办理经过.json", "办理经过，含划去的", request.Events.OrderBy(recorded => recorded.Id).Select(CourseOf));
        package.AddRecord("期限.json", "答复期限逐日说明", ClockOf(await clock.ReadAsync(request, stop)));
        await AddRecordsAsync(package, id, stop);
        await AddLettersAsync(package, id, stop);
        await AddFilesAsync(package, id, stop);
        var hash = package.Close(request.CaseNumber, region.Name, time.GetUtcNow());
        db.Record(time, actor, "导出归档包", request.Subject, $"申请{request.CaseNumber}导出归档包，目录的校验值{hash}。", region.Id);
        await db.SaveChangesAsync(stop);
        return (request.CaseNumber, hash);
    }

    private async Task AddRecordsAsync(CasePackage package, long id, CancellationToken stop)
    {
        package.AddRecord("审核.json", "保密审查、法制审核、签发",
            (await db.ReplyChecks.AsNoTracking().Where(row => row.RequestId == id).OrderBy(row => row.Id).ToListAsync(stop))
            .Select(row => new { step = row.Step.Title, passed = row.Passed, row.Note, by = row.ByName, at = row.At, voided = row.VoidedAt }));
        package.AddRecord("交办.json", "承办单位的意见", (await db.Routings.AsNoTracking().Where(row => row.RequestId == id).OrderBy(row => row.Id).ToListAsync(stop))
            .Select(row => new
            {
                unit = row.UnitId,
                asked = row.AskedOn,
                state = row.State.Title,
                proposal = row.Proposal?.ToString(),
                row.Words,
                by = row.EndedBy
            }));
        package.AddRecord("征求意见.json", "在线收到的意见",
            (await db.OpinionLinks.AsNoTracking().Where(row => row.RequestId == id).OrderBy(row => row.Id).ToListAsync(stop))
            .Select(row => new
            {
                row.Party,
                row.Information,
                opened = row.OpenedAt,
                stance = row.Stance?.Title,
                row.Reasons,
                row.Answerer,
                answered = row.AnsweredAt
            }));
        await AddContestsAsync(package, id, stop);
        await AddChangesAsync(package, id, stop);
    }

    private async Task AddChangesAsync(CasePackage package, long id, CancellationToken stop)
    {
        package.AddRecord("更正.json", "登记后更正的内容",
            (await db.Amendments.AsNoTracking().Where(row => row.RequestId == id).OrderBy(row => row.Id).ToListAsync(stop))
            .Select(row => new { row.What, row.Was, row.Becomes, row.Because, row.At, by = row.ByName }));
        package.AddRecord("收费.json", "信息处理费",
            (await db.FeeCharges.AsNoTracking().Where(row => row.RequestId == id).ToListAsync(stop))
            .Select(row => new { method = row.Method.Title, row.Count, row.Already, row.Amount, row.ChargedOn, row.ChargedBy }));
    }

    private async Task AddContestsAsync(CasePackage package, long id, CancellationToken stop)
    {
        package.AddRecord("复议诉讼.json", "复议和诉讼", (await db.Contests.AsNoTracking().Where(row => row.RequestId == id).OrderBy(row => row.Id).ToListAsync(stop))
            .Select(row => new
            {
                path = row.Title,
                row.Body,
                row.CaseNumber,
                lodged = row.LodgedOn,
                answer_by = row.AnswerBy,
                answered = row.AnsweredOn,
                result = row.Result?.Title,
                decided = row.DecidedOn,
                row.Note,
                remake_by = row.RemakeBy,
                remade = row.RemadeOn,
                remade_as = row.Remade.ToDictionary(pair => $"{pair.Key}", pair => $"{pair.Value}"),
                struck = row.StruckAt,
                struck_because = row.StruckBecause
            }));
        var subject = $"request/{id}";
        package.AddRecord("操作日志.json", "操作日志中本件的记录，含链的校验值",
            (await db.Journal.AsNoTracking().Where(line => line.Subject == subject).OrderBy(line => line.Id).ToListAsync(stop))
            .Select(line => new { line.Id, line.At, line.Actor, line.Act, line.Sentence, line.PreviousHash, line.Hash }));
    }

    private async Task AddLettersAsync(CasePackage package, long id, CancellationToken stop)
    {
        var letters = await db.Letters.AsNoTracking().Where(letter => letter.RequestId == id && letter.State != LetterState.Draft)
            .OrderBy(letter => letter.Id).ToListAsync(stop);
        foreach (var (letter, i) in letters.Select((letter, i) => (letter, i + 1)))
        {
            await AddFileAsync(package, $"文书/{i:00}", $"{letter.FileName}（{letter.State.Title}）", letter.FileId!.Value, stop);
            if (letter.HtmlFileId is { } page) await AddFileAsync(package, $"文书/{i:00}页", $"{letter.FileName}的网页", page, stop);
            package.AddRecord($"文书/{i:00}送达.json", $"{letter.FileName}的送达", await ServiceOfAsync(letter.Id, stop));
        }
    }

    private async Task<object> ServiceOfAsync(long letterId, CancellationToken stop) => new
    {
        enclosures = await db.LetterEnclosures.AsNoTracking().Where(enclosure => enclosure.LetterId == letterId)
            .Join(db.RequestFiles, enclosure => enclosure.FileId, file => file.Id, (enclosure, file) => new { enclosure, file.FileId })
            .Join(db.Files, row => row.FileId, stored => stored.Id, (row, stored) => new
            {
                row.enclosure.Id,
                stored.Name,
                stored.Hash,
                row.enclosure.EnclosedAt,
                row.enclosure.EnclosedBy,
            })
            .OrderBy(row => row.Id).ToListAsync(stop),
        sendings = (await db.Sendings.AsNoTracking().Where(sending => sending.LetterId == letterId).OrderBy(sending => sending.Id).ToListAsync(stop))
            .Select(sending => new
            {
                mode = sending.Mode.Title,
                sending.SentOn,
                sending.Receiver,
                sending.MailNumber,
                sending.EntrustedTo,
                sending.ServedOn,
                sending.ReturnedOn,
                sending.ReturnedNote,
                sending.ConfirmedOn,
                sending.ConfirmedNote
            }),
        readings = await db.LetterReadings.AsNoTracking().Where(reading => reading.LetterId == letterId).OrderBy(reading => reading.Id)
            .Select(reading => new { reading.Form, reading.At }).ToListAsync(stop),
    };

    private async Task AddFilesAsync(CasePackage package, long id, CancellationToken stop)
    {
        var files = await db.RequestFiles.AsNoTracking().Where(file => file.RequestId == id).OrderBy(file => file.Id).ToListAsync(stop);
        foreach (var (file, i) in files.Select((file, i) => (file, i + 1))) await AddFileAsync(package, $"材料/{i:00}", file.About, file.FileId, stop);
    }

    private async Task AddFileAsync(CasePackage package, string path, string about, Guid key, CancellationToken stop)
    {
        var stored = await db.Files.AsNoTracking().SingleAsync(file => file.Id == key, stop);
        await using var content = store.Open(stored);
        package.Add(path + Path.GetExtension(stored.Name), $"{about}：{stored.Name}", content);
    }

    private async Task<string> AgencyAsync(Units.Region region, Request request, CancellationToken stop) =>
        (await addressees.KnownAsync(region, stop)).First(known => known.Value == Addressees.KeyOf(request.UnitId)).Text;

    private static object ApplicationOf(Request request, string agency) => new
    {
        request.CaseNumber,
        agency,
        channel = request.Channel.Title,
        request.SubmittedOn,
        kind = request.ApplicantKind.Title,
        request.Applicant,
        request.Representative,
        request.Phone,
        request.Email,
        request.Address,
        request.Delivery,
        items = request.Items.OrderBy(item => item.Place)
            .Select(item => new { item.Place, item.Text, decision = item.Decision?.ToString(), item.DecidedOn, item.DecidedBy }),
        state = request.State.Title,
        request.ReceivedOn,
        request.DueOn,
        request.EndedOn,
    };

    private static object CourseOf(RecordedEvent recorded) => new
    {
        what = recorded.Event.Sentence,
        recorded.Note,
        at = recorded.RecordedAt,
        by = recorded.RecordedBy,
        struck = recorded.StruckAt,
        struck_by = recorded.StruckBy,
        struck_because = recorded.StruckBecause,
    };

    private static object ClockOf(ClockReading reading) => new
    {
        rules = reading.Rules.Name,
        reading.ReceivedOn,
        reading.DueOn,
        reading.EndedOn,
        late = reading.IsLate,
        reading.Notes,
        days = reading.Trace.Select(day => new { day.On, counted = day.IsCounted, day.Why, day.Clause }),
    };
}
