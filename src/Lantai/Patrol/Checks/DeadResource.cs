using Lantai.Patrol.Crawl;

namespace Lantai.Patrol.Checks;

/// <summary>A picture, script or style sheet of the site that does not come.</summary>
internal static class DeadResource
{
    public const string Id = "dead-resource";

    public static string? Look(LinkLook look) =>
        look.IsDead && look.Target is { IsOwn: true, Sort: TargetSort.Resource } ? $"页面所用的图片、脚本或样式打不开：{look.Fate}。" : null;
}
