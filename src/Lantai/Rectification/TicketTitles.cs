using Lantai.Ui;

namespace Lantai.Rectification;

/// <summary>Origins, states and acts as people call them.</summary>
public static class TicketTitles
{
    extension(TicketOrigin origin)
    {
        public string Title => origin switch
        {
            TicketOrigin.Patrol => "巡查",
            TicketOrigin.Visit => "实地检查",
            TicketOrigin.Leader => "领导批示",
            TicketOrigin.Bulletin => "通报指出",
            TicketOrigin.Other => "其他",
        };
    }

    extension(TicketState state)
    {
        public string Title => state switch
        {
            TicketState.Open => "待整改",
            TicketState.Answered => "待复核",
            TicketState.Returned => "退回重改",
            TicketState.Closed => "已整改",
            TicketState.Withdrawn => "已撤销",
        };
    }

    extension(Ticket ticket)
    {
        /// <summary>The state, with whether the time is over.</summary>
        public string Standing(DateOnly today) => (ticket.IsLate(today), ticket.State) switch
        {
            (false, _) => ticket.State.Title,
            (true, TicketState.Closed) => "逾期整改",
            (true, TicketState.Answered) => $"{ticket.State.Title}，回复逾期",
            (true, _) => $"{ticket.State.Title}，逾期",
        };

        public Tone ToneOn(DateOnly today) => ticket.IsLate(today) ? Tone.Late : ticket.State switch
        {
            TicketState.Open or TicketState.Answered or TicketState.Returned => Tone.Soon,
            TicketState.Closed => Tone.Done,
            TicketState.Withdrawn => Tone.Plain,
        };
    }

    extension(TicketAct act)
    {
        public string Title => act switch
        {
            TicketAct.Opened => "开出整改单",
            TicketAct.Noticed => "发出通知书",
            TicketAct.MorePlaces => "增加问题",
            TicketAct.Answered => "回复已整改",
            TicketAct.Explained => "说明情况",
            TicketAct.Returned => "退回重改",
            TicketAct.SeenAgain => "复查退回",
            TicketAct.Closed => "办结",
            TicketAct.Mended => "复查办结",
            TicketAct.Extended => "延长期限",
            TicketAct.Withdrawn => "撤销",
            TicketAct.Reopened => "重新打开",
            TicketAct.Escalated => "逾期上报",
        };

        public Tone Tone => act switch
        {
            TicketAct.Closed or TicketAct.Mended => Tone.Done,
            TicketAct.Returned or TicketAct.SeenAgain or TicketAct.Escalated => Tone.Late,
            TicketAct.Answered or TicketAct.Explained or TicketAct.Extended or TicketAct.MorePlaces or TicketAct.Reopened => Tone.Soon,
            TicketAct.Opened or TicketAct.Noticed or TicketAct.Withdrawn => Tone.Plain,
        };
    }
}
