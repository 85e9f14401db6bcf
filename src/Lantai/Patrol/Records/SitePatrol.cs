using Lantai.Journal;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Patrol;

/// <summary>Where a patrol stands. One that runs while nobody holds its site's lock has lost its program; the next one goes on with it.</summary>
public enum PatrolState { Waiting, Running, Done, Stopped, Failed }

/// <summary>A patrol (巡查) of a site: who asked for it, how far it is, what came of it.</summary>
public sealed class SitePatrol
{
    public long Id { get; init; }

    public long SiteId { get; init; }

    public PatrolState State { get; private set; }

    public DateTimeOffset AskedAt { get; init; }

    public required string AskedBy { get; init; }

    /// <summary>The day whose patrol it is by the timetable; null for one that a person asked for.</summary>
    public DateOnly? PlannedOn { get; init; }

    public DateTimeOffset? StartedAt { get; private set; }

    /// <summary>Programs that went on with it after the one that began it was gone.</summary>
    public int TakenUp { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public DateTimeOffset? StopAskedAt { get; private set; }

    public string? StopAskedBy { get; private set; }

    public int Pages { get; private set; }

    public int Links { get; private set; }

    /// <summary>Addresses still to be asked for.</summary>
    public int Waiting { get; private set; }

    public string? LimitedBy { get; private set; }

    /// <summary>Findings seen.</summary>
    public int Found { get; private set; }

    /// <summary>Of them those never seen before, or seen again after they had gone.</summary>
    public int NewFound { get; private set; }

    /// <summary>Findings that went with this patrol.</summary>
    public int Gone { get; private set; }

    public bool IsWhole { get; private set; }

    /// <inheritdoc cref="PatrolReport.ReadsAll"/>
    public bool ReadAll { get; private set; }

    /// <summary>What could not be looked at, or why it failed; sentences.</summary>
    public List<string> Notes { get; private set; } = [];

    public bool IsOver => State is PatrolState.Done or PatrolState.Stopped or PatrolState.Failed;

    /// <summary>For the first time, or where a program that is gone left it: its day stays the day it began on.</summary>
    internal void Begin(DateTimeOffset at)
    {
        RefuseOver("不能开始");
        if (StartedAt is not null) TakenUp++;
        (State, StartedAt) = (PatrolState.Running, StartedAt ?? at);
        (Pages, Links, Waiting, Found) = (0, 0, 0, 0);
    }

    internal void Tell(PatrolProgress progress) =>
        (Pages, Links, Waiting, Found, LimitedBy) = (progress.Pages, progress.Links, progress.Waiting, progress.Findings, progress.LimitedBy);

    /// <summary>One that waits stops at once; one that runs ends soon and keeps what it found.</summary>
    internal void AskStop(Actor actor, DateTimeOffset at)
    {
        RefuseOver("不能停止");
        if (StopAskedAt is null) (StopAskedAt, StopAskedBy) = (at, actor.Name);
        if (State == PatrolState.Waiting) (State, EndedAt) = (PatrolState.Stopped, at);
    }

    internal void End(PatrolReport report, int isNew, int gone, DateTimeOffset at)
    {
        RefuseOver("不能再记结果");
        (State, EndedAt, Waiting) = (StopAskedAt is null ? PatrolState.Done : PatrolState.Stopped, at, 0);
        (Pages, Links, Found, NewFound, Gone) = (report.Pages, report.Links, report.Findings.Count, isNew, gone);
        (IsWhole, ReadAll) = (report.IsWhole, report.ReadsAll);
        Notes = [.. report.Notes];
        if (TakenUp > 0) Notes.Add($"巡查中断过{TakenUp}次，由其他程序接续完成，除附件和含个人信息的网页外，已得到的应答没有重新请求。");
        if (report.Undecided.Count > 0) Notes.Add($"有{report.Undecided.Count}个地址未能判定（拒绝访问、要求验证等），不计为死链。");
    }

    internal void Fail(string why, DateTimeOffset at)
    {
        RefuseOver("不能再记结果");
        (State, EndedAt, Notes) = (PatrolState.Failed, at, [why]);
    }

    private void RefuseOver(string what)
    {
        if (IsOver) throw new RefusedException($"这次巡查{State.Title}，{what}。");
    }

    internal sealed class Mapping : IEntityTypeConfiguration<SitePatrol>
    {
        public void Configure(EntityTypeBuilder<SitePatrol> builder)
        {
            builder.HasOne<PatrolSite>().WithMany().HasForeignKey(patrol => patrol.SiteId);
            builder.HasIndex(patrol => new { patrol.SiteId, patrol.PlannedOn }).IsUnique();
            builder.Ignore(patrol => patrol.IsOver);
        }
    }
}
