using Lantai.Papers;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Papers;

/// <summary>What an attachment from a site costs who opens it.</summary>
public sealed class FileTextTests
{
    private const int Megabytes = 128;

    [Theory, InlineData("弹.docx"), InlineData("弹.xlsx")]
    public void A_bomb_is_told_from_its_directory_and_not_unfolded(string name)
    {
        var bomb = Documents.Swollen(name.EndsWith("docx", StringComparison.Ordinal) ? Documents.Docx("正文") : Documents.Xlsx("名称,数", "甲,1"), Megabytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var (text, problem) = FileText.Open(bomb, name);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        Assert.Equal((null, $"{name}解压后的内容大得不正常，为保护系统没有打开；请确认文件来源，另存一份再试。"), (text, problem));
        Assert.InRange(allocated, 0, 4 << 20);
    }
}
