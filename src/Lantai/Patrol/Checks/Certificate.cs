using Lantai.Patrol.Fetching;

namespace Lantai.Patrol.Checks;

/// <summary>What is wrong with the site's own certificate. An incomplete chain is its own finding: the pages live.</summary>
internal static class Certificate
{
    public const string Id = "certificate";

    public static void Look(SiteLook look)
    {
        foreach (var fact in look.Certificates)
        {
            var page = look.Pages.FirstOrDefault(p => p.Address.Host == fact.Host && look.Homes.Contains(p.Number)) ?? look.Pages.FirstOrDefault(p => p.Address.Host == fact.Host);
            if (page is null) continue;
            foreach (var problem in fact.Problems)
                look.Sink.Add(
                    Id, page.Address.Text, null, null, null, $"{Sentence(problem, fact)}。",
                    $"{fact.Subject}，颁发者{fact.Issuer}，有效期至{fact.ValidUntil:yyyy-MM-dd}", $"{fact.Host} {problem}",
                    problem == TlsProblem.ExpiresSoon ? Wording.Severity.Hint : null);
        }
    }

    private static string Sentence(TlsProblem problem, TlsFact fact) => problem switch
    {
        TlsProblem.Expired => $"网站证书已于{fact.ValidUntil:yyyy-MM-dd}过期",
        TlsProblem.NotYetValid => "网站证书尚未生效",
        TlsProblem.ExpiresSoon => $"网站证书将于{fact.ValidUntil:yyyy-MM-dd}到期，请及时更换",
        TlsProblem.WrongName => $"网站证书与域名{fact.Host}不符",
        TlsProblem.IncompleteChain => "网站证书链不完整，部分浏览器和客户端打不开，请在服务器上补齐中间证书",
        TlsProblem.SelfSigned => "网站使用自签名证书",
        TlsProblem.UntrustedRoot => "网站证书的根证书不受信任",
        TlsProblem.Other => "网站证书未通过校验",
    };
}
