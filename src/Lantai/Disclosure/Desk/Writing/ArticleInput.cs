using System.Globalization;
using System.Text.RegularExpressions;
using Lantai.Calendar;
using Lantai.Ui;

namespace Lantai.Disclosure.Desk.Writing;

/// <summary>The form in which an edition is written.</summary>
public sealed partial class ArticleInput
{
    public const int LongestTitle = 200;

    public int Seen { get; set; }
    public string? Title { get; set; }
    public string? Body { get; set; }
    public string? Source { get; set; }
    public string? FormedOn { get; set; }
    public string? Openness { get; set; }
    public string? Keywords { get; set; }
    public string? Summary { get; set; }
    public string? DutyItem { get; set; }
    public string? ChangeNote { get; set; }
    public string? PublishAt { get; set; }
    public string? TakeDownAt { get; set; }
    public string? PolicyType { get; set; }
    public string? Theme { get; set; }
    public string? DocumentNumber { get; set; }
    public string? Issuer { get; set; }
    public string? EffectiveOn { get; set; }
    public string? ExpiresOn { get; set; }
    public string? NeedsInterpretation { get; set; }
    public string? Form { get; set; }
    public string? Interprets { get; set; }
    public string? Amends { get; set; }
    public string? Repeals { get; set; }
    public string? Related { get; set; }

    internal static ArticleInput Of(Edition edition) => new()
    {
        Seen = edition.Revision,
        Title = edition.Title,
        Body = edition.Body,
        Source = edition.Source,
        FormedOn = Day(edition.FormedOn),
        Openness = edition.Openness.ToString(),
        Keywords = edition.Keywords,
        Summary = edition.Summary,
        DutyItem = edition.DutyItemId?.ToString(CultureInfo.InvariantCulture),
        ChangeNote = edition.ChangeNote,
        PublishAt = Minute(edition.PublishAt),
        TakeDownAt = Minute(edition.TakeDownAt),
        PolicyType = edition.PolicyType?.ToString(),
        Theme = edition.Theme,
        DocumentNumber = edition.DocumentNumber,
        Issuer = edition.Issuer,
        EffectiveOn = Day(edition.EffectiveOn),
        ExpiresOn = Day(edition.ExpiresOn),
        NeedsInterpretation = edition.NeedsInterpretation ? "true" : null,
        Form = edition.Form?.ToString(),
        Interprets = Targets(edition, LinkKind.Interprets),
        Amends = Targets(edition, LinkKind.Amends),
        Repeals = Targets(edition, LinkKind.Repeals),
        Related = Targets(edition, LinkKind.Related),
    };

    /// <summary>Reads what was typed; what is wrong is noted in the check.</summary>
    internal EditionText Read(FormCheck check)
    {
        var title = OneLine(check.Text("Input.Title", Title, "标题", LongestTitle));
        var body = "";
        try
        {
            body = CleanHtml.Of(Body);
        }
        catch (RefusedException refusal)
        {
            check.Add("Input.Body", refusal.Message);
        }
        var publish = Minute(check, "Input.PublishAt", PublishAt, "定时发布");
        var takeDown = Minute(check, "Input.TakeDownAt", TakeDownAt, "定时下线");
        if (takeDown <= publish) check.Add("Input.TakeDownAt", "“定时下线”应晚于“定时发布”。");
        return new EditionText(title, body, check.Text("Input.Source", Source, "来源", 60), check.Day("Input.FormedOn", FormedOn, "成文日期"),
            Enum.TryParse<Openness>(Openness, out var openness) ? openness : Disclosure.Openness.Open)
        {
            Keywords = check.OptionalText("Input.Keywords", Keywords, "关键词", 100),
            Summary = check.OptionalText("Input.Summary", Summary, "摘要", 300),
            DutyItemId = long.TryParse(DutyItem, CultureInfo.InvariantCulture, out var item) ? item : null,
            ChangeNote = check.OptionalText("Input.ChangeNote", ChangeNote, "改动说明", 200),
            PublishAt = publish,
            TakeDownAt = takeDown,
            Policy = ReadPolicy(check),
            Form = Enum.TryParse<InterpretationForm>(Form, out var form) ? form : null,
        };
    }

