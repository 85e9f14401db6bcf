using Lantai.Files;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Assessment;

/// <summary>What became of an objection.</summary>
public enum ObjectionState
{
    /// <summary>待处理.</summary>
    Raised,
    /// <summary>成立.</summary>
    Upheld,
    /// <summary>不成立.</summary>
    Rejected,
}

/// <summary>A unit's objection (申诉) to one cell, and its decision.</summary>
public sealed class Objection
{
    public long Id { get; init; }

    public long PeriodId { get; init; }

    public long UnitId { get; init; }

    /// <summary>The indicator's key.</summary>
    public required string Indicator { get; init; }

    public required string Reason { get; init; }

    public Guid? FileId { get; init; }

    public DateTimeOffset RaisedAt { get; init; }

    public required string RaisedBy { get; init; }

    public ObjectionState State { get; private set; }

    /// <summary>Why it was decided so.</summary>
    public string? Decision { get; private set; }

    public DateTimeOffset? DecidedAt { get; private set; }

    public string? DecidedBy { get; private set; }

    internal void Decide(bool upheld, string decision, string by, DateTimeOffset at)
    {
        if (State != ObjectionState.Raised) throw new RefusedException($"这件申诉已由{DecidedBy}作出决定。");
        (State, Decision, DecidedBy, DecidedAt) = (upheld ? ObjectionState.Upheld : ObjectionState.Rejected, decision, by, at);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<Objection>
    {
        public void Configure(EntityTypeBuilder<Objection> builder)
        {
            builder.HasOne<PeriodUnit>().WithMany().HasForeignKey(objection => new { objection.PeriodId, objection.UnitId });
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(objection => objection.FileId);
        }
    }
}

public static class ObjectionStates
{
    /// <summary>The state as people call it.</summary>
    public static string Title(this ObjectionState state) => state switch
    {
        ObjectionState.Raised => "待处理",
        ObjectionState.Upheld => "成立",
        ObjectionState.Rejected => "不成立",
    };
}
