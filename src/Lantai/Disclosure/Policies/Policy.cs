namespace Lantai.Disclosure;

/// <summary>规章, 行政规范性文件, 其他政策文件.</summary>
public enum PolicyType { Rule, Normative, Other }

/// <summary>The form of an interpretation.</summary>
public enum InterpretationForm { Text, Picture, Video, Audio, Questions, Press, Interview, Expert }

/// <summary>What a policy document says of itself.</summary>
public sealed record PolicyText(
    PolicyType Type, string? Theme, string? DocumentNumber, string? Issuer, DateOnly? EffectiveOn, DateOnly? ExpiresOn, bool NeedsInterpretation);

/// <summary>Whether a policy document holds: 有效, 修改 (in part by a later one), 失效 (its time is over), 废止 (repealed), 尚未施行.</summary>
public enum Validity { Valid, Amended, Expired, Repealed, NotYet }

/// <summary>A later document that bears on one.</summary>
/// <param name="On">The day from which it does.</param>
public sealed record PolicyChange(LinkKind Kind, DateOnly On, long ArticleId, string Title);

/// <summary>Whether a document holds, and by what.</summary>
public sealed record PolicyStanding(Validity Validity, string Because)
{
    /// <summary>On that day; repeal goes before expiry, expiry before amendment.</summary>
    public static PolicyStanding On(DateOnly day, DateOnly? effective, DateOnly? expires, IReadOnlyList<PolicyChange> changes)
    {
        if (changes.Where(change => change.Kind == LinkKind.Repeals && change.On <= day).MinBy(change => change.On) is { } repeal)
            return new(Validity.Repealed, $"自{repeal.On:yyyy-MM-dd}起由《{repeal.Title}》废止。");
        if (expires < day) return new(Validity.Expired, $"有效期至{expires:yyyy-MM-dd}，已经届满。");
        if (effective > day) return new(Validity.NotYet, $"自{effective:yyyy-MM-dd}起施行。");
        if (changes.Where(change => change.Kind == LinkKind.Amends && change.On <= day).MaxBy(change => change.On) is { } amendment)
            return new(Validity.Amended, $"自{amendment.On:yyyy-MM-dd}起由《{amendment.Title}》修改。");
        return new(Validity.Valid, expires is null ? "现行有效。" : $"现行有效，有效期至{expires:yyyy-MM-dd}。");
    }
}

public static class PolicyTitles
{
    extension(PolicyType type)
    {
        public string Title => type switch
        {
            PolicyType.Rule => "规章",
            PolicyType.Normative => "行政规范性文件",
            PolicyType.Other => "其他政策文件",
        };
    }

    extension(Validity validity)
    {
        public string Title => validity switch
        {
            Validity.Valid => "有效",
            Validity.Amended => "修改",
            Validity.Expired => "失效",
            Validity.Repealed => "废止",
            Validity.NotYet => "尚未施行",
        };
    }

    extension(InterpretationForm form)
    {
        public string Title => form switch
        {
            InterpretationForm.Text => "文字解读",
            InterpretationForm.Picture => "图解",
            InterpretationForm.Video => "视频",
            InterpretationForm.Audio => "音频",
            InterpretationForm.Questions => "问答",
            InterpretationForm.Press => "新闻发布会",
            InterpretationForm.Interview => "在线访谈",
            InterpretationForm.Expert => "专家解读",
        };
    }

    extension(LinkKind kind)
    {
        /// <summary>As the later document says it: 解读, 修改, 废止.</summary>
        public string Title => kind switch
        {
            LinkKind.Interprets => "解读",
            LinkKind.Amends => "修改",
            LinkKind.Repeals => "废止",
            LinkKind.Related => "相关",
        };
    }
}
