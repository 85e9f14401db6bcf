using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Checks;

/// <summary>A file of no bytes.</summary>
internal static class EmptyAttachment
{
    public const string Id = "empty-attachment";

    public static Flaw? Look(FileLook look) => look.Answer is { Cut: BodyCut.None, Body.Length: 0 }
        ? new Flaw(Id, null, "附件是空文件，请重新上传。", $"HTTP {look.Answer.Status}，0字节")
        : null;
}
