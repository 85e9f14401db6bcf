using Lantai.Files;
using Lantai.Requests.Decisions;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Routing;

/// <summary>With the unit; answered with a proposal; given back as not the unit's; taken back by the office; over with its case, unanswered.</summary>
public enum RoutingState { Open, Answered, Returned, Recalled, Closed }

/// <summary>An item of an application in the hands of a unit (交办), which finds what there is and proposes a decision.</summary>
public sealed class ItemRouting
{
    public long Id { get; init; }

    public long RequestId { get; init; }

    public long ItemId { get; init; }

    public long UnitId { get; init; }

    public DateOnly AskedOn { get; init; }

    /// <summary>Working days of the unit, from the day after it was asked; see <see cref="UnitTerm"/>.</summary>
    public int Workdays { get; init; }

    /// <summary>What the office wants the unit to know.</summary>
    public string? Note { get; init; }

    public DateTimeOffset RoutedAt { get; init; }

    public required string RoutedBy { get; init; }

    public RoutingState State { get; private set; }

    public Decision? Proposal { get; private set; }

    /// <summary>The unit's opinion, or why it was given or taken back.</summary>
    public string? Words { get; private set; }

    public Guid? FileId { get; private set; }

    public DateTimeOffset? EndedAt { get; private set; }

    public string? EndedBy { get; private set; }

    internal void Answer(Decision proposal, string opinion, Guid? file, string by, DateTimeOffset at)
    {
        End(RoutingState.Answered, opinion, by, at);
        (Proposal, FileId) = (proposal, file);
    }

    internal void GiveBack(string because, string by, DateTimeOffset at) => End(RoutingState.Returned, because, by, at);

    internal void Recall(string because, string by, DateTimeOffset at) => End(RoutingState.Recalled, because, by, at);

    internal void Close(string because, string by, DateTimeOffset at) => End(RoutingState.Closed, because, by, at);

    private void End(RoutingState state, string words, string by, DateTimeOffset at)
    {
        if (State != RoutingState.Open) throw new RefusedException($"这项交办{State.Title}（{EndedBy}），请刷新页面。");
        (State, Words, EndedBy, EndedAt) = (state, words, by, at);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<ItemRouting>
    {
        public void Configure(EntityTypeBuilder<ItemRouting> builder)
        {
            builder.HasOne<Request>().WithMany().HasForeignKey(routing => routing.RequestId);
            builder.HasOne<RequestItem>().WithMany().HasForeignKey(routing => routing.ItemId);
            builder.HasOne<Unit>().WithMany().HasForeignKey(routing => routing.UnitId);
            builder.HasOne<StoredFile>().WithMany().HasForeignKey(routing => routing.FileId);
        }
    }
}

public static class RoutingWords
{
    extension(RoutingState state)
    {
        public string Title => state switch
        {
            RoutingState.Open => "承办中",
            RoutingState.Answered => "已提出意见",
            RoutingState.Returned => "已退回",
            RoutingState.Recalled => "已收回",
            RoutingState.Closed => "随本件办结",
        };
    }

    extension(LantaiDb db)
    {
        public DbSet<ItemRouting> Routings => db.Set<ItemRouting>();

        /// <summary>Ends what units still have of a case that is over; the caller holds the case and saves.</summary>
        internal async Task CloseRoutingsAsync(Request request, string because, string by, DateTimeOffset at, CancellationToken stop)
        {
            var open = db.Set<ItemRouting>().Where(known => known.RequestId == request.Id && known.State == RoutingState.Open);
            foreach (var routing in await open.ToListAsync(stop)) routing.Close(because, by, at);
        }
    }
}
