using System.IO.Compression;

namespace Lantai.Patrol.Fetching;

/// <summary>Reads a content within its limits of bytes, time and unfolding; what goes beyond is cut and named.</summary>
internal static class Unfolding
{
    /// <summary>From here on the ratio of unfolding is looked at: small pages of one repeated word pack very well.</summary>
    private const int RatioFrom = 4 << 20;

    public static async ValueTask<BodyCut> ReadAsync(Stream raw, string? encoding, BodyBuffer into, int most, FetchOptions options, CancellationToken limit)
    {
        into.Reset();
        var counted = encoding is null ? null : new CountingStream(raw);
        var content = counted is null ? raw : Unfold(counted, encoding!);
        try
        {
            while (true)
            {
                var read = await content.ReadAsync(into.Room(most), limit);
                if (read == 0) return BodyCut.None;
                into.Length += read;
                if (counted is not null && into.Length > RatioFrom && into.Length / options.MostUnfolding > counted.Count) return BodyCut.Bomb;
                if (into.Length > most) return BodyCut.TooLarge;
            }
        }
        catch (OperationCanceledException)
        {
            return BodyCut.TooSlow;
        }
        catch (Exception cause) when (cause is IOException or InvalidDataException or HttpRequestException or InvalidOperationException) // The last is how brotli says that it is no brotli.
        {
            return BodyCut.Broken;
        }
        finally
        {
            if (counted is not null) await content.DisposeAsync();
        }
    }

    private static Stream Unfold(Stream packed, string encoding) => encoding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        "deflate" => new ZLibStream(packed, CompressionMode.Decompress),
        _ => packed,
    };

    /// <summary>Counts the bytes as they were sent.</summary>
    private sealed class CountingStream(Stream inner) : Stream
    {
        public long Count { get; private set; }

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position { get => Count; set => throw new NotSupportedException(); }

        public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            var read = await inner.ReadAsync(buffer, cancellationToken);
            Count += read;
            return read;
        }

        public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
