namespace Lantai.Ui;

/// <summary>A published page in a list.</summary>
/// <param name="On">The day of publication.</param>
public sealed record Headline(string Title, string Href, DateOnly On);
