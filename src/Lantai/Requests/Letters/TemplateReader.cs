using System.Text.RegularExpressions;
using Lantai.Packs;

namespace Lantai.Requests.Letters;

/// <summary>Reads the body of a template; a field that does not exist, or is of the wrong kind, is a mistake with its line.</summary>
internal sealed partial class TemplateReader(LetterFields fields, PackFolder packs)
{
    private const int DeepestParts = 4;

    public List<TemplateBlock> Body(PackNode node, int depth = 0) => [.. node.Items().SelectMany(item => Block(item, depth))];

    public TemplateText Text(PackNode node, params ReadOnlySpan<string> alsoKnown)
    {
        if (!node.IsThere || !node.IsScalar) return Plain(node.IsThere ? node.Text() : "");
        var text = node.Text();
        var pieces = new List<TemplatePiece>();
        var at = 0;
        foreach (var match in FieldMark().Matches(text).Cast<Match>())
        {
            if (match.Index > at) pieces.Add(new TemplatePiece(text[at..match.Index], null));
            var key = match.Groups[1].Value.Trim();
            if (key != LetterFields.Remedy && !alsoKnown.Contains(key) && fields.Find(key) is null) node.Wrong($"没有“{key}”这个字段{fields.Nearest(key)}。");
            pieces.Add(new TemplatePiece(match.Value, key));
            at = match.Index + match.Length;
        }
        if (at < text.Length) pieces.Add(new TemplatePiece(text[at..], null));
        if (pieces.Exists(piece => piece.Field is null
            && (piece.Text.Contains("{{", StringComparison.Ordinal) || piece.Text.Contains("}}", StringComparison.Ordinal))))
            node.Wrong("“{{”和“}}”没有成对。");
        return new TemplateText(pieces);
    }

    public List<TemplateAttachment> Attachments(PackNode? node) => node is null ? [] : [.. node.Items().Select(item =>
    {
        var map = item.Map();
        var attachment = new TemplateAttachment(map.Required("title").Text(), Body(map.Required("body")));
        map.End();
        return attachment;
    })];

    /// <summary>The attachments of a part: <c>attach: provided</c>.</summary>
    public List<TemplateAttachment> AttachmentsOfPart(PackNode? name)
    {
        if (name is null || Part(name) is not { } part) return [];
        return Attachments(part.Root.Map().Required("attachments"));
    }

    private IEnumerable<TemplateBlock> Block(PackNode item, int depth)
    {
        if (item.IsScalar) return [new TemplateLine(Text(item))];
        var map = item.Map();
        var block = map.Has("part") ? OfPart(map.Required("part"), depth)
            : map.Has("each") ? [Each(map)]
            : map.Has("table") ? [Table(map)]
            : (IEnumerable<TemplateBlock>)[Line(map)];
        map.End();
        return block;
    }

    private List<TemplateBlock> OfPart(PackNode name, int depth)
    {
        if (depth >= DeepestParts) name.Wrong($"段落引用超过{DeepestParts}层，请检查是否互相引用。");
        if (depth >= DeepestParts || Part(name) is not { } part) return [];
        var blocks = Body(part.Root.Map().Required("body"), depth + 1);
        part.ThrowIfWrong();
        return blocks;
    }

    private PackFile? Part(PackNode name)
    {
        var known = packs.Names("letters/parts");
        if (known.Contains(name.Text())) return PackFile.Read(packs.Find("letters/parts", name.Text()));
        name.Wrong($"没有“{name.Text()}”这个共用段落，现有：{string.Join("、", known)}。");
        return null;
    }

    private TemplateLine Line(PackMap map) => new(Text(map.Required("text")), map.Optional("when") is { } when ? Key(when) : null);

    private TemplateEach Each(PackMap map) =>
        new(Key(map.Required("each"), FactKind.Lines), Text(map.Required("text"), LetterFields.ItemNumber, LetterFields.Item));

    private TemplateTable Table(PackMap map)
    {
        var caption = map.Required("table").Text();
        List<string> head = [.. map.Required("head").Items().Select(cell => cell.Text())];
        if (map.Optional("from") is { } from) return new TemplateTable(caption, head, [], Key(from, FactKind.Rows));
        return new TemplateTable(caption, head, [.. map.Required("rows").Items().Select(row => Row(row, head.Count))]);
    }

    private List<TemplateText> Row(PackNode row, int columns)
    {
        List<TemplateText> cells = [.. row.Items().Select(cell => cell.IsBlank ? Plain("") : Text(cell))];
        if (cells.Count != columns) row.Wrong($"应有{columns}格，现有{cells.Count}格。");
        return cells;
    }

    private string Key(PackNode node, FactKind? kind = null)
    {
        var key = node.Text();
        var field = fields.Find(key);
        if (field is null) node.Wrong($"没有“{key}”这个字段{fields.Nearest(key)}。");
        else if (kind is { } wanted && field.Kind != wanted) node.Wrong($"“{key}”应为{(wanted == FactKind.Rows ? "表格的行" : "逐项列出")}的字段。");
        return key;
    }

    private static TemplateText Plain(string text) => new([new TemplatePiece(text, null)]);

    [GeneratedRegex(@"\{\{([^{}]*)\}\}")]
    private static partial Regex FieldMark();
}
