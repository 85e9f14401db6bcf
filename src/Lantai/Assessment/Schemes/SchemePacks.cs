using Lantai.Packs;

namespace Lantai.Assessment;

/// <summary>A scheme as it lies in the packs.</summary>
/// <param name="IsOwn">The office's own version, in the data folder.</param>
/// <param name="Scheme">Null when the file is wrong.</param>
/// <param name="Wrong">What is wrong, one sentence a line; null when nothing is.</param>
public sealed record SchemePack(string Name, bool IsOwn, Scheme? Scheme, string? Wrong);

/// <summary>The schemes that an office can choose from: those shipped and its own.</summary>
public sealed class SchemePacks(PackFolder packs)
{
    public IReadOnlyList<SchemePack> All() => [.. packs.Names("schemes").Select(Read)];

    /// <summary>Null when there is none of that name.</summary>
    public SchemePack? Find(string name) => packs.Names("schemes").Contains(name) ? Read(name) : null;

    private SchemePack Read(string name)
    {
        var isOwn = !packs.Find("schemes", name).StartsWith(Path.Combine(AppContext.BaseDirectory, "packs"), StringComparison.Ordinal);
        try
        {
            return new SchemePack(name, isOwn, Scheme.Load(name, packs), null);
        }
        catch (RefusedException refusal)
        {
            return new SchemePack(name, isOwn, null, refusal.Message);
        }
    }
}
