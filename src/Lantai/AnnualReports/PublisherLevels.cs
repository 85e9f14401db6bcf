using System.Text.RegularExpressions;
using Lantai.Units;

namespace Lantai.AnnualReports;

/// <summary>Tells a publisher's level from its name or its group.</summary>
public static partial class PublisherLevels
{
    /// <summary>The level that publishes under this name; a name that may stand for two is taken for the one with more time; a place's bare
    /// name (兰考县) is its government's.</summary>
    /// <param name="name">"" when the report names nobody.</param>
    public static PublisherLevel Of(string name) =>
        Province().IsMatch(name) ? PublisherLevel.Province
        : City().IsMatch(name) ? PublisherLevel.City
        : County().IsMatch(name) ? PublisherLevel.County
        : name.Length == 0 ? PublisherLevel.Province
        : PublisherLevel.Unit;

    /// <summary>The level of the units of a group.</summary>
    public static PublisherLevel Of(GroupLevel level) => level switch
    {
        GroupLevel.Unit => PublisherLevel.Unit,
        GroupLevel.County => PublisherLevel.County,
        GroupLevel.City => PublisherLevel.City,
    };

    [GeneratedRegex("(?:省|自治区)(?:(?:人民)?政府(?:办公厅)?)?$")]
    private static partial Regex Province();

    [GeneratedRegex("市(?:(?:人民)?政府(?:办公[厅室])?)?$")]
    private static partial Regex City();

    [GeneratedRegex("[县区旗](?:(?:人民)?政府(?:办公室)?)?$")]
    private static partial Regex County();
}
