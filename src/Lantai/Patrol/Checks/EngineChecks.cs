namespace Lantai.Patrol.Checks;

/// <summary>Addresses without end: paths that grow, queries that multiply. The patrol stops there and says so.</summary>
internal static class CrawlTrap
{
    public const string Id = "crawl-trap";
}

/// <summary>A page that would cost without bound: too large, too slow, a bomb, nested beyond reason. It was cut.</summary>
internal static class HostilePage
{
    public const string Id = "hostile-page";
}
