namespace Lantai.Verification;

/// <summary>Outcomes and checks as people call them.</summary>
public static class FindingTitles
{
    extension(Severity severity)
    {
        public string Title => severity switch { Severity.Error => "错误", Severity.Warning => "需要确认", Severity.Unverifiable => "无法核对" };
    }

    extension(Finding finding)
    {
        /// <summary>What was checked: 各项之和, 名次.</summary>
        public string Title => Check.All.First(check => check.Kind == finding.Kind).Title;
    }
}
