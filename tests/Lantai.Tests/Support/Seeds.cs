using System.Text;
using Xunit;

namespace Lantai.Tests.Support;

/// <summary>Five real papers, which are not part of the repository: LANTAI_SEEDS, or shared/seeds beside it.</summary>
internal static class Seeds
{
    /// <param name="number">Such as 003. The test is skipped when the papers are not there.</param>
    public static string Read(string number)
    {
        var folder = Environment.GetEnvironmentVariable("LANTAI_SEEDS") ?? Path.Combine(TestFiles.Root, "..", "shared", "seeds");
        var file = Directory.Exists(folder) ? Directory.GetFiles(folder, $"{number}_*.txt").FirstOrDefault() : null;
        if (file is null) Assert.Skip($"The sample paper {number} is not on this machine.");
        return File.ReadAllText(file!);
    }

    public static MemoryStream Stream(string text) => new(Encoding.UTF8.GetBytes(text));
}
