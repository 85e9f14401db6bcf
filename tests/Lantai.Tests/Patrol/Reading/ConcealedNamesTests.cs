using System.Text;
using Lantai.Patrol.Reading;
using Xunit;

namespace Lantai.Tests.Patrol.Reading;

/// <summary>Which names a style sheet takes out of sight.</summary>
public sealed class ConcealedNamesTests
{
    [Theory]
    [InlineData(".x{display:none}")]
    [InlineData(".x{display:none")]
    [InlineData("a,\n.y , div.x { color: red; VISIBILITY : Hidden !important }")]
    [InlineData(".x{opacity:0.0}")]
    [InlineData(".x{font-size:0px}")]
    [InlineData(".x{text-indent:-9999px}")]
    [InlineData(".x{position:absolute;top:-2000px}")]
    [InlineData(".x{height:1px;overflow:hidden}")]
    [InlineData("/*}*/.x{/*;*/display:none}")]
    [InlineData("@import 'a.css';@charset \"utf-8\";.x{display:none}")]
    [InlineData("@media print{.y{display:block}.z{}}\n.x{display:none}")]
    [InlineData(".x{display:block}.x{display:none}.x{color:red}")]
    [InlineData("}}.x{display:none}")]
    [InlineData("<!--\n.x{display:none}\n-->")]
    [InlineData("<!--.y{color:red}--> .x{display:none}")]
    public void A_rule_for_one_name_alone_conceals(string css) => Assert.True(ConcealedNames.Of(Encoding.UTF8.GetBytes(css)).HasClass("a x"u8));

    [Theory]
    [InlineData("")]
    [InlineData(".x{display:block}")]
    [InlineData(".x{opacity:0.01}")]
    [InlineData(".x{display:none}.x{display:block}")]
    [InlineData("#x{display:none}")]
    [InlineData(".xx{display:none}")]
    [InlineData(".menu .x{display:none}")]
    [InlineData(".a.x{display:none}")]
    [InlineData(".x:before{display:none}")]
    [InlineData(".x>a{display:none}")]
    [InlineData("@media print{.x{display:none}}")]
    [InlineData("@media print{.y{}.x{display:none}")]
    [InlineData(".y{.x{display:none}}")]
    [InlineData("/*.x{display:none}*/")]
    [InlineData(".x{}display:none}")]
    public void Any_other_rule_does_not(string css)
    {
        var names = ConcealedNames.Of(Encoding.UTF8.GetBytes(css));
        Assert.False(names.HasClass("a x"u8));
        Assert.Equal(css.StartsWith('#'), names.HasId("x"u8));
    }

    [Fact]
    public void A_sheet_that_is_built_to_cost_is_read_in_one_go_and_keeps_so_many_names()
    {
        foreach (var part in new[] { "@a{}", "{", "/*", "@", ".a{", "}", "," })
            Assert.False(ConcealedNames.Of(Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat(part, 500_000)))).HasClass("x"u8));
        var many = string.Concat(Enumerable.Range(0, 20_000).Select(n => $".n{n}{{display:none}}"));
        var names = ConcealedNames.Of(Encoding.UTF8.GetBytes(many));
        Assert.Equal((true, false), (names.HasClass("n9999"u8), names.HasClass("n10000"u8)));
    }
}
