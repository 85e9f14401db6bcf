using System.Globalization;
using System.Text.RegularExpressions;

namespace Lantai.Requests.Lint;

/// <summary>A letter taken apart: number, title, addressee, body, signature, date (rulebook of 答复书 structure).</summary>
internal sealed partial class LintedLetter
{
    private const int HeadLines = 12;
    private const int LongestAddressee = 50;
    private const int LongestSignature = 60;

    public LintedLetter(IReadOnlyList<LetterLine> lines)
    {
        Lines = lines;
        All = string.Join('\n', lines.Select(line => line.Plain));
        var addressee = FindAddressee();
        Addressee = addressee < 0 ? null : lines[addressee];
        var head = addressee < 0 ? Math.Min(HeadLines, lines.Count) : addressee;
        var number = FindIndex(0, Math.Max(head, 1), line => AnyNumber().IsMatch(line.Plain) && line.Plain.Length <= LongestSignature);
        Number = number < 0 ? null : lines[number];
        Title = FindTitle(number, addressee);
        Kind = LetterKinds.OfTitle(Title);
        var signed = FindSignature(addressee + 1);
        Signature = signed < 0 ? null : lines[signed];
        SignedOn = signed < 0 ? null : DayIn(lines[signed].Plain);
        Issuer = signed < 0 ? null : IssuerAt(signed, addressee);
        var end = signed < 0 ? lines.Count : signed;
        var start = Math.Max(addressee, number) + 1;
        Body = [.. lines.Skip(start).Take(Math.Max(0, end - start))];
        BodyText = string.Join('\n', Body.Select(line => line.Plain));
        Subject = Kind == LetterKind.Reply ? LetterKinds.OfDecision(BodyText) : ReplySubject.Unknown;
    }

    public IReadOnlyList<LetterLine> Lines { get; }

    /// <summary>Every line in plain form.</summary>
    public string All { get; }

    public LetterLine? Number { get; }

    /// <summary>In plain form; "" when none is found.</summary>
    public string Title { get; }

    public LetterLine? Addressee { get; }

    public IReadOnlyList<LetterLine> Body { get; }

    public string BodyText { get; }

    /// <summary>The line that bears the date at the end.</summary>
    public LetterLine? Signature { get; }

    /// <summary>The name over the date; null when there is none.</summary>
    public string? Issuer { get; }

    public DateOnly? SignedOn { get; }

    public LetterKind Kind { get; }

    public ReplySubject Subject { get; }

    /// <summary>本机关于…收到: the receipt day as told.</summary>
    public DateOnly? ReceivedOn => DayIn(Received().Match(BodyText).Value);

    public DateOnly? CorrectedOn => DayIn(Corrected().Match(BodyText).Value);

    /// <summary>Whether a pattern fits anywhere in the letter.</summary>
    public bool Says(string pattern) => Pattern.Of(pattern).IsMatch(All);

    public LetterLine? LineWith(string pattern) => Lines.FirstOrDefault(line => Pattern.Of(pattern).IsMatch(line.Plain));

    /// <summary>第三十六条第（四）项: whatever the brackets, and with a paragraph number between or without.</summary>
    public bool Cites(string article, string? item = null) =>
        Says(item is null ? $"第{article}条" : $"第{article}条(第[一二三四]款)?(第（[一二三四五六七]）项[、和])*第[（]?{item}[）]?项");

    public static DateOnly? DayIn(string text)
    {
        var match = Day().Match(text);
        if (!match.Success) return null;
        var written = $"{match.Groups[1].Value}-{match.Groups[2].Value}-{match.Groups[3].Value}";
        return DateOnly.TryParseExact(written, "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;
    }

    /// <summary>The first short line of the head that ends with a colon.</summary>
    private int FindAddressee() => FindIndex(0, Math.Min(HeadLines, Lines.Count), line =>
        line.Plain.Length is > 1 and <= LongestAddressee && line.Plain[^1] is '：' or ':' && !line.Plain.Contains('。') && !AnyNumber().IsMatch(line.Plain)
        && !line.Plain.StartsWith("附件", StringComparison.Ordinal));

    private string FindTitle(int number, int addressee)
    {
        var end = addressee >= 0 ? addressee - 1
            : FindIndex(0, Math.Min(HeadLines, Lines.Count), line => TitleEnd().IsMatch(line.Plain) && line.Plain.Length <= LongestSignature);
        var start = number <= end ? number + 1 : 0;
        return string.Concat(Lines.Take(end + 1).Skip(start).Select(line => line.Plain));
    }

    /// <summary>The last line before the attachments that is a date, or a short line ending with one.</summary>
    private int FindSignature(int from)
    {
        var end = FindIndex(from, Lines.Count, line => AttachmentPage().IsMatch(line.Plain));
        for (var i = (end < 0 ? Lines.Count : end) - 1; i >= from; i--)
            if (Lines[i].Plain.Length <= LongestSignature && SigningDate().IsMatch(Lines[i].Plain)) return i;
        return -1;
    }

    private string? IssuerAt(int signed, int addressee)
    {
        var sameLine = SigningDate().Replace(Lines[signed].Plain, "");
        if (sameLine.Length > 0) return sameLine;
        var above = signed - 1;
        return above > addressee && !Lines[above].Plain.EndsWith('。')
            && !Lines[above].Plain.StartsWith("附件", StringComparison.Ordinal) ? Lines[above].Plain : null;
    }

    private int FindIndex(int from, int to, Func<LetterLine, bool> fits)
    {
        for (var i = from; i < to; i++)
            if (fits(Lines[i])) return i;
        return -1;
    }

    [GeneratedRegex(@"[〔［\[（【]\d{4}[〕］\]）】]第?\d+号$|^\S{1,20}\d{4}年第?\d+号$")]
    private static partial Regex AnyNumber();

    [GeneratedRegex("(书|函|表|单|证|证明|凭证|回执|目录|流程|记录|告知|答复|通知)$")]
    private static partial Regex TitleEnd();

    [GeneratedRegex(@"([一二三四五六七八九十〇零○]{4}年[一二三四五六七八九十]{1,3}月[一二三四五六七八九十]{1,3}日|\d{4}年\d{1,2}月\d{1,2}日|\d{4}[-./]\d{1,2}[-./]\d{1,2})$")]
    private static partial Regex SigningDate();

    [GeneratedRegex(@"^附件\d*$")]
    private static partial Regex AttachmentPage();

    [GeneratedRegex(@"(\d{4})年(\d{1,2})月(\d{1,2})日")]
    private static partial Regex Day();

    [GeneratedRegex(@"\d{4}年\d{1,2}月\d{1,2}日(通过[^，。\n]{0,30})?(收到|签收|受理)(?![^，。\n]{0,6}补正)")]
    private static partial Regex Received();

    [GeneratedRegex(@"\d{4}年\d{1,2}月\d{1,2}日收到[^，。\n]{0,6}补正")]
    private static partial Regex Corrected();
}
