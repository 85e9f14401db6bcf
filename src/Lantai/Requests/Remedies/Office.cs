namespace Lantai.Requests.Remedies;

/// <summary>What kind of agency replies; who reviews its decisions depends on it (rulebook of packs/remedies).</summary>
public enum OfficeKind
{
    CountyDepartment,
    Township,
    CountyOutpost,
    CountyGovernment,
    CityDepartment,
    CityGovernment,
    ProvinceDepartment,
    ProvinceGovernment,
    Ministry,
    Vertical,
    Justice,
    DepartmentOutpost,
    CityDepartmentOutpost,
}

/// <summary>Who reviews, relative to the agency that replies.</summary>
public enum ReviewBody { Government, UpperGovernment, UpperDepartment, LocalGovernment, Itself }

/// <summary>Which court hears the case first.</summary>
public enum CourtLevel { Basic, Intermediate }

/// <summary>The agency that replies, with the bodies above and beside it as far as the office has entered them.</summary>
/// <param name="Name">Full name, as it signs.</param>
public sealed record Office(string Name, OfficeKind Kind)
{
    /// <summary>本级人民政府.</summary>
    public string? Government { get; init; }

    /// <summary>上一级人民政府.</summary>
    public string? UpperGovernment { get; init; }

    /// <summary>上一级主管部门.</summary>
    public string? UpperDepartment { get; init; }

    /// <summary>所在地的区（县）人民政府.</summary>
    public string? LocalGovernment { get; init; }

    public string? BasicCourt { get; init; }

    public string? IntermediateCourt { get; init; }

    /// <summary>The body's name; null when it has not been entered.</summary>
    public string? NameOf(ReviewBody body) => body switch
    {
        ReviewBody.Government => Government,
        ReviewBody.UpperGovernment => UpperGovernment,
        ReviewBody.UpperDepartment => UpperDepartment,
        ReviewBody.LocalGovernment => LocalGovernment,
        ReviewBody.Itself => Name,
    };

    /// <inheritdoc cref="NameOf(ReviewBody)"/>
    public string? NameOf(CourtLevel court) => court switch
    {
        CourtLevel.Basic => BasicCourt,
        CourtLevel.Intermediate => IntermediateCourt,
    };
}
