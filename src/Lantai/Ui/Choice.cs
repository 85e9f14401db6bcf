namespace Lantai.Ui;

/// <summary>One value that can be chosen.</summary>
/// <param name="Group">The heading under which it stands in a list; null for none.</param>
public sealed record Choice(string Value, string Text, string? Group = null);

/// <summary>What kind of input a <see cref="Field"/> is.</summary>
public enum FieldKind { Text, Number, Date, Select, TextArea, File, Checkbox, Radio, Password }
