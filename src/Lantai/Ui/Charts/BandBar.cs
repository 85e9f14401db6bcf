namespace Lantai.Ui.Charts;

/// <summary>A band (优秀, 良好 …) and how many units are in it.</summary>
public sealed record BandBar(string Name, int Count);
