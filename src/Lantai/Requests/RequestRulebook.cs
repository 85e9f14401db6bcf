using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Requests;

/// <summary>All versions of the rules on time; an application is under the one in force on its receipt day.</summary>
public sealed class RequestRulebook
{
    private readonly RequestRules[] versions;

    /// <exception cref="RefusedException">Two versions are in force on one day, or there is none.</exception>
    public RequestRulebook(IEnumerable<RequestRules> versions)
    {
        this.versions = [.. versions.OrderBy(version => version.Basis.From ?? DateOnly.MinValue)];
        if (this.versions.Length == 0) throw new RefusedException("没有办理期限规则包（packs/rules），请恢复后再试。");
        foreach (var (earlier, later) in this.versions.Zip(this.versions.Skip(1)))
            if (earlier.Basis.Until is null || later.Basis.From is null || earlier.Basis.Until >= later.Basis.From)
                throw new RefusedException($"规则“{earlier.Name}”与“{later.Name}”的有效日期重叠，请改正其中一个的 effective。");
    }

    /// <summary>The shipped versions and the office's own.</summary>
    public static RequestRulebook Read(PackFolder packs) =>
        new(packs.Names("rules").Select(name => RequestRulesPack.Read(packs.Settings("rules", name))));

    public IReadOnlyList<RequestRules> Versions => versions;

    /// <exception cref="RefusedException">No version was in force on that day.</exception>
    public RequestRules InForce(DateOnly day)
    {
        for (var i = versions.Length - 1; i >= 0; i--)
            if (versions[i].Basis.AppliesOn(day)) return versions[i];
        throw new RefusedException($"{ChineseDate.Of(day)}收到的申请没有可适用的办理期限规则，最早的规则自{ChineseDate.Of(versions[0].Basis.From ?? DateOnly.MinValue)}起施行；请核对日期。");
    }
}
