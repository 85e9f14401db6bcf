namespace Lantai.Tests.Support;

/// <summary>A clock that stands until it is moved.</summary>
internal sealed class FakeTime(DateTimeOffset now) : TimeProvider
{
    /// <summary>Nine in the morning, office time, of that day.</summary>
    public static FakeTime On(int year, int month, int day) => new(new DateTimeOffset(year, month, day, 9, 0, 0, TimeSpan.FromHours(8)));

    public DateTimeOffset Now { get; set; } = now;

    public override DateTimeOffset GetUtcNow() => Now.ToUniversalTime();
}
