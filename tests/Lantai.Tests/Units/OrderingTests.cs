using FsCheck;
using FsCheck.Fluent;
using Lantai.Units;
using Xunit;

namespace Lantai.Tests.Units;

public sealed class OrderingTests
{
    [Theory]
    [InlineData(new[] { 1, 2, 3, 4, 5 }, "1 2 3 4 5")]
    [InlineData(new[] { 1, 2, 3, 4, 2 }, "1 5 2 3 4")]
    [InlineData(new[] { 4, 2, 3, 4, 5 }, "2 3 4 1 5")]
    [InlineData(new[] { 9, 2, 3, 4, 1 }, "5 2 3 4 1")]
    public void A_typed_place_is_where_it_lands(int[] places, string expected) =>
        Assert.Equal(expected, string.Join(' ', Ordering.ByPlace([.. places.Select((place, i) => (i + 1L, (decimal)place))])));

    [Fact]
    public void One_step_changes_places_with_the_neighbour_and_stops_at_the_ends()
    {
        Assert.Equal([2, 1, 3], Ordering.Moved([1, 2, 3], 1, 1));
        Assert.Equal([1, 2, 3], Ordering.Moved([1, 2, 3], 1, -1));
        Assert.Equal([1, 2, 3], Ordering.Moved([1, 2, 3], 3, 1));
    }

    [Fact]
    public void Nothing_is_lost_or_repeated_whatever_is_typed() =>
        Prop.ForAll(ArbMap.Default.ArbFor<int[]>(), places =>
            Ordering.ByPlace([.. places.Select((place, i) => ((long)i, (decimal)place))]).Order().SequenceEqual(Enumerable.Range(0, places.Length).Select(i => (long)i)))
            .QuickCheckThrowOnFailure();

    [Fact]
    public void An_order_that_someone_else_changed_is_refused() =>
        Assert.Contains("刚被别人调整过", Assert.Throws<RefusedException>(() => Ordering.Check([1, 2], [2, 1], [2, 1])).Message, StringComparison.Ordinal);
}
