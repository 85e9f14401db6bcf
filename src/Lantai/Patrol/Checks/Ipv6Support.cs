namespace Lantai.Patrol.Checks;

/// <summary>Whether the site can be reached over IPv6. Where this machine has none, only the name is judged, and that is said.</summary>
internal static class Ipv6Support
{
    public const string Id = "ipv6";

    public static void Look(SiteLook look)
    {
        foreach (var fact in look.Ipv6)
        {
            if (look.Pages.FirstOrDefault(page => page.Address.Host == fact.Host) is not { } page) continue;
            if (!fact.HasRecord) look.Report(Id, page, null, null, $"域名{fact.Host}没有IPv6地址记录（AAAA）。", fact.Detail);
            else if (fact.Reached == false) look.Report(Id, page, null, null, $"首页不能通过IPv6打开：{fact.Detail}。", fact.Detail);
            foreach (var level in fact.Levels)
            {
                var least = look.Rule(Id).Number(level.Level == 2 ? "二级" : "三级");
                if (level.Asked > 0 && level.Reached * 100 < level.Asked * least)
                    look.Report(Id, page, null, null, $"{level.Level}级链接的IPv6支持率为{level.Reached * 100 / level.Asked}%，低于{least}%。", $"{level.Reached}/{level.Asked}");
            }
        }
    }
}
