namespace Lantai.Ui;

/// <summary>
/// What every page of a government site must carry in head and foot (国办发〔2017〕47号): bound from the settings
/// section <c>Site</c>. What the office has not given is left out, never invented; <see cref="Missing"/> names it.
/// </summary>
public sealed record SiteMarks
{
    /// <summary>The registered name of the site.</summary>
    public string Name { get; init; } = "政务公开";

    /// <summary>The English domain, without scheme.</summary>
    public string? Domain { get; init; }

    /// <summary>网站标识码: ten digits, or bm and eight.</summary>
    public string? IdCode { get; init; }

    /// <summary>主办单位.</summary>
    public string? Organiser { get; init; }

    /// <summary>承办单位; optional.</summary>
    public string? Undertaker { get; init; }

    /// <summary>A telephone number at least; an address of the webmaster alone is not enough.</summary>
    public string? Contact { get; init; }

    /// <summary>ICP备案号.</summary>
    public string? IcpNumber { get; init; }

    /// <summary>Where the ICP number is looked up.</summary>
    public string IcpHref { get; init; } = "https://beian.miit.gov.cn/";

    /// <summary>公安机关备案号.</summary>
    public string? PoliceNumber { get; init; }

    /// <summary>Where the police number is looked up.</summary>
    public string PoliceHref { get; init; } = "https://beian.mps.gov.cn/";

    /// <summary>The page of 党政机关网站标识 at bszs.conac.cn for this site.</summary>
    public string? OfficialMarkHref { get; init; }

    /// <summary>The entry of 我为政府网站找错 with this site's code.</summary>
    public string? ReportErrorHref { get; init; }

    /// <summary>Whether the site answers over IPv6 and may say so.</summary>
    public bool SupportsIpv6 { get; init; }

    /// <summary>An image of the emblem, a path of this site; without it a plain seal stands there.</summary>
    public string? EmblemHref { get; init; }

    /// <summary>The required marks that the office has not given yet.</summary>
    public IReadOnlyList<string> Missing =>
    [
        .. from mark in new (string Title, string? Value)[]
            {
                ("网站域名", Domain), ("网站标识码", IdCode), ("主办单位", Organiser), ("联系方式", Contact), ("ICP备案编号", IcpNumber),
                ("公安备案号", PoliceNumber), ("党政机关网站标识", OfficialMarkHref), ("我为政府网站找错", ReportErrorHref),
            }
            where string.IsNullOrWhiteSpace(mark.Value)
            select mark.Title,
    ];
}
