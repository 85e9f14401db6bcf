namespace Lantai.Storage;

/// <summary>Something read of the records, kept until anything changes. What is read is shared: it is for reading only.</summary>
public sealed class UntilChanged<T>(Changes changes, Func<Task<T>> read)
{
    private Known? known;

    private sealed record Known(long Change, T Value);

    /// <summary>What was read in this state of the records; read anew while other programs' changes are not heard.</summary>
    public ValueTask<T> ReadAsync()
    {
        var last = known;
        return changes.IsHearing && last?.Change == changes.Number ? new(last.Value) : new(ReadAnewAsync());
    }

    /// <summary>Something that a row names and that is there: what is missed in what is kept is read anew, as another program's change is heard a moment later.</summary>
    public async ValueTask<TPart> GetAsync<TPart>(Func<T, TPart?> find) where TPart : class => find(await ReadAsync()) ?? find(await ReadAnewAsync())!;

    private async Task<T> ReadAnewAsync()
    {
        // The count is taken before the records are read: a change meanwhile makes it the older one.
        var number = changes.Number;
        var value = await read();
        known = new Known(number, value);
        return value;
    }
}
