using Lantai.Patrol.Crawl;

namespace Lantai.Patrol.Checks;

/// <summary>A file for people that cannot be had.</summary>
internal static class DeadAttachment
{
    public const string Id = "dead-attachment";

    public static string? Look(LinkLook look) =>
        look.IsDead && look.Target is { IsOwn: true, Sort: TargetSort.File } ? $"附件无法下载：{look.Fate}。" : null;
}
