using System.Security.Cryptography;
using System.Text;
using Lantai.Storage;

namespace Lantai.Requests;

/// <summary>
/// Seals identity documents (AES-256-GCM) with a key that lies in the data folder and not in the database, so that a copy
/// of the database tells nobody's number. A seal is bound to the query code of its case and opens for no other. The database
/// keeps the key's fingerprint: of several machines none seals with a key of its own.
/// </summary>
public sealed class IdentitySeal(Database database)
{
    /// <summary>Names another file for the key than <c>identity.key</c> of the data folder: for several machines, one that each is given.</summary>
    public const string Variable = "LANTAI_IDENTITY_KEY";

    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    // A refusal is not kept: once the right file is there, the next call takes it.
    private readonly Lazy<byte[]> key = new(
        () => ReadKey(database, PathOf(database)),
        LazyThreadSafetyMode.PublicationOnly);

    /// <summary>Its name in the data folder, and in a backup.</summary>
    public const string FileName = "identity.key";

    /// <summary>Where the key of this machine lies.</summary>
    public static string PathOf(Database database) =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named ? Path.GetFullPath(named) : Path.Combine(database.Folder, FileName);

    /// <summary>What a backup takes of the key, under its name in the data folder, wherever it lies.</summary>
    /// <param name="path">See <see cref="PathOf"/>.</param>
    /// <exception cref="RefusedException">The key is not there, and what it sealed would be of no use.</exception>
    public static IReadOnlyDictionary<string, string> ForBackup(Database database, string path)
    {
        if (File.Exists(path)) return new Dictionary<string, string> { [FileName] = path };
        return IsInUse(database)
            ? throw new RefusedException($"找不到身份证明的密钥{path}，没有它，备份恢复后身份证明打不开；请核对环境变量{Variable}，或者把密钥复制到那里再备份。")
            : new Dictionary<string, string>();
    }

    /// <summary>
    /// Reads the key, which takes a connection of its own. Called before a transaction holds what others wait for with theirs: all
    /// connections may be waiting then.
    /// </summary>
    /// <exception cref="RefusedException">There is no key, or another than the database's.</exception>
    public void MakeReady() => _ = key.Value;

    /// <returns>Nonce, tag and cipher text.</returns>
    public byte[] Close(ReadOnlySpan<byte> plain, string queryCode)
    {
        var closed = new byte[NonceLength + TagLength + plain.Length];
        RandomNumberGenerator.Fill(closed.AsSpan(0, NonceLength));
        using var cipher = new AesGcm(key.Value, TagLength);
        cipher.Encrypt(closed.AsSpan(0, NonceLength), plain, closed.AsSpan(NonceLength + TagLength), closed.AsSpan(NonceLength, TagLength),
            Encoding.UTF8.GetBytes(queryCode));
        return closed;
    }

    /// <exception cref="RefusedException">Key and seal do not belong together.</exception>
    public byte[] Open(ReadOnlySpan<byte> closed, string queryCode)
    {
        if (closed.Length < NonceLength + TagLength) throw Broken();
        var plain = new byte[closed.Length - NonceLength - TagLength];
        using var cipher = new AesGcm(key.Value, TagLength);
        try
        {
            cipher.Decrypt(closed[..NonceLength], closed[(NonceLength + TagLength)..], closed[NonceLength..(NonceLength + TagLength)], plain,
                Encoding.UTF8.GetBytes(queryCode));
            return plain;
        }
        catch (AuthenticationTagMismatchException)
        {
            throw Broken();
        }
    }

    private static RefusedException Broken() =>
        new("身份证明打不开：数据文件夹中的 identity.key 与登记时的不是同一个，请从备份恢复这个文件。");

    private static byte[] ReadKey(Database database, string path)
    {
        if (!File.Exists(path) && IsInUse(database))
            throw new RefusedException($"没有{path}，而登记库里已有用它加密的身份证明；请从备份或者其他服务器复制这个文件，不能另外生成。");
        var isNew = !File.Exists(path);
        if (isNew) MakeKey(path);
        var key = File.ReadAllBytes(path);
        if (key.Length != KeyLength) throw Broken();
        if (IsOfDatabase(database, key)) return key;
        // Another machine was first; a key of one's own would only be taken for the right one later.
        if (isNew) File.Delete(path);
        throw new RefusedException($"{path}与登记库用的不是同一个；几台服务器共用一个登记库的，请从第一台复制 identity.key，或者用环境变量{Variable}指明同一个文件。");
    }

    private static bool IsInUse(Database database)
    {
        using var command = database.Source.CreateCommand("select exists (select from identity_key) or exists (select from identity_document)");
        return (bool)command.ExecuteScalar()!;
    }

    /// <summary>The first key that is used is the database's; only its fingerprint is kept there.</summary>
    private static bool IsOfDatabase(Database database, byte[] key)
    {
        var fingerprint = Convert.ToHexStringLower(SHA256.HashData([.. "lantai identity key"u8, .. key]));
        using var command = database.Source.CreateCommand(
            """
            insert into identity_key (id, fingerprint) values (1, $1)
            on conflict (id) do update set fingerprint = identity_key.fingerprint returning fingerprint
            """);
        command.Parameters.AddWithValue(fingerprint);
        return (string)command.ExecuteScalar()! == fingerprint;
    }

    /// <summary>Whole or not at all: of two programs that begin together one wins and both read its key.</summary>
    private static void MakeKey(string path)
    {
        var temporary = $"{path}.{Guid.NewGuid():N}";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows()) options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
            file.Write(RandomNumberGenerator.GetBytes(KeyLength));
        try
        {
            File.Move(temporary, path, overwrite: false);
        }
        catch (IOException) when (File.Exists(path))
        {
            File.Delete(temporary);
        }
    }
}
