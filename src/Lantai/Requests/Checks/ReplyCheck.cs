using Lantai.Calendar;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Checks;

/// <summary>What a reply needs before it goes out.</summary>
public enum CheckStep { Secrecy, Legal, SignOff }

/// <summary>
/// A check of a case's reply, passed or returned. Those that are not voided stand for the decisions and drafts as they are
/// now: the database voids them with any change.
/// </summary>
public sealed class ReplyCheck
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    public CheckStep Step { get; init; }

    public bool Passed { get; init; }

    public string? Note { get; init; }

    public DateTimeOffset At { get; init; }

    public long? ByAccount { get; init; }

    public required string ByName { get; init; }

    public DateTimeOffset? VoidedAt { get; init; }

    internal sealed class Mapping : IEntityTypeConfiguration<ReplyCheck>
    {
        public void Configure(EntityTypeBuilder<ReplyCheck> builder) => builder.HasOne<Request>().WithMany().HasForeignKey(check => check.RequestId);
    }
}

public static class CheckSteps
{
    public static IReadOnlyList<CheckStep> All { get; } = Enum.GetValues<CheckStep>();

    extension(CheckStep step)
    {
        public string Title => step switch
        {
            CheckStep.Secrecy => "保密审查",
            CheckStep.Legal => "法制审核",
            CheckStep.SignOff => "签发",
        };
    }

    extension(LantaiDb db)
    {
        public DbSet<ReplyCheck> ReplyChecks => db.Set<ReplyCheck>();

        /// <summary>The steps that stand for the reply as it is now.</summary>
        public async Task<IReadOnlyList<CheckStep>> PassedStepsAsync(long requestId, CancellationToken stop = default) =>
            await db.ReplyChecks.Where(check => check.RequestId == requestId && check.Passed && check.VoidedAt == null)
                .Select(check => check.Step).ToListAsync(stop);

        /// <exception cref="RefusedException">A check or the signature is missing.</exception>
        internal async Task RequireClearedAsync(Request request, CancellationToken stop)
        {
            var passed = await db.PassedStepsAsync(request.Id, stop);
            var missing = All.Where(step => !passed.Contains(step)).Select(step => step.Title).ToList();
            if (missing.Count > 0) throw new RefusedException($"申请{request.CaseNumber}的答复还没有{string.Join("、", missing)}，不能发出；请先送审。");
        }

        /// <summary>
        /// What happened before the office kept its register here could not be checked here. The day of a single case's registration
        /// proves nothing: a case can be registered after its reply.
        /// </summary>
        internal async Task<bool> IsFromBeforeRegisterAsync(Request request, DateOnly on, CancellationToken stop) =>
            on < OfficeTime.Day(await db.Requests.Where(known => known.RegionId == request.RegionId).MinAsync(known => known.RegisteredAt, stop));

        /// <summary>Voids the checks that stood for a stage of the course that is struck out, and those after it.</summary>
        internal Task VoidChecksAsync(Request request, RequestEventKind struck, DateTimeOffset at, CancellationToken stop) =>
            db.ReplyChecks.Where(check => check.RequestId == request.Id && check.VoidedAt == null
                && (struck != RequestEventKind.SignedOff || check.Step == CheckStep.SignOff))
                .ExecuteUpdateAsync(check => check.SetProperty(row => row.VoidedAt, at), stop);
    }
}
