using Lantai.Packs;
using Lantai.Tests.Support;
using Xunit;

namespace Lantai.Tests.Patrol;

/// <summary>docs/checks.md says of every check what its pack row says, and leads to its spec.</summary>
public sealed class CheckTableTests
{
    private static readonly string PackFile = Path.Combine(Repository.Root, "packs", "checks", "checks.csv");

    [Fact]
    public void The_table_of_checks_is_the_pack_row_by_row()
    {
        var table = File.ReadAllLines(Path.Combine(Repository.Root, "docs", "checks.md")).Where(line => line.StartsWith("| [", StringComparison.Ordinal));
        Assert.Equal(PackTable.Read(PackFile, "编号", "名称", "组", "级别", "依据", "把握", "确认", "参数", "整改").Select(Line), table);
    }

    private static string Line(PackRow row)
    {
        var spec = Directory.GetFiles(Repository.Spec("checks"), $"{row["编号"]}.*").Select(file => Path.GetFileName(file)).Single();
        return $"| [{row["编号"]}](../specs/checks/{spec}) | {row["名称"]} | {row["组"]} | {row["级别"]} | {row["确认"]} | {row["依据"]} |";
    }
}
