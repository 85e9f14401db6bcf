namespace Lantai.Papers;

/// <summary>
/// An official paper (公文) as a value, apart from how it is set: <see cref="PaperHtml"/>, <see cref="PaperDocx"/>
/// and <see cref="PaperPdf"/> all set the same one.
/// </summary>
/// <param name="Title">The title's lines, broken where the sense allows; see <see cref="TitleLines"/>.</param>
public sealed record Paper(IReadOnlyList<string> Title)
{
    /// <summary>The red head or masthead; null for a plain paper that begins with its title.</summary>
    public PaperHead? Head { get; init; }

    /// <summary>What stands at the top left, a line each: 机密★1年, 特急, 内部资料, 注意保存.</summary>
    public IReadOnlyList<string> Marks { get; init; } = [];

    /// <summary>主送机关, without the colon.</summary>
    public string? Addressees { get; init; }

    public IReadOnlyList<PaperBlock> Body { get; init; } = [];

    /// <summary>附件, in the order of their numbers; the list of their names follows the body.</summary>
    public IReadOnlyList<Attachment> Attachments { get; init; } = [];

    public Signature? Signature { get; init; }

    /// <summary>附注, without the brackets: 此件公开发布.</summary>
    public string? Note { get; init; }

    /// <summary>版记 or 报尾, at the foot of the last page.</summary>
    public PaperFoot? Foot { get; init; }

    /// <summary>The title in one line.</summary>
    public string PlainTitle => string.Concat(Title);

    /// <summary>Who issues it, as far as the paper says so by itself.</summary>
    public string? Issuer => Signature?.Issuer ?? (Head as Masthead)?.Issuer;
}

/// <summary>What stands above the title, in red.</summary>
public abstract record PaperHead
{
    private protected PaperHead() { }
}

/// <summary>版头 (GB/T 9704-2012, 7.2): the agency's mark, the number, the red line.</summary>
/// <param name="Mark">发文机关标志: 开封市人民政府办公室文件.</param>
public sealed record RedHead(string Mark, DocumentNumber Number) : PaperHead;

/// <summary>报头 of a brief: its name, the issue, who issues it and when, the red line.</summary>
public sealed record Masthead(string Name, IssueNumber Issue, string Issuer, DateOnly On) : PaperHead;

/// <summary>发文机关署名 and 成文日期.</summary>
/// <param name="Sealed">Room is left for the seal, and the name is centred over the date.</param>
public sealed record Signature(string Issuer, DateOnly On, bool Sealed);

/// <summary>附件: begins a new page with its mark and title.</summary>
public sealed record Attachment(string Title, IReadOnlyList<PaperBlock> Blocks);

/// <summary>A line across the foot.</summary>
public enum FootRule { None, Thin, Thick }

/// <summary>A row of the foot: one part stands at the left, two at both ends, three spread over the line.</summary>
public sealed record FootRow(FootRule Above, params IReadOnlyList<string> Parts)
{
    /// <summary>The ems before and with the colon of a lone part such as 抄送：…, after which its further lines begin; else 0.</summary>
    internal decimal LabelEms
    {
        get
        {
            var colon = Parts[0].IndexOf('：', StringComparison.Ordinal);
            return Parts.Count == 1 && colon is >= 0 and <= 6 ? TextWidth.Ems(Parts[0].AsSpan(0, colon + 1)) : 0;
        }
    }
}

/// <param name="Below">The line under the last row.</param>
public sealed record PaperFoot(IReadOnlyList<FootRow> Rows, FootRule Below = FootRule.Thick);
