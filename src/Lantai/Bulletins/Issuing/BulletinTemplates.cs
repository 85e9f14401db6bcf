using Lantai.Packs;
using Lantai.Storage;
using Microsoft.EntityFrameworkCore;

namespace Lantai.Bulletins;

/// <summary>A form that a new bulletin may begin from.</summary>
/// <param name="Key">A pack's name, or <c>bulletin-12</c> for one issued here.</param>
public sealed record TemplateChoice(string Key, string Title, BulletinKind Kind);

/// <summary>The forms to begin from: the last ones issued in the region, then <c>packs/bulletins</c> of the office and as shipped.</summary>
public sealed class BulletinTemplates(LantaiDb db, PackFolder packs)
{
    private const string Folder = "bulletins";
    private const string Own = "bulletin-";
    private const int MostIssued = 5;

    public async Task<IReadOnlyList<TemplateChoice>> ListAsync(long regionId, CancellationToken stop = default)
    {
        var issued = await db.Bulletins.Where(bulletin => bulletin.RegionId == regionId && bulletin.IssuedAt != null)
            .OrderByDescending(bulletin => bulletin.IssuedAt).Take(MostIssued).Select(bulletin => new { bulletin.Id, bulletin.Title, bulletin.Kind }).ToListAsync(stop);
        return [.. issued.Select(bulletin => new TemplateChoice($"{Own}{bulletin.Id}", $"沿用《{bulletin.Title}》", bulletin.Kind)), .. packs.Names(Folder).Select(Pack).OrderBy(choice => choice.Kind)];
    }

    /// <exception cref="RefusedException">There is none of that key, or its file is wrong.</exception>
    public async Task<BulletinForm> ReadAsync(long regionId, string key, CancellationToken stop = default)
    {
        if (!key.StartsWith(Own, StringComparison.Ordinal) || !long.TryParse(key[Own.Length..], out var id)) return BulletinForm.Read(packs.Find(Folder, key));
        var form = await db.Bulletins.Where(bulletin => bulletin.RegionId == regionId && bulletin.Id == id && bulletin.IssuedAt != null).Select(bulletin => bulletin.Form).SingleOrDefaultAsync(stop);
        return form is null ? throw new RefusedException("没有这份可沿用的通报，请重新选择样式。") : BulletinForm.Read(PackFile.Parse(form, "通报稿"));
    }

    private TemplateChoice Pack(string name)
    {
        var kind = BulletinForm.Read(packs.Find(Folder, name)).Kind;
        return new TemplateChoice(name, name is "brief" or "red-head" or "notice" ? $"{kind.Title}（通用样式）" : $"{kind.Title}（{name}）", kind);
    }
}
