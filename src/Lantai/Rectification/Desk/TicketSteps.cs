namespace Lantai.Rectification.Desk;

/// <summary>A step that the office can take with a ticket, as its page names it.</summary>
/// <param name="Word">In the address.</param>
/// <param name="Ask">The label of the words that are to be written.</param>
/// <param name="Tells">What follows from it.</param>
internal sealed record TicketStep(string Word, string Verb, string Ask, bool NeedsDay, string Tells)
{
    public static readonly TicketStep Close = new("close", "办结", "复核情况", false, "已核实整改的，办结归档；有回复的，以回复之日为完成日期。");
    public static readonly TicketStep Return = new("return", "退回", "退回理由", false, "单位须重新整改并回复，期限不变。");
    public static readonly TicketStep Extend = new("extend", "延期", "延期理由", true, "期限改为所填日期。");
    public static readonly TicketStep Withdraw = new("withdraw", "撤销", "撤销理由", false, "撤销后单位不再需要整改，不计入统计和考评；可以重新打开。");
    public static readonly TicketStep Reopen = new("reopen", "重新打开", "理由", true, "原来的办结取消，单位须在新的期限前整改。");

    public static readonly IReadOnlyList<TicketStep> All = [Close, Return, Extend, Withdraw, Reopen];
}

/// <summary>Which steps can be taken with a ticket as it stands.</summary>
internal static class TicketSteps
{
    public static IReadOnlyList<TicketStep> For(Ticket ticket) => ticket.State switch
    {
        TicketState.Answered => [TicketStep.Close, TicketStep.Return, TicketStep.Extend, TicketStep.Withdraw],
        TicketState.Open or TicketState.Returned => [TicketStep.Close, TicketStep.Extend, TicketStep.Withdraw],
        TicketState.Closed or TicketState.Withdrawn => [TicketStep.Reopen],
    };
}
