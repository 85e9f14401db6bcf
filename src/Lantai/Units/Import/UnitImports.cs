using Lantai.Files;
using Lantai.Journal;
using Lantai.Papers;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Units.Import;

/// <summary>
/// Importing a file of units in two steps: it is kept and previewed, and what was previewed is imported, whole or not at
/// all. The command line does both at once.
/// </summary>
internal sealed class UnitImports(LantaiDb db, FileStore files, TimeProvider time)
{
    /// <summary>Keeps a file for its preview. One that is no file of units is refused and not kept.</summary>
    /// <param name="content">Seekable.</param>
    public async Task<Guid> UploadAsync(Actor actor, long regionId, Stream content, string fileName, bool mayCreateGroups)
    {
        var name = Path.GetFileName(fileName);
        UnitFile.Read(SourceTables.Read(content, name, UnitFile.Limits));
        var kind = FileKind.Sniff(content);
        content.Position = 0;
        var file = await files.PutAsync(db, content, name, MediaType(kind), actor.Name, UnitFile.Limits.Bytes);
        var upload = new UnitUpload
        {
            Id = Guid.CreateVersion7(),
            RegionId = regionId,
            FileId = file.Id,
            MayCreateGroups = mayCreateGroups,
            UploadedBy = actor.Name,
            UploadedAt = time.GetUtcNow(),
        };
        db.UnitUploads.Add(upload);
        await db.SaveChangesAsync();
        return upload.Id;
    }

    /// <summary>What the file would do now; null when the region has no such file.</summary>
    public async Task<(UnitUpload Upload, UnitPlan Plan)?> PreviewAsync(long regionId, Guid uploadId)
    {
        if (await FindAsync(regionId, uploadId) is not { } upload) return null;
        return (upload, UnitImport.Plan(await db.ReadRegisterAsync(regionId), Read(upload), upload.MayCreateGroups));
    }

    /// <summary>Imports what was previewed; refused when it would do anything else by now.</summary>
    /// <param name="fingerprint">Of the plan that the person saw.</param>
    public async Task<UnitPlan> ApplyAsync(Actor actor, long regionId, Guid uploadId, string? fingerprint)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var upload = await FindAsync(regionId, uploadId) ?? throw new RefusedException("没有这份待导入的文件，请重新上传。");
        if (upload.AppliedAt is not null) throw new RefusedException("这份文件已经导入过；需要再次导入的，请重新上传。");
        var plan = UnitImport.Plan(register.Value, Read(upload), upload.MayCreateGroups);
        if (plan.Fingerprint != fingerprint) throw new RefusedException("单位名录在预览之后有了变动，下面是重新比对的结果，请核对后再确认。");
        upload.AppliedAt = time.GetUtcNow();
        await WriteAsync(register, actor, regionId, plan, $"unit-upload/{uploadId}", upload.File!.Name, upload.File.Hash);
        return plan;
    }

    /// <summary>Imports at once what the file says.</summary>
    /// <returns>What was done; with errors nothing was.</returns>
    public async Task<UnitPlan> ApplyAsync(Actor actor, long regionId, UnitFile file, string fileName, bool mayCreateGroups)
    {
        await using var register = await OpenRegister.ForAsync(db, regionId);
        var plan = UnitImport.Plan(register.Value, file, mayCreateGroups);
        if (plan.Errors.Count == 0 && !plan.ChangesNothing) await WriteAsync(register, actor, regionId, plan, "unit-upload", fileName, null);
        return plan;
    }

    private async Task WriteAsync(OpenRegister register, Actor actor, long regionId, UnitPlan plan, string subject, string fileName, string? hash)
    {
        if (plan.Errors.Count > 0) throw new RefusedException($"{fileName}有{plan.Errors.Count}处错误，什么也没有导入；请改正后重新上传。");
        foreach (var group in plan.NewGroups) register.AddGroup(group);
        var written = plan.Lines.Where(line => line.Kind != PlanKind.Same)
            .Select(line => (Line: line, Unit: line.UnitId is { } id ? register.Find(id)! : register.AddUnit())).ToList();
        foreach (var (line, unit) in written) register.Put(unit, line.After);
        foreach (var (line, unit) in written) register.PutDissolution(unit, line.After);
        // The line in the journal names the units by the numbers that the database gives them.
        await db.SaveChangesAsync();
        var detail = new ImportDetail(hash, [.. written.Select(pair => new ImportedUnit(pair.Unit.Id, pair.Line.Kind == PlanKind.New, pair.Line.Changes))]);
        db.Record(time, actor, ImportDetail.Act, subject, $"导入单位（{fileName}）：{plan.Summary}。", regionId, UnitSentences.Detail(detail));
        await register.SaveAsync();
    }

    private Task<UnitUpload?> FindAsync(long regionId, Guid uploadId) => db.UnitUploads.Include(upload => upload.File)
        .SingleOrDefaultAsync(upload => upload.Id == uploadId && upload.RegionId == regionId);

    private UnitFile Read(UnitUpload upload)
    {
        using var content = files.Open(upload.File!);
        return UnitFile.Read(SourceTables.Read(content, upload.File!.Name, UnitFile.Limits));
    }

    private static string MediaType(FileKind kind)
    {
        if (kind == FileKind.Xlsx) return SheetXlsx.MediaType;
        return kind == FileKind.Xls ? "application/vnd.ms-excel" : "text/csv";
    }
}

/// <summary>What the journal keeps of an import, for each unit's own history.</summary>
/// <param name="File">The file's hash; null when it was not kept.</param>
internal sealed record ImportDetail(string? File, IReadOnlyList<ImportedUnit> Units)
{
    public const string Act = "导入单位";
}

internal sealed record ImportedUnit(long Id, bool IsNew, IReadOnlyList<FieldChange> Changes);
