using System.Security.Cryptography;
using System.Text;
using Lantai.Storage;

namespace Lantai.Requests;

/// <summary>
/// Seals identity documents (AES-256-GCM) with a key that lies in the data folder and not in the database, so that a copy
/// of the database tells nobody's number. A seal is bound to the query code of its case and opens for no other.
/// </summary>
public sealed class IdentitySeal(Database database)
{
    private const int KeyLength = 32;
    private const int NonceLength = 12;
    private const int TagLength = 16;

    private readonly Lazy<byte[]> key = new(() => ReadKey(Path.Combine(database.Folder, "identity.key")));

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

    private static byte[] ReadKey(string path)
    {
        if (!File.Exists(path)) MakeKey(path);
        var key = File.ReadAllBytes(path);
        return key.Length == KeyLength ? key : throw Broken();
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
