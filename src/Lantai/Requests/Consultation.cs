namespace Lantai.Requests;

/// <summary>Others whose opinion is asked; working days after <paramref name="AskedOn"/> are excluded until it comes.</summary>
/// <param name="ExpiresOn">The last day to answer, or on which the letter came back; null when the law sets none.</param>
internal sealed record Consultation(Consulted Kind, string Party, DateOnly AskedOn, DateOnly? ExpiresOn)
{
    public DateOnly? AnsweredOn { get; set; }

    /// <summary>The day the letter came back undelivered: the last that is excluded.</summary>
    public DateOnly? ReturnedOn { get; init; }

    /// <summary>The letter is not known to have been received: silence means nothing yet.</summary>
    public bool IsUnderway { get; init; }

    /// <summary>The last excluded day; null while there is no end in sight. A late answer does not lengthen it.</summary>
    public DateOnly? LastDay => AnsweredOn < ExpiresOn || ExpiresOn is null ? AnsweredOn : ExpiresOn;

    public bool IsOpenOn(DateOnly day) => AnsweredOn is null && !(day > ExpiresOn) && !(day >= ReturnedOn);

    public bool Excludes(DateOnly day, bool includesSendingDay) =>
        (day > AskedOn || (includesSendingDay && day == AskedOn)) && !(day > LastDay);
}

internal static class ConsultedNames
{
    extension(Consulted kind)
    {
        /// <summary>Why a day does not count.</summary>
        public string Reason => kind switch
        {
            Consulted.ThirdParty => "征求第三方意见",
            Consulted.CoMaker => "征求共同制作机关意见",
            Consulted.Agency => "征求其他机关意见",
        };
    }
}
