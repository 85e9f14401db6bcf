using System.Text.RegularExpressions;

namespace Lantai.Verification.Tables;

/// <summary>The words that say which group of units is meant.</summary>
internal static partial class GroupWords
{
    /// <summary>The one group that the text names; unknown when it names none or several.</summary>
    public static UnitGroup In(string text)
    {
        var (towns, counties, departments) = (Towns().IsMatch(text), Counties().IsMatch(text), Departments().IsMatch(text));
        return (towns, counties, departments) switch
        {
            (true, false, false) => UnitGroup.Towns,
            (false, true, false) => UnitGroup.Counties,
            (false, false, true) => UnitGroup.Departments,
            _ => UnitGroup.Unknown,
        };
    }

    /// <summary>By the ending of a unit's name.</summary>
    public static UnitGroup OfUnit(string name) =>
        TownName().IsMatch(name) ? UnitGroup.Towns : CountyName().IsMatch(name) ? UnitGroup.Counties : UnitGroup.Departments;

    [GeneratedRegex(@"镇|乡(?!村)|街道|街办")]
    private static partial Regex Towns();

    [GeneratedRegex(@"县区|区县|县\(市|各县|县市区|县级|旗县")]
    private static partial Regex Counties();

    [GeneratedRegex(@"[市区县州省]直|部门|委办局|局委")]
    private static partial Regex Departments();

    [GeneratedRegex(@"(镇|乡|街道|街道办|街道办事处)$")]
    private static partial Regex TownName();

    [GeneratedRegex(@"(县|区|示范区|旗|自治县)$")]
    private static partial Regex CountyName();
}
