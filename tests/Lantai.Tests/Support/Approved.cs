using Xunit;

namespace Lantai.Tests.Support;

/// <summary>
/// Compares a text with the file a person approved; where they differ, the new one is written beside it as
/// <c>*.received.*</c> to be looked at and, if right, renamed.
/// </summary>
internal static class Approved
{
    public static void Matches(string name, string extension, string text)
    {
        var folder = Path.Combine(Repository.Root, "tests", "Lantai.Tests", "Approved");
        var (approved, received) = (Path.Combine(folder, $"{name}.approved.{extension}"), Path.Combine(folder, $"{name}.received.{extension}"));
        if (File.Exists(approved) && File.ReadAllText(approved) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Equal(File.Exists(approved) ? File.ReadAllText(approved) : "", text);
    }
}
