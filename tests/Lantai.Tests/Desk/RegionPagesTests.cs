using Lantai.Tests.Support;
using Lantai.Tests.Units;
using Xunit;

namespace Lantai.Tests.Desk;

public sealed class RegionPagesTests(TestPostgres postgres)
{
    private const string Regions = SettingsOffice.Home + "/regions";

    [Fact]
    public async Task A_new_region_has_a_portal_with_its_marks_and_a_desk()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var added = await administrator.SubmitAsync(Regions + "/new", "region", Huangshigang());
        Assert.Contains("已新增“黄石港区”。", (await administrator.FollowAsync(added)).Text, StringComparison.Ordinal);
        using var citizen = office.App.Visit();
        var portal = await citizen.OpenAsync("/huangshigang");
        Assert.Contains("黄石港区人民政府", portal.Page.Title!, StringComparison.Ordinal);
        Assert.Contains("网站标识码：4202020001", portal.Page.QuerySelector("footer")!.TextContent, StringComparison.Ordinal);
        Assert.Contains("还没有组别", (await administrator.OpenAsync("/desk/huangshigang/units/groups")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Input.Key", "Yanshi", "“地址代码”只能用小写字母、数字和连字符，以字母开头，2至31个字符，如 yanshi。")]
    [InlineData("Input.Key", "settings", "“settings”是系统自己的地址，请换一个。")]
    [InlineData("Input.Key", "sign-in", "“sign-in”是系统自己的地址，请换一个。")]
    [InlineData("Input.Key", "css", "“css”是系统自己的地址，请换一个。")]
    [InlineData("Input.Key", "yanshi", "地址代码“yanshi”已被另一个地区使用。")]
    [InlineData("Input.SiteCode", "42020200", "“网站标识码”应为10位数字，或 bm 加8位数字，现为“42020200”。")]
    [InlineData("Input.Contact", "webmaster@example.gov.cn", "“联系方式”至少要有一个电话号码。")]
    [InlineData("Input.SiteAddress", "www.hsg.gov.cn", "“网站地址”应以 http:// 或 https:// 开头，现为“www.hsg.gov.cn”。")]
    public async Task A_wrong_mark_is_refused_where_it_stands(string field, string typed, string sentence)
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var form = Huangshigang();
        form[field] = typed;
        Assert.Equal([sentence], (await administrator.SubmitAsync(Regions + "/new", "region", form)).Errors);
    }

    [Fact]
    public async Task A_changed_mark_is_told_and_the_second_of_two_administrators_is_refused()
    {
        await using var office = await UnitOffice.OpenAsync(postgres);
        using var administrator = await office.AdministratorAsync();
        var opened = await administrator.OpenAsync(Regions + "/yanshi");
        Assert.Null(opened.Page.QuerySelector("[name='Input.Key']"));
        await administrator.SubmitAsync(Regions + "/yanshi", "region", new() { ["Input.SiteCode"] = "bm55000001" });
        var line = Assert.Single(await office.JournalAsync("修改地区"));
        Assert.Equal("修改地区“偃师区”：网站标识码由空改为“bm55000001”。", line.Sentence);
        var late = await administrator.SendAsync(Regions + "/yanshi", opened, "region", new() { ["Input.Contact"] = "0379-55500001" });
        Assert.Equal(["“偃师区”刚被别人改过，您看到的已不是最新内容；请重新打开本页，核对后再改。"], late.Errors);
    }

    private static Dictionary<string, string> Huangshigang() => new()
    {
        ["Input.Key"] = "huangshigang",
        ["Input.Name"] = "黄石港区",
        ["Input.OfficeName"] = "黄石港区人民政府办公室",
        ["Input.SiteName"] = "黄石港区人民政府",
        ["Input.SiteAddress"] = "https://www.hsg.example.gov.cn",
        ["Input.SiteCode"] = "４２０２０２０００１",
        ["Input.Contact"] = "0714-55500000",
    };
}
