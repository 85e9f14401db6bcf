namespace Lantai.Patrol.Checks;

/// <summary>The address that the patrol was started with does not open.</summary>
internal static class SiteDown
{
    public const string Id = "site-down";
}
