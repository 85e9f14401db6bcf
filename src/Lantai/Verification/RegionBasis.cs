using Lantai.AnnualReports;
using Lantai.Packs;
using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification.Names;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Verification;

/// <summary>What papers of a region are verified against: its register, and the office's short forms of unit names.</summary>
public sealed class RegionBasis(LantaiDb db, PackFolder packs)
{
    /// <summary>The options of a verification; without units in the region there is no register to hold a name against.</summary>
    public async Task<VerifyOptions> ReadAsync(long regionId, CancellationToken stop = default)
    {
        var names = await db.Units.Where(unit => unit.RegionId == regionId).SelectMany(unit => unit.Names).Select(name => name.Text).ToListAsync(stop);
        return new VerifyOptions { Register = names.Count > 0 ? new KnownNames(names) : null, ShortForms = ShortForms.Load(packs), Formats = AnnualFormats.Read(packs) };
    }
}
