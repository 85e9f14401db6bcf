using System.Security.Cryptography;

namespace Lantai.Requests;

/// <summary>查询码: twelve signs that nobody can guess and nobody misreads (no 0, 1, I, L, O).</summary>
public static class QueryCode
{
    private const string Signs = "23456789ABCDEFGHJKMNPQRSTUVWXYZ";
    private const int Length = 12;

    public static string New() => RandomNumberGenerator.GetString(Signs, Length);

    /// <summary>As typed by a person: blanks and hyphens left out, upper case.</summary>
    public static string Read(string? text) => string.Concat((text ?? "").Where(c => !char.IsWhiteSpace(c) && c != '-')).ToUpperInvariant();

    /// <summary>In groups of four, for the slip.</summary>
    public static string Shown(string code) => string.Join('-', code.Chunk(4).Select(part => new string(part)));
}
