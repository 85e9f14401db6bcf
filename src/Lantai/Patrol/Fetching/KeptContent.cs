namespace Lantai.Patrol.Fetching;

/// <summary>A content as it is kept: in gzip, under the hash of what it unpacks to.</summary>
/// <param name="Length">Unpacked.</param>
/// <param name="Masked">Numbers of persons that were made unreadable in it; with any, it is not what was sent.</param>
internal sealed record KeptContent(byte[] Packed, string Hash, int Length, int Masked);
