namespace Lantai.Ui;

/// <summary>A step of the path to a page; the last one, the page itself, has no address.</summary>
public sealed record Crumb(string Text, string? Href = null);
