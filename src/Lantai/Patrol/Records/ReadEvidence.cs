using Lantai.Patrol.Fetching;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Patrol;

/// <summary>What is kept of a finding: the exchanges that show it, and the page.</summary>
internal sealed class ReadEvidence(LantaiDb db)
{
    /// <summary>The page's exchange first; empty when nothing is kept, or no more.</summary>
    public async Task<IReadOnlyList<KeptEvidence>> OfAsync(long findingId, CancellationToken stop = default)
    {
        var rows = await db.FindingEvidence.AsNoTracking().Where(evidence => evidence.FindingId == findingId)
            .Join(db.PatrolExchanges, evidence => evidence.ExchangeId, exchange => exchange.Id, (evidence, exchange) => new { evidence.Part, Exchange = exchange })
            .ToListAsync(stop);
        return [.. rows.OrderBy(row => row.Part).Select(row => new KeptEvidence(row.Part, row.Exchange))];
    }

    /// <summary>The finding's picture as PNG; null when none was drawn.</summary>
    public async Task<byte[]?> PictureAsync(long findingId, CancellationToken stop = default)
    {
        var body = await db.FindingPictures.AsNoTracking().Where(picture => picture.FindingId == findingId)
            .Join(db.PageBodies, picture => picture.BodyHash, body => body.Hash, (_, body) => body).SingleOrDefaultAsync(stop);
        return body is null ? null : KeptExchange.Unpack(body.Packed);
    }

    /// <summary>The content as it is kept; null when it is not.</summary>
    public async Task<byte[]?> ContentAsync(PatrolExchange exchange, CancellationToken stop = default) => exchange.BodyHash is { } hash
        ? KeptExchange.Unpack((await db.PageBodies.AsNoTracking().SingleAsync(body => body.Hash == hash, stop)).Packed)
        : null;
}

/// <summary>An exchange of a finding.</summary>
public sealed record KeptEvidence(EvidencePart Part, PatrolExchange Exchange)
{
    public string Title => Part switch
    {
        EvidencePart.Page => "问题所在页面",
        EvidencePart.Target => "链接指向的地址",
    };

    /// <summary>As a file that a person can read years later.</summary>
    public string Text(Func<DateTimeOffset, string> time) => string.Join("\n", (IEnumerable<string>)
    [
        $"{Title}：{Exchange.Address}", $"时间：{time(Exchange.AskedAt)}，用时{Exchange.ElapsedMilliseconds}毫秒",
        .. Exchange.Chain.Select(step => $"重定向：{step}"),
        $"内容：{Exchange.BodyBytes}字节{(Exchange.SentHash is { } hash ? $"，SHA-256 {hash}" : "")}{(Exchange.Masked > 0 ? $"；留存的页面遮盖了{Exchange.Masked}处个人信息，SHA-256 {Exchange.BodyHash}" : "")}",
        "", "请求", Exchange.Request, "", "应答", Outcome, "",
    ]);

    public string Outcome => Exchange.Failure is { } kind ? $"{new FetchFailure(kind).Sentence}　{Exchange.Detail}" : Exchange.Response;
}
