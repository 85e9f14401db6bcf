using Microsoft.Extensions.Options;

namespace Lantai.Ui;

/// <summary>The marks of the site that this request is for: those of the settings, unless the region has its own.</summary>
public sealed class CurrentSite(IOptions<SiteMarks> settings)
{
    /// <summary>The marks to show; a page of a region puts the region's here.</summary>
    public SiteMarks Marks { get; set; } = settings.Value;
}
