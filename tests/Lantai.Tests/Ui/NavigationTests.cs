using Lantai.Ui;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed class NavigationTests
{
    private static readonly NavItem[] Items =
    [
        NavItem.ForDesk("设置", "/desk/settings", 210, "管理员"),
        NavItem.ForDesk("考评", "/desk/{Region}/assessment", 70),
        NavItem.ForDesk("今日", "/desk", 10),
        NavItem.ForPortal("通报", "/bulletins", 30),
    ];

    [Fact]
    public void Entries_stand_in_their_order_and_only_for_those_who_may_see_them()
    {
        Assert.Equal(["今日", "考评"], Items.For(NavPlace.Desk, "yanshi", ["单位联络员"]).Select(i => i.Title));
        Assert.Equal(["今日", "考评", "设置"], Items.For(NavPlace.Desk, "yanshi", ["管理员"]).Select(i => i.Title));
    }

    [Theory]
    [InlineData("/desk", "今日")]
    [InlineData("/desk/yanshi/assessment/2022-12", "考评")]
    [InlineData("/desk/yanshi/assessments", "今日")]
    [InlineData("/", null)]
    public void The_entry_nearest_to_the_page_is_marked(string path, string? title) =>
        Assert.Equal(title, Items.For(NavPlace.Desk, "yanshi", ["管理员"]).Current(path)?.Title);

    [Theory]
    [InlineData("/desk/units?page=2", true)]
    [InlineData("/", true)]
    [InlineData("//evil.cn", false)]
    [InlineData("/\\evil.cn", false)]
    [InlineData("https://evil.cn", false)]
    [InlineData("/a\r\nSet-Cookie: x", false)]
    [InlineData("", false)]
    [InlineData(null, false)]
    public void Only_a_path_of_this_site_is_followed(string? address, bool followed) => Assert.Equal(followed, LocalAddress.Is(address));

    [Fact]
    public void An_entry_of_a_region_is_not_shown_where_there_is_none() =>
        Assert.Equal(["今日"], Items.For(NavPlace.Desk).Select(i => i.Title));
}
