using Lantai.Verification;

namespace Lantai.Cli;

/// <summary>How far <c>lantai verify</c> is with many papers; a few are done before anybody asks.</summary>
internal sealed class VerifyConsole(ProgressLine line) : IProgress<BatchProgress>
{
    private const int Few = 20;

    public void Report(BatchProgress value)
    {
        if (value.All <= Few) return;
        line.Show(value.Checked == 0 ? $"已读取{value.Read}份，共{value.All}份" : $"已核验{value.Checked}份，共{value.All}份");
        if (value.Checked == value.All) line.End();
    }
}
