using Lantai.Storage;
using Lantai.Units;
using Lantai.Verification.Names;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Verification;

/// <summary>What the papers of a region are checked against: its register of units and the office's short forms.</summary>
public sealed class RegionOptions(LantaiDb db, ShortForms shortForms)
{
    /// <param name="withRegister">Whether names of units are looked up; a region without units has none to look them up in.</param>
    public async Task<VerifyOptions> ReadAsync(long regionId, bool withRegister = true, CancellationToken stop = default)
    {
        var options = new VerifyOptions { ShortForms = shortForms };
        if (!withRegister) return options;
        var names = await db.Units.Where(unit => unit.RegionId == regionId).SelectMany(unit => unit.Names).Select(name => name.Text).ToListAsync(stop);
        return options with { Register = names.Count > 0 ? new KnownNames(names) : null };
    }
}