    internal IReadOnlyList<WantedLink> ReadLinks(FormCheck check) =>
    [
        .. Links(check, "Input.Interprets", Interprets, "解读的文件", LinkKind.Interprets), .. Links(check, "Input.Amends", Amends, "修改的文件", LinkKind.Amends),
        .. Links(check, "Input.Repeals", Repeals, "废止的文件", LinkKind.Repeals), .. Links(check, "Input.Related", Related, "相关稿件", LinkKind.Related),
    ];

    /// <summary>A title pasted over several lines is one line.</summary>
    internal static string OneLine(string title) =>
        string.Concat(title.Split(['\r', '\n', '\t'], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));

    private PolicyText? ReadPolicy(FormCheck check)
    {
        if (!Enum.TryParse<PolicyType>(PolicyType, out var type)) return null;
        var number = check.OptionalText("Input.DocumentNumber", DocumentNumber, "文号", 60);
        if (number is not null && !Orders().IsMatch(number)) RefuseNumber(check, number);
        var effective = check.Day("Input.EffectiveOn", EffectiveOn, "施行日期");
        var expires = check.Day("Input.ExpiresOn", ExpiresOn, "有效期至");
        if (expires < effective) check.Add("Input.ExpiresOn", "“有效期至”早于“施行日期”。");
        return new PolicyText(type, check.OptionalText("Input.Theme", Theme, "主题", 30), number, check.OptionalText("Input.Issuer", Issuer, "发文机关", 60),
            effective, expires, NeedsInterpretation == "true");
    }

    private static void RefuseNumber(FormCheck check, string number)
    {
        try
        {
            Papers.DocumentNumber.Parse(number);
        }
        catch (RefusedException refusal)
        {
            check.Add("Input.DocumentNumber", refusal.Message);
        }
    }

    private static IEnumerable<WantedLink> Links(FormCheck check, string field, string? text, string label, LinkKind kind)
    {
        foreach (var part in (text ?? "").Split(['、', ',', '，', ' ', '；', ';', '\n', '\r'],
            StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            if (long.TryParse(part.Split('/')[^1], NumberStyles.None, CultureInfo.InvariantCulture, out var id)) yield return new WantedLink(kind, id);
            else check.Add(field, $"“{label}”中的“{part}”不是稿件编号；编号是稿件网址最后的数字。");
        }
    }

    private static string? Targets(Edition edition, LinkKind kind) =>
        string.Join('、', edition.Links.Where(link => link.Kind == kind).Select(link => link.TargetId)) is { Length: > 0 } ids ? ids : null;

    private static string? Day(DateOnly? day) => day?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string? Minute(DateTimeOffset? at) =>
        at is { } instant ? OfficeTime.Local(instant).ToString("yyyy-MM-dd HH:mm", CultureInfo.InvariantCulture) : null;

    private static DateTimeOffset? Minute(FormCheck check, string field, string? text, string label)
    {
        if (string.IsNullOrWhiteSpace(text)) return null;
        string[] forms = ["yyyy-M-d H:mm", "yyyy-M-dTH:mm", "yyyy-M-d"];
        if (DateTime.TryParseExact(HalfWidth.Of(text).Trim(), forms, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at))
            return OfficeTime.Start(DateOnly.FromDateTime(at)).AddTicks(at.TimeOfDay.Ticks);
        check.Add(field, $"“{label}”应填日期和时间，如 2026-01-05 09:00。");
        return null;
    }

    /// <summary>政府令第3号 and the like are numbers of another kind.</summary>
    [GeneratedRegex(@"令第?\d{1,5}号$", RegexOptions.CultureInvariant)]
    private static partial Regex Orders();
}
