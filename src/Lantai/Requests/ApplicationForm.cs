using Lantai.Ui;

namespace Lantai.Requests;

/// <summary>The statutory form as it is posted, by the applicant or by a clerk who types it in.</summary>
public sealed class ApplicationForm
{
    public const int Places = 5;

    public static readonly IReadOnlyList<Choice> Kinds =
        [.. ApplicantKinds.All.Select(kind => new Choice($"{kind}", kind.IsCitizen ? "公民" : kind.Title, kind.IsCitizen ? null : "法人或者其他组织"))];

    public static readonly IReadOnlyList<Choice> Deliveries =
        [.. new[] { "电子邮件", "邮寄", "当面领取", "传真", "当场查阅、抄录" }.Select(way => new Choice(way, way))];

    public static readonly IReadOnlyList<Choice> Documents =
        [.. DocumentKinds.All.Select(kind => new Choice($"{kind}", kind.Title, kind.IsPersonal ? "公民" : "法人或者其他组织"))];

    public string? Unit { get; set; }
    public string? Kind { get; set; } = $"{ApplicantKind.Citizen}";
    public string? Applicant { get; set; }
    public string? Document { get; set; }
    public string? Identity { get; set; }
    public string? Representative { get; set; }
    public string? Phone { get; set; }
    public string? Email { get; set; }
    public string? Address { get; set; }
    public string? Delivery { get; set; }
    public List<string?> Items { get; set; } = [];

    /// <summary>Checked by a clerk: the paper says no more of how to reach the applicant.</summary>
    public string? AsWritten { get; set; }

    /// <summary>The way wanted needs an address that is not given; a clerk may enter it as it was written.</summary>
    internal bool IsDoubted { get; private set; }

    public IFormFile? Scan { get; set; }
    public IFormFile? File { get; set; }

    /// <summary>The application, as far as the form is right; what is not stands in the check.</summary>
    /// <param name="addressees">Who can be applied to; nobody is asked when there is only one.</param>
    /// <param name="isAmending">What was registered is put right: without a number the document stays as it is.</param>
    /// <param name="isOwn">Filled in by the applicant, who can be asked for more.</param>
    public NewRequest? Read(FormCheck check, IReadOnlyList<Choice> addressees, Channel channel, DateOnly submittedOn, DateOnly today, bool isAmending = false,
        bool isOwn = false)
    {
        var unit = addressees.Count > 1 ? check.OneOf("Input.Unit", Unit, "申请的机关", addressees) : "";
        var kind = check.OneOf("Input.Kind", Kind, "申请人类型", Kinds);
        var applicant = check.Text("Input.Applicant", Applicant, "姓名或者单位全称", 100);
        var identity = check.OptionalText("Input.Identity", Identity, "证件号码", 40) ?? "";
        if (identity.Length == 0 && !isAmending) check.Add("Input.Identity", "请填写“证件号码”。");
        var delivery = check.OneOf("Input.Delivery", Delivery, "获取信息的方式", Deliveries);
        var items = ReadItems(check);
        var isCitizen = kind == $"{ApplicantKind.Citizen}";
        var representative = check.OptionalText("Input.Representative", Representative, "法定代表人或者负责人", 50);
        if (kind.Length > 0 && !isCitizen && representative is null) check.Add("Input.Representative", "单位申请的，请填写“法定代表人或者负责人”。");
        var applicantKind = kind.Length == 0 ? ApplicantKind.Citizen : Enum.Parse<ApplicantKind>(kind);
        var document = ReadDocument(check);
        if (identity.Length > 0 && kind.Length > 0) CheckIdentity(check, document ?? DocumentKinds.UsualOf(applicantKind), applicantKind, identity, today);
        var request = new NewRequest(channel, submittedOn, applicantKind, applicant, identity)
        {
            UnitId = Addressees.UnitOf(unit),
            Document = document,
            Representative = representative,
            Phone = check.OptionalText("Input.Phone", Phone, "联系电话", 40),
            Email = ReadEmail(check),
            Address = check.OptionalText("Input.Address", Address, "通信地址", 200),
            Delivery = delivery,
            Items = items,
        };
        if (request is { Phone: null, Email: null, Address: null }) check.Add("Input.Phone", "联系电话、电子邮箱、通信地址至少填写一项。");
        if (!isAmending) CheckDelivery(check, request, isOwn);
        return check.Failed ? null : request;
    }

    /// <summary>Nothing can be sent to an address that is not given; a paper that says no more is still an application.</summary>
    private void CheckDelivery(FormCheck check, NewRequest request, bool isOwn)
    {
        var (field, label, isGiven) = request.Delivery switch
        {
            "电子邮件" => ("Input.Email", "电子邮箱", !string.IsNullOrWhiteSpace(Email)),
            "邮寄" => ("Input.Address", "通信地址", request.Address is not null),
            "传真" => ("Input.Phone", "联系电话", request.Phone is not null),
            _ => ("", "", true),
        };
        if (isGiven || check.For(field) is not null) return;
        IsDoubted = !isOwn;
        if (isOwn) check.Add(field, $"获取信息的方式选了“{request.Delivery}”，请填写“{label}”，或者改选其他方式。");
        else if (AsWritten is null)
            check.Add(field, $"获取信息的方式是“{request.Delivery}”，没有“{label}”；请向申请人问明后填写，问不到的勾选“照申请表登记”。");
    }

    private DocumentKind? ReadDocument(FormCheck check)
    {
        if (string.IsNullOrEmpty(Document) || check.OneOf("Input.Document", Document, "证件种类", Documents) is not { Length: > 0 } chosen) return null;
        return Enum.Parse<DocumentKind>(chosen);
    }

    private List<string> ReadItems(FormCheck check)
    {
        List<string> items = [];
        for (var place = 0; place < Math.Max(Places, Math.Min(Items.Count, RegisterRequest.MostItems)); place++)
            if (check.OptionalText($"Input.Items[{place}]", Items.ElementAtOrDefault(place), "所需政府信息", 1000) is { } text) items.Add(text);
        if (items.Count == 0) check.Add("Input.Items[0]", "请写明所需的政府信息：名称、文号或者便于查询的其他特征。");
        return items;
    }

    private string? ReadEmail(FormCheck check)
    {
        var email = check.OptionalText("Input.Email", Email, "电子邮箱", 100);
        if (email is not null && !System.Net.Mail.MailAddress.TryCreate(email, out _)) check.Add("Input.Email", "电子邮箱的写法不对，应像 zhangsan@example.com。");
        return email;
    }

    private static void CheckIdentity(FormCheck check, DocumentKind document, ApplicantKind applicant, string identity, DateOnly today)
    {
        try
        {
            document.ReadOf(applicant, identity, today);
        }
        catch (RefusedException refusal)
        {
            check.Add("Input.Identity", refusal.Message);
        }
    }
}
