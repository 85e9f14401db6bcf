namespace Lantai.Assessment;

/// <summary>
/// A dated row of evidence about a unit: something found, counted, typed in by the office or imported.
/// </summary>
/// <param name="Unit">The unit's name as of the period.</param>
/// <param name="Name">The fact's name, as schemes refer to it: 无文号文件, 信息更新.</param>
/// <param name="Day">When it happened or was found.</param>
/// <param name="Quantity">How many, or the figure itself for a score or a rate; 1 for a single case.</param>
public sealed record Fact(string Unit, string Name, DateOnly Day, decimal Quantity = 1)
{
    /// <summary>The class, level or grade: 严重表述错误, 省级, 优.</summary>
    public string? Class { get; init; }

    /// <summary>The account, column or matter it is about.</summary>
    public string? Item { get; init; }

    /// <summary>Its state of rectification or objection: 已整改, 逾期, 申诉成立.</summary>
    public string? State { get; init; }

    /// <summary>When a time limit began to run; <see cref="Day"/> is then when the thing was done.</summary>
    public DateOnly? Since { get; init; }

    public string? Note { get; init; }

    /// <summary>Where the evidence can be opened.</summary>
    public string? Link { get; init; }

    /// <summary>A stored file that is its evidence; null where there is none.</summary>
    public Guid? FileId { get; init; }
}
