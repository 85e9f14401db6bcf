namespace Lantai.Ui;

/// <summary>What a mark on a page means; each tone has its colour and its shape in the theme, and always a word beside it.</summary>
public enum Tone { Plain, Done, Soon, Late }
