namespace Lantai.Patrol.Checks;

/// <summary>A link to another site that opens nothing. What merely turns this visitor away is not dead.</summary>
internal static class DeadExternal
{
    public const string Id = "dead-external";

    public static string? Look(LinkLook look) => look.IsDead && !look.Target.IsOwn ? $"外部链接打不开：{look.Fate}。" : null;
}
