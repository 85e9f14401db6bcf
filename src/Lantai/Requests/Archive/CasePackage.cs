using System.Globalization;
using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lantai.Requests.Archive;

/// <summary>A paper in the package.</summary>
/// <param name="Path">Within the package.</param>
/// <param name="About">What it is.</param>
/// <param name="Sha256">Lower-case hex.</param>
/// <param name="Size">Bytes.</param>
public sealed record PackedPaper(string Path, string About, string Sha256, long Size);

/// <summary>The list of all papers of a case; its own hash is what proves the package.</summary>
public sealed record PackageManifest(string Format, string CaseNumber, string Region, string PackedAt, IReadOnlyList<PackedPaper> Papers);

/// <summary>Writes the archive package of a case (归档包): a ZIP of its papers with a manifest of their hashes.</summary>
internal sealed class CasePackage : IDisposable
{
    public const string Format = "lantai-case/1";
    public const string ManifestName = "manifest.json";
    public static readonly JsonSerializerOptions Json =
        new(JsonSerializerDefaults.Web) { WriteIndented = true, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ZipArchive zip;
    private readonly List<PackedPaper> papers = [];

    public CasePackage(Stream target) => zip = new ZipArchive(target, ZipArchiveMode.Create, leaveOpen: true);

    public void Add(string path, string about, Stream content)
    {
        using var target = zip.CreateEntry(path, CompressionLevel.Fastest).Open();
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = new byte[81920];
        long size = 0;
        for (int read; (read = content.Read(buffer)) > 0; size += read)
        {
            hash.AppendData(buffer, 0, read);
            target.Write(buffer, 0, read);
        }
        papers.Add(new PackedPaper(path, about, Convert.ToHexStringLower(hash.GetHashAndReset()), size));
    }

    public void AddRecord<T>(string path, string about, T content)
    {
        using var bytes = new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(content, Json));
        Add(path, about, bytes);
    }

    /// <returns>The hash of the manifest, lower-case hex.</returns>
    public string Close(string caseNumber, string region, DateTimeOffset at)
    {
        var manifest = JsonSerializer.SerializeToUtf8Bytes(new PackageManifest(Format, caseNumber, region,
            at.ToString("O", CultureInfo.InvariantCulture), papers), Json);
        using (var target = zip.CreateEntry(ManifestName).Open()) target.Write(manifest);
        return Convert.ToHexStringLower(SHA256.HashData(manifest));
    }

    public void Dispose() => zip.Dispose();
}
