using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Journal;

/// <summary>Recomputes the journal's chain, so that a changed, removed or inserted row shows.</summary>
public static class JournalChain
{
    /// <summary>The first line that does not follow from the one before it; null when the chain holds.</summary>
    public static async Task<long?> FirstBrokenAsync(LantaiDb db, CancellationToken stop = default)
    {
        var previous = "";
        var id = 0L;
        await foreach (var entry in db.Journal.AsNoTracking().OrderBy(entry => entry.Id).AsAsyncEnumerable().WithCancellation(stop))
        {
            if (entry.Id != ++id || entry.PreviousHash != previous || entry.Hash != HashOf(entry)) return id;
            previous = entry.Hash;
        }
        return null;
    }

    private static string HashOf(JournalEntry entry)
    {
        var microseconds = (entry.At.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / 10;
        var text = string.Join('\u001f',
            entry.PreviousHash, Number(entry.Id), Number(microseconds), Number(entry.AccountId), entry.Actor, entry.Act,
            entry.Subject, Number(entry.RegionId), entry.Sentence, entry.Detail);
        return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));
    }

    private static string Number(long? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}
