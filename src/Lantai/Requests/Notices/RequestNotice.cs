using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Metadata.Builders;

namespace Lantai.Requests.Notices;

/// <summary>What the office should know of a case although nobody of it was at work on it; off the list once somebody has seen it.</summary>
public sealed class RequestNotice
{
    public long Id { get; init; }

    public long RegionId { get; init; }

    public long RequestId { get; init; }

    /// <summary>One sentence, without the case number.</summary>
    public required string Sentence { get; init; }

    public DateTimeOffset At { get; init; }

    public DateTimeOffset? SeenAt { get; private set; }

    public string? SeenBy { get; private set; }

    /// <summary>The first who sees it is kept.</summary>
    internal void See(string by, DateTimeOffset at)
    {
        if (SeenAt is null) (SeenBy, SeenAt) = (by, at);
    }

    internal sealed class Mapping : IEntityTypeConfiguration<RequestNotice>
    {
        public void Configure(EntityTypeBuilder<RequestNotice> builder)
        {
            builder.HasOne<Region>().WithMany().HasForeignKey(notice => notice.RegionId);
            builder.HasOne<Request>().WithMany().HasForeignKey(notice => notice.RequestId);
        }
    }
}

public static class NoticeSets
{
    extension(LantaiDb db)
    {
        public DbSet<RequestNotice> RequestNotices => db.Set<RequestNotice>();

        /// <summary>Adds a notice, written with the next save.</summary>
        internal void Notify(TimeProvider time, Request request, string sentence) =>
            db.RequestNotices.Add(new RequestNotice { RegionId = request.RegionId, RequestId = request.Id, Sentence = sentence, At = time.GetUtcNow() });

        /// <summary>Says of a case that it cannot have happened so, unless that stands on the desk already; written with the next save.</summary>
        internal async Task ReportAsync(TimeProvider time, Request request, RefusedException refusal, CancellationToken stop)
        {
            var sentence = $"办理经过不能成立，期限没有重新计算，请更正：{refusal.Message}";
            if (!await db.Set<RequestNotice>().AnyAsync(known => known.RequestId == request.Id && known.SeenAt == null && known.Sentence == sentence, stop))
                db.Notify(time, request, sentence);
        }

        /// <summary>Somebody of the office has seen them.</summary>
        internal async Task SeeNoticesAsync(TimeProvider time, long regionId, IReadOnlyCollection<long> ids, string by, CancellationToken stop = default)
        {
            foreach (var notice in await db.RequestNotices.Where(notice => notice.RegionId == regionId && ids.Contains(notice.Id)).ToListAsync(stop))
                notice.See(by, time.GetUtcNow());
            await db.SaveChangesAsync(stop);
        }
    }
}
