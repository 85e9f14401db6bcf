namespace Lantai.Patrol.Checks;

/// <summary>A document that begins as it should and cannot be opened: broken, or built to unfold beyond measure.</summary>
internal static class BrokenAttachment
{
    public const string Id = "broken-attachment";

    public static Flaw? Look(FileLook look)
    {
        // What is not what its name says is another check's; of a file that was cut nothing can be told.
        if (look.Answer.Cut == Fetching.BodyCut.Bomb) return new Flaw(Id, null, "附件打不开：压缩比异常，请重新上传。", $"读到{look.Body.Length}字节后停止");
        if (look.Answer.Cut != Fetching.BodyCut.None || look.Body.Length == 0 || !FakeAttachment.IsWhatItSays(look)) return null;
        return look.Opened.Problem is { } problem ? new Flaw(Id, null, "附件打不开，请用办公软件核对后重新上传。", problem) : null;
    }
}
