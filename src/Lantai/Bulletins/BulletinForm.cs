using Lantai.Calendar;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Bulletins;

/// <summary>The internal brief with masthead and issue number, the red-headed document, the plain notice.</summary>
public enum BulletinKind { Brief, RedHead, Notice }

/// <summary>A text of the form, which may hold placeholders.</summary>
/// <param name="Where">Where it stands, for sentences about it: 通报.yaml第12行, or 正文第3段 where it was typed on a page.</param>
public sealed record FormText(string Text, string Where);

/// <summary>A paragraph, or a section with its heading.</summary>
public abstract record FormPart
{
    private protected FormPart() { }
}

/// <summary>A paragraph of the body.</summary>
public sealed record FormParagraph(FormText Text) : FormPart;

/// <summary>A section; its number (一、 （一） …) follows from its place.</summary>
/// <param name="RunsOn">Null for a heading on a line of its own, else the text that follows in the same paragraph.</param>
public sealed record FormSection(FormText Heading, FormText? RunsOn, IReadOnlyList<FormPart> Parts) : FormPart;

/// <summary>What a column of a printed table holds.</summary>
public enum FormColumnKind { Rank, Unit, Indicators, Total, YearTotal, Band, Movement }

/// <param name="Heading">As printed; for <see cref="FormColumnKind.Indicators"/> a pattern with <c>{{name}}</c> and <c>{{maximum}}</c>.</param>
public sealed record FormColumn(FormColumnKind Kind, FormText Heading);

/// <summary>A table of the bulletin: one group, as an attachment of its own.</summary>
public sealed record FormTable(FormText Group, FormText Title, IReadOnlyList<FormColumn> Columns);

/// <summary>A figure that does not come from the score sheet; the form says where it does come from.</summary>
public sealed record FormFigure(string Name, string Value, string From);

/// <summary>What stands at the foot; every part is optional.</summary>
public sealed record FormFoot
{
    public string? Host { get; init; }
    public string? Supervisor { get; init; }
    public string? SendTo { get; init; }
    public string? Distribute { get; init; }
    public string? CopyTo { get; init; }
    public string? Signed { get; init; }
    public string? Checked { get; init; }
    public string? Editors { get; init; }
    public string? PrintedBy { get; init; }
    public DateOnly? PrintedOn { get; init; }
    public string? Contact { get; init; }
}

/// <summary>
/// What an editor writes for one bulletin: everything but the figures, which come from the frozen score sheet through
/// placeholders. A YAML file; docs/guide/bulletins.md describes it.
/// </summary>
public sealed record BulletinForm
{
    /// <summary>The file's name, for sentences about it.</summary>
    public required string File { get; init; }

    public required BulletinKind Kind { get; init; }
    public required FormText Title { get; init; }
    public required string Issuer { get; init; }

    /// <summary>成文日期; for a brief the day in its masthead.</summary>
    public required DateOnly On { get; init; }

    /// <summary>The period reported; null when the score sheet names it.</summary>
    public Period? Period { get; init; }

    /// <summary>The brief's name; a brief has one.</summary>
    public string? Masthead { get; init; }

    /// <summary>The brief's issue; a brief has one.</summary>
    public IssueNumber? Issue { get; init; }

    /// <summary>发文机关标志; a red-headed document has one.</summary>
    public string? AgencyMark { get; init; }

    /// <summary>发文字号; a red-headed document has one.</summary>
    public DocumentNumber? Number { get; init; }

    public IReadOnlyList<string> Marks { get; init; } = [];
    public string? Addressees { get; init; }
    public IReadOnlyList<FormPart> Body { get; init; } = [];
    public IReadOnlyList<FormTable> Tables { get; init; } = [];

    /// <summary>Whether room is left for the seal.</summary>
    public bool Sealed { get; init; }

    /// <summary>附注, without brackets.</summary>
    public string? Note { get; init; }

    public FormFoot Foot { get; init; } = new();

    /// <summary>The units that the editor names as better or worse instead of those proposed, by group.</summary>
    public IReadOnlyDictionary<string, IReadOnlyList<FormText>> Better { get; init; } = new Dictionary<string, IReadOnlyList<FormText>>();

    /// <inheritdoc cref="Better"/>
    public IReadOnlyDictionary<string, IReadOnlyList<FormText>> Worse { get; init; } = new Dictionary<string, IReadOnlyList<FormText>>();

    /// <summary>What sentences call a unit, by its full name: 发展和改革委员会 is 发改委.</summary>
    public IReadOnlyDictionary<string, string> ShortNames { get; init; } = new Dictionary<string, string>();

    public IReadOnlyList<FormFigure> Figures { get; init; } = [];

    /// <summary>How <c>{{bands}}</c> speaks of one band.</summary>
    public required FormText BandWording { get; init; }

    /// <exception cref="RefusedException">The file cannot be read or is wrong: one sentence a mistake, with file, line and key.</exception>
    public static BulletinForm Read(string path) => Read(PackFile.Read(path));

    /// <inheritdoc cref="Read(string)"/>
    public static BulletinForm Read(PackFile file)
    {
        var form = new BulletinFormReader(file).Read();
        file.ThrowIfWrong();
        return form;
    }
}
