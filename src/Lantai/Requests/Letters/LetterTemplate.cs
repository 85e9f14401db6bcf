using Lantai.Packs;
using Lantai.Requests.Decisions;

namespace Lantai.Requests.Letters;

/// <summary>What kind of paper it is: replies carry a remedy, forms carry no number.</summary>
public enum PaperKind { Reply, Notice, Consultation, Form }

/// <summary>Words with fields in them.</summary>
public sealed record TemplateText(IReadOnlyList<TemplatePiece> Pieces);

/// <param name="Field">The key of a bound field; null for plain words.</param>
public readonly record struct TemplatePiece(string Text, string? Field);

/// <summary>What the body of a template is made of. There is no logic but presence and repetition.</summary>
public abstract record TemplateBlock
{
    private protected TemplateBlock() { }
}

/// <param name="When">Left out when this field is not known.</param>
public sealed record TemplateLine(TemplateText Text, string? When = null) : TemplateBlock;

/// <summary>A paragraph for every line of a field.</summary>
public sealed record TemplateEach(string Field, TemplateText Text) : TemplateBlock;

/// <param name="From">A field that holds the rows; null when they stand in the template.</param>
public sealed record TemplateTable(
    string Caption, IReadOnlyList<string> Head, IReadOnlyList<IReadOnlyList<TemplateText>> Rows, string? From = null) : TemplateBlock;

public sealed record TemplateAttachment(string Title, IReadOnlyList<TemplateBlock> Body);

/// <summary>A paper of packs/letters.</summary>
/// <param name="Key">The file's name: <c>reply-r5a</c>.</param>
/// <param name="Decision">The decision that a reply tells; null for other papers.</param>
/// <param name="Basis">The clause it rests on and the days between which it may be used.</param>
/// <param name="To">The addressee; null for a form without one.</param>
/// <param name="Sends">What is entered in the case when it goes out; null for a paper that does not touch the course.</param>
/// <param name="IsSigned">Ends with the office's name, seal and date.</param>
public sealed record LetterTemplate(
    string Key,
    string Name,
    PaperKind Kind,
    Decision? Decision,
    RequestEventKind? Sends,
    Citation Basis,
    TemplateText Title,
    TemplateText? To,
    IReadOnlyList<TemplateBlock> Body,
    IReadOnlyList<TemplateAttachment> Attachments,
    bool IsSigned)
{
    /// <summary>The end of a case that it tells the applicant of: 撤回, 并案. Null for every other paper.</summary>
    public RequestEventKind? Closes { get; init; }

    /// <summary>It goes out only when the head of the office approved it (条例第三十三条第二款).</summary>
    public bool NeedsApproval { get; init; }

    public bool IsNumbered => Kind != PaperKind.Form;

    /// <summary>Addressed to the applicant.</summary>
    public bool IsForApplicant => To?.Pieces.Any(piece => piece.Field == "applicant") == true;

    /// <summary>Whom a letter is addressed to, as far as its facts say; "" when nobody is known.</summary>
    public string ReceiverOf(Letter letter, string applicant) => To?.Pieces.Select(piece => piece.Field).OfType<string>().FirstOrDefault() switch
    {
        null => "",
        "applicant" => applicant,
        var field => letter.Facts.GetValueOrDefault(field, ""),
    };

    /// <summary>The fields without which it cannot be written, each once, in the order of the text.</summary>
    public IReadOnlyList<string> Fields =>
        [.. FieldsOf(Title).Concat(To is null ? [] : FieldsOf(To)).Concat(Body.SelectMany(FieldsOf))
            .Concat(Attachments.SelectMany(attachment => attachment.Body.SelectMany(FieldsOf)))
            .Where(key => key is not (LetterFields.Remedy or LetterFields.Item or LetterFields.ItemNumber)).Distinct()];

    /// <summary>The fields of lines that stand only when those are known.</summary>
    public IReadOnlyList<string> OptionalFields => [.. Body.OfType<TemplateLine>().Select(line => line.When).OfType<string>().Distinct()];

    private static IEnumerable<string> FieldsOf(TemplateText text) => text.Pieces.Select(piece => piece.Field).OfType<string>();

    private static IEnumerable<string> FieldsOf(TemplateBlock block) => block switch
    {
        TemplateLine line => line.When is null ? FieldsOf(line.Text) : [],
        TemplateEach each => FieldsOf(each.Text).Prepend(each.Field),
        TemplateTable table => table.From is { } rows ? [rows] : table.Rows.SelectMany(row => row.SelectMany(FieldsOf)),
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
