namespace Lantai.Wording;

public static class SeverityTitles
{
    extension(Severity severity)
    {
        /// <summary>As people call it.</summary>
        public string Title => severity switch
        {
            Severity.Veto => "单项否决",
            Severity.Serious => "严重",
            Severity.Minor => "一般",
            Severity.Hint => "提示",
        };
    }
}
