using System.Text.RegularExpressions;
using Lantai.Ui;
using Lantai.Units;

namespace Lantai.Desk.Settings;

/// <summary>A region as it is typed into the form.</summary>
public sealed partial class RegionForm
{
    public string? Key { get; set; }
    public string? Name { get; set; }
    public string? OfficeName { get; set; }
    public string? SiteName { get; set; }
    public string? SiteAddress { get; set; }
    public string? SiteCode { get; set; }
    public string? IcpNumber { get; set; }
    public string? PoliceNumber { get; set; }
    public string? Contact { get; set; }
    public string? Undertaker { get; set; }
    public string? OfficialMark { get; set; }
    public string? ReportError { get; set; }
    public string? Ipv6 { get; set; }
    public string? Order { get; set; }

    /// <summary>Of the region that the person saw.</summary>
    public uint Version { get; set; }

    public static RegionForm Of(Region region) => new()
    {
        Key = region.Key,
        Name = region.Name,
        OfficeName = region.OfficeName,
        SiteName = region.SiteName,
        SiteAddress = region.SiteAddress,
        SiteCode = region.SiteCode,
        IcpNumber = region.IcpNumber,
        PoliceNumber = region.PoliceNumber,
        Contact = region.Contact,
        Undertaker = region.Undertaker,
        OfficialMark = region.OfficialMarkAddress,
        ReportError = region.ReportErrorAddress,
        Ipv6 = region.SupportsIpv6 ? "true" : null,
        Order = region.DisplayOrder.ToString(),
        Version = region.Version,
    };

    /// <summary>Writes what is right onto the region; what is wrong stands in the check.</summary>
    public void WriteTo(Region region, FormCheck check)
    {
        region.Name = check.Text("Input.Name", Name, "地区名称", 30);
        region.OfficeName = check.Text("Input.OfficeName", OfficeName, "办公机构", 60);
        region.SiteName = check.Text("Input.SiteName", SiteName, "网站名称", 60);
        region.SiteAddress = Address(check, "Input.SiteAddress", SiteAddress, "网站地址");
        region.SiteCode = Code(check);
        region.IcpNumber = check.OptionalText("Input.IcpNumber", IcpNumber, "ICP备案编号", 40);
        region.PoliceNumber = check.OptionalText("Input.PoliceNumber", PoliceNumber, "公安备案号", 40);
        region.Contact = check.Text("Input.Contact", Contact, "联系方式", 100);
        if (region.Contact.Length > 0 && !region.Contact.Any(char.IsAsciiDigit)) check.Add("Input.Contact", "“联系方式”至少要有一个电话号码。");
        region.Undertaker = check.OptionalText("Input.Undertaker", Undertaker, "承办单位", 60);
        region.OfficialMarkAddress = Address(check, "Input.OfficialMark", OfficialMark, "党政机关网站标识");
        region.ReportErrorAddress = Address(check, "Input.ReportError", ReportError, "我为政府网站找错");
        region.SupportsIpv6 = Ipv6 == "true";
        region.DisplayOrder = (int)(check.Number("Input.Order", Order, "排序", 0, 999) ?? 0);
    }

    /// <summary>The key of a new region; addresses of the program itself are taken.</summary>
    public string ReadKey(FormCheck check, IReadOnlySet<string> taken)
    {
        var key = check.Text("Input.Key", Key, "地址代码", 31);
        if (key.Length > 0 && !KeyPattern().IsMatch(key))
            check.Add("Input.Key", "“地址代码”只能用小写字母、数字和连字符，以字母开头，2至31个字符，如 yanshi。");
        else if (taken.Contains(key)) check.Add("Input.Key", $"“{key}”是系统自己的地址，请换一个。");
        return key;
    }

    /// <summary>What one form says otherwise than the other, by label.</summary>
    internal static IReadOnlyList<FieldChange> Between(Region before, Region after) =>
    [
        .. Lines(before).Zip(Lines(after), (from, to) => new FieldChange(from.Label, from.Text ?? "", to.Text ?? "")).Where(change => change.From != change.To),
    ];

    private static IEnumerable<(string Label, string? Text)> Lines(Region region) =>
    [
        ("地区名称", region.Name), ("办公机构", region.OfficeName), ("网站名称", region.SiteName), ("网站地址", region.SiteAddress),
        ("网站标识码", region.SiteCode), ("ICP备案编号", region.IcpNumber), ("公安备案号", region.PoliceNumber), ("联系方式", region.Contact),
        ("承办单位", region.Undertaker), ("党政机关网站标识", region.OfficialMarkAddress), ("我为政府网站找错", region.ReportErrorAddress),
        ("支持IPv6", region.SupportsIpv6 ? "是" : ""), ("排序", region.DisplayOrder.ToString()),
    ];

    private static string? Address(FormCheck check, string field, string? text, string label)
    {
        try
        {
            return UnitColumn.Address(text ?? "", label);
        }
        catch (RefusedException refusal)
        {
            check.Add(field, refusal.Message);
            return null;
        }
    }

    private string? Code(FormCheck check)
    {
        var code = HalfWidth.Of(SiteCode).Trim().ToLowerInvariant();
        if (code.Length == 0) return null;
        if (!CodePattern().IsMatch(code))
            check.Add("Input.SiteCode", $"“网站标识码”应为10位数字，或 bm 加8位数字，现为“{code}”。");
        return code;
    }

    /// <summary>国办发〔2017〕47号: the six digits of the 行政区划代码 and four more; bm and eight digits for departments of the State Council.</summary>
    [GeneratedRegex(@"^([0-9]{10}|bm[0-9]{8})$")]
    private static partial Regex CodePattern();

    [GeneratedRegex("^[a-z][a-z0-9-]{1,30}$")]
    private static partial Regex KeyPattern();
}
