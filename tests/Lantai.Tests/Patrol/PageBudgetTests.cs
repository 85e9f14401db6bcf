using Lantai.Patrol.Addresses;
using Lantai.Patrol.Crawl;
using Xunit;

namespace Lantai.Tests.Patrol;

public sealed class PageBudgetTests
{
    [Fact]
    public void Columns_have_their_places_until_they_are_read_and_never_more_than_half()
    {
        var budget = Budget(6, "http://a.example/x/", "https://a.example/y/");
        budget.Take(Address("/"));
        Assert.Equal([true, true, true, false], Enumerable.Range(0, 4).Select(i => budget.TryTake(Address($"/{i}"))));
        // One by the other scheme is the same; its second look counts, too.
        Assert.Equal([true, false, true, false], new[] { "/y/", "/5", "/x/", "/x/" }.Select(path => budget.TryTake(Address(path))));
        Assert.True(budget.WasExceeded);
        var many = Budget(4, [.. Enumerable.Range(0, 9).Select(i => $"http://a.example/{i}/")]);
        Assert.Equal([true, true, false], Enumerable.Range(0, 3).Select(i => many.TryTake(Address($"/{i}"))));
        Assert.False(Budget(1).WasExceeded);
    }

    [Fact]
    public async Task Pages_that_are_refused_take_no_place_of_a_column_from_it_meanwhile()
    {
        for (var round = 0; round < 500; round++)
        {
            string[] columns = [.. Enumerable.Range(0, 50).Select(i => $"/column{i}/")];
            var budget = Budget(100, [.. columns.Select(path => Address(path).Text)]);
            for (var i = 0; i < 50; i++) Assert.True(budget.TryTake(Address($"/{i}")));
            var (page, isOver) = (Address("/more"), false);
            var others = Enumerable.Range(0, 4).Select(_ => Task.Run(() =>
            {
                while (!Volatile.Read(ref isOver)) Assert.False(budget.TryTake(page));
            })).ToList();
            var got = columns.Count(path => budget.TryTake(Address(path)));
            Volatile.Write(ref isOver, true);
            await Task.WhenAll(others);
            Assert.Equal(50, got);
        }
    }

    private static PageBudget Budget(int most, params string[] columns) => new(most, columns.Select(AddressKey.Of).ToHashSet());

    private static WebAddress Address(string path) => WebAddress.Parse("http://a.example" + path)!;
}
