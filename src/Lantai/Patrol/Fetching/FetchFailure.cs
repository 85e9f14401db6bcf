namespace Lantai.Patrol.Fetching;

/// <summary>How far an exchange came before it failed.</summary>
public enum FetchPhase { Address, Permission, Name, Connection, Encryption, Answer }

/// <summary>What went wrong, named once; the sentence and the verdict follow from it.</summary>
public enum FailureKind
{
    BadAddress,
    PrivateAddress,
    DisallowedByRobots,
    LeftAlone,
    NameNotFound,
    NameServiceFailed,
    Refused,
    NetworkUnreachable,
    ConnectTimeout,
    HandshakeFailed,
    AnswerTimeout,
    ConnectionLost,
    BadAnswer,
    RedirectLoop,
    TooManyRedirects,
}

/// <summary>A failure of the world: a value, never an exception that travels.</summary>
/// <param name="Detail">What the system said; for the evidence, not for reading.</param>
public sealed record FetchFailure(FailureKind Kind, string Detail = "")
{
    public FetchPhase Phase => Kind switch
    {
        FailureKind.BadAddress or FailureKind.PrivateAddress => FetchPhase.Address,
        FailureKind.DisallowedByRobots or FailureKind.LeftAlone => FetchPhase.Permission,
        FailureKind.NameNotFound or FailureKind.NameServiceFailed => FetchPhase.Name,
        FailureKind.Refused or FailureKind.NetworkUnreachable or FailureKind.ConnectTimeout => FetchPhase.Connection,
        FailureKind.HandshakeFailed => FetchPhase.Encryption,
        FailureKind.AnswerTimeout or FailureKind.ConnectionLost or FailureKind.BadAnswer => FetchPhase.Answer,
        FailureKind.RedirectLoop or FailureKind.TooManyRedirects => FetchPhase.Answer,
    };

    /// <summary>Asking again later today would not help.</summary>
    public bool IsPermanent => Kind switch
    {
        FailureKind.BadAddress or FailureKind.PrivateAddress or FailureKind.DisallowedByRobots => true,
        FailureKind.NameNotFound or FailureKind.RedirectLoop or FailureKind.TooManyRedirects => true,
        FailureKind.LeftAlone or FailureKind.NameServiceFailed or FailureKind.Refused or FailureKind.NetworkUnreachable or FailureKind.ConnectTimeout => false,
        FailureKind.HandshakeFailed or FailureKind.AnswerTimeout or FailureKind.ConnectionLost or FailureKind.BadAnswer => false,
    };

    /// <summary>What happened, for the person who answers for the site.</summary>
    public string Sentence => Kind switch
    {
        FailureKind.BadAddress => "链接地址书写有误，浏览器无法打开",
        FailureKind.PrivateAddress => "链接指向内网地址，公众无法打开",
        FailureKind.DisallowedByRobots => "网站的 robots.txt 不允许访问",
        FailureKind.LeftAlone => "网站要求过一段时间再访问，本次不再访问",
        FailureKind.NameNotFound => "域名不存在",
        FailureKind.NameServiceFailed => "域名解析暂时失败",
        FailureKind.Refused => "服务器拒绝连接",
        FailureKind.NetworkUnreachable => "网络不可达",
        FailureKind.ConnectTimeout => "连接超时",
        FailureKind.HandshakeFailed => "加密连接未能建立",
        FailureKind.AnswerTimeout => "服务器未在规定时间内应答",
        FailureKind.ConnectionLost => "连接中断",
        FailureKind.BadAnswer => "服务器的应答不符合 HTTP 协议",
        FailureKind.RedirectLoop => "重定向形成循环",
        FailureKind.TooManyRedirects => "重定向次数过多",
    };

    /// <summary>What that person can do.</summary>
    public string HowToFix => Kind switch
    {
        FailureKind.BadAddress => "核对链接地址后重新发布",
        FailureKind.PrivateAddress => "改为互联网可以访问的地址，或删除链接",
        FailureKind.DisallowedByRobots => "如需巡查，由网站主办单位书面同意后使用 --ignore-robots",
        FailureKind.LeftAlone => "检查网站的限流和维护设置，或改在网站空闲时巡查",
        FailureKind.NameNotFound => "核对域名是否写错、到期或已停用，改正或删除链接",
        FailureKind.NameServiceFailed => "检查域名解析服务",
        FailureKind.Refused => "检查服务是否启动、端口是否开放",
        FailureKind.NetworkUnreachable => "检查服务器网络和防火墙",
        FailureKind.ConnectTimeout => "检查服务器负载、网络和防火墙",
        FailureKind.HandshakeFailed => "检查证书和加密协议配置",
        FailureKind.AnswerTimeout => "检查服务器负载和后台程序",
        FailureKind.ConnectionLost => "检查服务器和中间设备的日志",
        FailureKind.BadAnswer => "检查服务器程序输出的应答头",
        FailureKind.RedirectLoop or FailureKind.TooManyRedirects => "检查跳转规则",
    };
}
