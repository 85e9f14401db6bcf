using Lantai.Journal;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Disclosure;

/// <summary>A unit says who of its people answers for a duty, or that it has nothing of the kind.</summary>
public sealed class EditDuty(LantaiDb db, TimeProvider time)
{
    /// <exception cref="RefusedException">There is no such duty, or the person does not write for its unit.</exception>
    public async Task RunAsync(DisclosureScope scope, long id, string? owner, string? noneBecause, CancellationToken stop = default)
    {
        var duty = await db.Duties.Include(duty => duty.Item).SingleOrDefaultAsync(duty => duty.Id == id && duty.Item!.RegionId == scope.RegionId, stop);
        if (duty is null || !scope.Writes(duty.UnitId)) throw new RefusedException("没有这个公开事项，或不由您的单位负责。");
        if (duty.Owner == owner && duty.NoneBecause == noneBecause) return;
        var said = noneBecause is null ? duty.NoneBecause is null ? "更改责任科室。" : "撤销“没有此类信息”的说明。" : $"说明没有此类信息：{noneBecause.TrimEnd('。')}。";
        (duty.Owner, duty.NoneBecause) = (owner, noneBecause);
        db.Record(time, scope.Person.Actor, "更改公开事项", duty.Subject, said, scope.RegionId);
        await db.SaveChangesAsync(stop);
    }
}
