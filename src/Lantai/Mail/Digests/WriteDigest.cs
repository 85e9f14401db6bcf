using Lantai.Calendar;
using Lantai.People;
using Lantai.Storage;
using Lantai.Units;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Mail;

/// <summary>Gathers what concerns a person today, in every region that the person enters.</summary>
public sealed class WriteDigest(IServiceProvider services, LantaiDb db, IEnumerable<DigestPart> parts, TimeProvider time)
{
    /// <summary>Null when there is nothing to say, or the account is closed.</summary>
    public async Task<Digest?> RunAsync(long accountId, CancellationToken stop = default)
    {
        var today = time.Today();
        if (await db.FindPersonAsync(accountId, today, stop) is not { } person) return null;
        var regions = await db.Regions.AsNoTracking().OrderBy(region => region.DisplayOrder).ThenBy(region => region.Id).ToListAsync(stop);
        var said = new List<(string, IReadOnlyList<DigestSection>)>();
        foreach (var region in regions.Where(region => person.Enters(region.Id)))
            if (await ReadAsync(person, region, stop) is { Count: > 0 } sections) said.Add((region.Name, sections));
        return said.Count == 0 ? null : new Digest(today, said);
    }

    private async Task<IReadOnlyList<DigestSection>> ReadAsync(Person person, Region region, CancellationToken stop)
    {
        var sections = new List<DigestSection>();
        foreach (var part in parts.OrderBy(part => part.Order))
            if (await part.ReadAsync(services, person, region, stop) is { Lines.Count: > 0 } section) sections.Add(section);
        return sections;
    }
}
