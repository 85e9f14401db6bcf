using Lantai.People;
using Lantai.Units;

namespace Lantai.Mail;

/// <summary>
/// A line of a digest: a number, a state, a day. Never a name and never what is asked for: mail leaves the office's machines.
/// </summary>
/// <param name="Path">A page of the desk, <c>/desk/…</c>.</param>
public sealed record DigestLine(string Text, string Path);

/// <summary>What one module has to say to a person about a region.</summary>
public sealed record DigestSection(string Title, IReadOnlyList<DigestLine> Lines);

/// <summary>
/// A module's part of the digest: what it lists for that person on 今日. It takes its contexts from the scope that it is given; null when
/// there is nothing.
/// </summary>
public sealed record DigestPart(int Order, Func<IServiceProvider, Person, Region, CancellationToken, Task<DigestSection?>> ReadAsync);

/// <summary>What a person has to know of a day, region by region.</summary>
public sealed record Digest(DateOnly Day, IReadOnlyList<(string Region, IReadOnlyList<DigestSection> Sections)> Regions)
{
    public int Count => Regions.Sum(region => region.Sections.Sum(section => section.Lines.Count));
}
