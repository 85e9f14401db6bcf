using Lantai.Packs;
using Lantai.Verification.Names;
using Xunit;

namespace Lantai.Tests.Verification;

public sealed class UnitNamesTests
{
    [Theory]
    [InlineData("青川县民政局", "民政局")]
    [InlineData("青川市民政局", "民政局")]
    [InlineData("广元市青川县民政局", "民政局")]
    [InlineData("县民政局", "民政局")]
    [InlineData("民政局", "民政局")]
    [InlineData("剑阁县民政局", null)]
    [InlineData("广元市民政局", null)]
    [InlineData("城市管理局", "城市管理局")]
    public void A_register_knows_its_own_units_and_no_other_places(string name, string? unit)
    {
        Assert.Equal(unit, UnitNames.OfRegister(["民政局", "城市管理局"], ShortForms.Load(PackFolder.BesideProgram), "青川县").Find(name).Unit);
        // Without being told its place, from the names that have it before them.
        Assert.Equal(unit is null ? null : "青川县" + unit, UnitNames.OfRegister(["青川县民政局", "青川县城市管理局"], ShortForms.Load(PackFolder.BesideProgram), null).Find(name).Unit);
    }

    [Fact]
    public void Counties_on_a_citys_register_are_units_and_not_its_place()
    {
        var names = UnitNames.OfRegister(["杞县", "祥符区", "民政局"], ShortForms.Load(PackFolder.BesideProgram), "开封市");
        Assert.Equal(("民政局", null, "杞县"), (names.Find("开封市民政局").Unit, names.Find("杞县民政局").Unit, names.Find("杞县人民政府").Unit));
    }
}
