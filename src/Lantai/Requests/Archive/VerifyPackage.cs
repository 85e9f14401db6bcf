using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json;

namespace Lantai.Requests.Archive;

/// <summary>What was found of a package.</summary>
/// <param name="ManifestHash">To be compared with the one in the journal.</param>
/// <param name="Problems">One sentence each; none when every paper is as it was packed.</param>
public sealed record PackageReport(PackageManifest Manifest, string ManifestHash, IReadOnlyList<string> Problems);

/// <summary>Checks an archive package off line: every paper there, none changed, none added.</summary>
public static class VerifyPackage
{
    private const long LargestManifest = 16L << 20;
    private const long LargestContent = 4L << 30;
    private const int MostEntries = 10_000;

    /// <param name="expected">The manifest's hash as the journal has it; null does not compare.</param>
    /// <exception cref="RefusedException">The file is not such a package.</exception>
    public static PackageReport Read(Stream package, string name, string? expected = null)
    {
        try
        {
            using var zip = new ZipArchive(package, ZipArchiveMode.Read);
            if (zip.Entries.Count > MostEntries || zip.Entries.Sum(entry => entry.Length) > LargestContent)
                throw new RefusedException($"{name}大得不像一件申请的归档包，没有核验。");
            var bytes = ReadManifest(zip, name);
            var manifest = JsonSerializer.Deserialize<PackageManifest>(bytes, CasePackage.Json);
            if (manifest is not { Format: CasePackage.Format, Papers: not null }) throw NotOne(name, null);
            var hash = Convert.ToHexStringLower(SHA256.HashData(bytes));
            List<string> problems = [.. Problems(zip, manifest)];
            if (expected is not null && !string.Equals(expected.Trim(), hash, StringComparison.OrdinalIgnoreCase))
                problems.Insert(0, $"目录的校验值是{hash}，与给定的{expected.Trim()}不同，整个归档包可能被换过。");
            return new PackageReport(manifest, hash, problems);
        }
        catch (Exception cause) when (cause is InvalidDataException or JsonException or NotSupportedException)
        {
            throw NotOne(name, cause);
        }
    }

    private static byte[] ReadManifest(ZipArchive zip, string name)
    {
        var entry = zip.GetEntry(CasePackage.ManifestName) ?? throw NotOne(name, null);
        if (entry.Length > LargestManifest) throw NotOne(name, null);
        using var content = entry.Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    private static IEnumerable<string> Problems(ZipArchive zip, PackageManifest manifest)
    {
        var listed = new HashSet<string>(StringComparer.Ordinal) { CasePackage.ManifestName };
        foreach (var paper in manifest.Papers)
        {
            if (!listed.Add(paper.Path)) yield return $"目录两次列出{paper.Path}。";
            var entries = zip.Entries.Where(entry => entry.FullName == paper.Path).ToList();
            if (entries.Count == 0) yield return $"缺少{paper.Path}（{paper.About}）。";
            else if (entries.Count > 1) yield return $"{paper.Path}有{entries.Count}份，应只有一份。";
            else if (HashOf(entries[0]) != paper.Sha256) yield return $"{paper.Path}（{paper.About}）与归档时不同。";
        }
        foreach (var entry in zip.Entries.Where(entry => !listed.Contains(entry.FullName))) yield return $"多出{entry.FullName}，不在目录里。";
    }

    private static string HashOf(ZipArchiveEntry entry)
    {
        using var content = entry.Open();
        return Convert.ToHexStringLower(SHA256.HashData(content));
    }

    private static RefusedException NotOne(string name, Exception? cause) => new($"{name}不是申请的归档包，或者已经损坏；请重新导出。", cause!);
}
