using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Lantai.Calendar;

namespace Lantai.Patrol.Probes;

/// <summary>
/// When a site is asked whether it opens: the day in equal parts, one probe at a drawn moment of each, so that no part of
/// the day is left out and nobody can tell the minute by habit. Drawn by hash: whoever knows the draw's word can write the
/// same timetable again and see that no probe was added or dropped afterwards.
/// </summary>
public static class ProbeTimetable
{
    private const int SecondsOfDay = 24 * 60 * 60;

    /// <param name="site">The address that is asked for.</param>
    /// <param name="word">Drawn by the office beforehand and kept with the records.</param>
    /// <param name="times">Probes of the day; at least 1.</param>
    /// <returns>Instants of the office's day, in order, at whole seconds.</returns>
    public static IReadOnlyList<DateTimeOffset> Of(string site, DateOnly day, string word, int times)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(times, 1);
        var start = OfficeTime.Start(day);
        return [.. Enumerable.Range(0, times).Select(i => start.AddSeconds((SecondsOfDay * i / times) + Drawn(site, day, word, i, SecondsOfDay / times)))];
    }

    private static int Drawn(string site, DateOnly day, string word, int number, int below)
    {
        var hash = SHA256.HashData(Encoding.UTF8.GetBytes($"{word}\n{site}\n{day:yyyy-MM-dd}\n{number}"));
        return (int)(BinaryPrimitives.ReadUInt64BigEndian(hash) % (ulong)Math.Max(1, below));
    }
}

/// <summary>One look whether a site opens.</summary>
/// <param name="At">When it was asked.</param>
/// <param name="Elapsed">Until it had answered, or was given up.</param>
/// <param name="Fate">What became of it, such as HTTP 200 or 连接超时.</param>
public sealed record Probe(DateTimeOffset At, bool Opened, TimeSpan Elapsed, string Fate);
