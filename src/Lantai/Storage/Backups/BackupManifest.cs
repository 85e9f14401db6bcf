using System.Text.Encodings.Web;
using System.Text.Json;

namespace Lantai.Storage;

/// <summary>What a backup holds; written into it as <c>manifest.json</c>, last, so that a cut file has none.</summary>
/// <param name="Format">Of the file; this program writes and reads <see cref="CurrentFormat"/>.</param>
/// <param name="At">The moment of the database's picture.</param>
/// <param name="Schema">The number of the newest schema script.</param>
/// <param name="Rows">How many rows each table has in that picture.</param>
/// <param name="Parts">Every other part of the file.</param>
public sealed record BackupManifest(int Format, DateTimeOffset At, int Schema, SortedDictionary<string, long> Rows, IReadOnlyList<BackupPart> Parts)
{
    /// <summary>The format that this program writes.</summary>
    public const int CurrentFormat = 1;

    internal const string Name = "manifest.json";
    internal const string Dump = "database.dump";
    internal const string FolderPrefix = "data/";

    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    internal void Write(Stream output) => JsonSerializer.Serialize(output, this, Options);

    /// <exception cref="JsonException">It is no manifest.</exception>
    internal static BackupManifest Read(Stream input) =>
        JsonSerializer.Deserialize<BackupManifest>(input, Options) is { Rows: not null, Parts: not null } manifest ? manifest : throw new JsonException();
}

/// <summary>A part of a backup.</summary>
/// <param name="Name">Its name in the file: the database, or a path of the data folder.</param>
/// <param name="Size">In bytes.</param>
/// <param name="Hash">SHA-256, lower-case hexadecimal.</param>
public sealed record BackupPart(string Name, long Size, string Hash);
