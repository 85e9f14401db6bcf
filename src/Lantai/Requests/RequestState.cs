namespace Lantai.Requests;

/// <summary>Where an application stands. What was decided is another matter: <c>Decision</c>.</summary>
public enum RequestState
{
    AwaitingConfirmation,
    InHand,
    AwaitingCorrection,
    Consulting,
    AwaitingFee,
    Extended,
    Delayed,
    Drafted,
    Checked,
    SignedOff,
    Replied,
    Served,
    Withdrawn,
    Merged,
    Converted,
    LapsedUncorrected,
    LapsedUnpaid,
    Archived,
}

/// <summary>A state's word in files and its name for people.</summary>
public static class RequestStates
{
    extension(RequestState state)
    {
        public string Word => state switch
        {
            RequestState.AwaitingConfirmation => "awaiting_confirmation",
            RequestState.InHand => "in_hand",
            RequestState.AwaitingCorrection => "awaiting_correction",
            RequestState.Consulting => "consulting",
            RequestState.AwaitingFee => "awaiting_fee",
            RequestState.Extended => "extended",
            RequestState.Delayed => "delayed",
            RequestState.Drafted => "drafted",
            RequestState.Checked => "checked",
            RequestState.SignedOff => "signed_off",
            RequestState.Replied => "replied",
            RequestState.Served => "served",
            RequestState.Withdrawn => "withdrawn",
            RequestState.Merged => "merged",
            RequestState.Converted => "converted",
            RequestState.LapsedUncorrected => "lapsed_uncorrected",
            RequestState.LapsedUnpaid => "lapsed_unpaid",
            RequestState.Archived => "archived",
        };

        public string Title => state switch
        {
            RequestState.AwaitingConfirmation => "待确认收到",
            RequestState.InHand => "办理中",
            RequestState.AwaitingCorrection => "待补正",
            RequestState.Consulting => "征求意见中",
            RequestState.AwaitingFee => "待缴费",
            RequestState.Extended => "已延期",
            RequestState.Delayed => "延迟答复",
            RequestState.Drafted => "待审核",
            RequestState.Checked => "待签发",
            RequestState.SignedOff => "待发出",
            RequestState.Replied => "已答复",
            RequestState.Served => "已送达",
            RequestState.Withdrawn => "已撤回",
            RequestState.Merged => "已并案",
            RequestState.Converted => "已转其他程序",
            RequestState.LapsedUncorrected => "视为放弃（逾期未补正）",
            RequestState.LapsedUnpaid => "视为放弃（逾期未缴费）",
            RequestState.Archived => "已归档",
        };
    }
}
