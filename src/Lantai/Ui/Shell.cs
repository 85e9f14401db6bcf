namespace Lantai.Ui;

/// <summary>
/// What the shells around a page show of the request, set once before anything is rendered, so that rendering a shell
/// asks nobody.
/// </summary>
public sealed class Shell
{
    /// <summary>The name of the person who is signed in; null for a visitor.</summary>
    public string? Person { get; set; }

    /// <summary>The key of the region that the page is about; null for none.</summary>
    public string? Region { get; set; }

    /// <summary>What the person is in that region.</summary>
    public IReadOnlyCollection<string> Roles { get; set; } = [];

    /// <summary>The home page of this shell's portal.</summary>
    public string Home => HomeOf(Region);

    /// <summary>The home page of a region's portal; that of all regions where there is none.</summary>
    /// <param name="region">The region's key.</param>
    public static string HomeOf(string? region) => "/" + region;
}
