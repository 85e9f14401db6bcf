using Lantai.Patrol.Crawl;

namespace Lantai.Patrol.Checks;

/// <summary>A link within the site that opens nothing.</summary>
internal static class DeadLink
{
    public const string Id = "dead-link";

    public static string? Look(LinkLook look) =>
        look.IsDead && look.Target is { IsOwn: true, Sort: TargetSort.Page } ? $"站内链接打不开：{look.Fate}。" : null;
}
