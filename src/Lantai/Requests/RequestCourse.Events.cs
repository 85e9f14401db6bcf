using Lantai.Papers;

namespace Lantai.Requests;

/// <summary>What each event does to the course, and when it cannot have happened.</summary>
internal sealed partial class RequestCourse
{
    private void Take(RequestEvent e)
    {
        if (e.ReturnedOn < e.On) throw Impossible(e, $"退回日{e.ReturnedOn:yyyy-MM-dd}早于发出日");
        if (pauses.Count > 0 && pauses[^1].ReturnedOn <= e.On) pauses[^1].IsBack = true;
        Action<RequestCourse, RequestEvent> take = e.Kind switch
        {
            RequestEventKind.Received => static (_, e) => throw Impossible(e, "一件申请只能登记一次收到"),
            RequestEventKind.Confirmed => static (course, e) => course.Confirm(e),
            RequestEventKind.CorrectionAsked => static (course, e) => course.AskCorrection(e),
            RequestEventKind.Corrected => static (course, e) => course.Answer(PauseKind.Correction, e),
            RequestEventKind.ReasonsAsked => static (course, e) => course.AskReasons(e),
            RequestEventKind.ReasonsGiven => static (course, e) => course.GiveReasons(e),
            RequestEventKind.ThirdPartyAsked => static (course, e) => course.Consult(Consulted.ThirdParty, e),
            RequestEventKind.ThirdPartyAnswered => static (course, e) => course.TakeOpinion(Consulted.ThirdParty, e),
            RequestEventKind.CoMakerAsked => static (course, e) => course.Consult(Consulted.CoMaker, e),
            RequestEventKind.CoMakerAnswered => static (course, e) => course.TakeOpinion(Consulted.CoMaker, e),
            RequestEventKind.AgencyAsked => static (course, e) => course.Consult(Consulted.Agency, e),
            RequestEventKind.AgencyAnswered => static (course, e) => course.TakeOpinion(Consulted.Agency, e),
            RequestEventKind.Extended => static (course, e) => course.Extend(e),
            RequestEventKind.Delayed => static (course, e) => course.Delay(e),
            RequestEventKind.FeeNoticed => static (course, e) => course.NoticeFee(e),
            RequestEventKind.FeePaid => static (course, e) => course.Answer(PauseKind.Fee, e),
            RequestEventKind.Drafted => static (course, e) => course.Advance(e, RequestState.Drafted, null),
            RequestEventKind.Checked => static (course, e) => course.Advance(e, RequestState.Checked, RequestState.Drafted),
            RequestEventKind.SignedOff => static (course, e) => course.Advance(e, RequestState.SignedOff, RequestState.Checked),
            RequestEventKind.Replied => static (course, e) => course.Reply(e),
            RequestEventKind.Withdrawn => static (course, e) => course.Close(e, RequestState.Withdrawn),
            RequestEventKind.Merged => static (course, e) => course.Close(e, RequestState.Merged),
            RequestEventKind.Converted => static (course, e) => course.Close(e, RequestState.Converted),
            RequestEventKind.Served => static (course, e) => course.Serve(e),
            RequestEventKind.Archived => static (course, e) => course.Archive(e),
        };
        take(this, e);
    }

    private void Confirm(RequestEvent e)
    {
        if (!Receipt.NeedsConfirming)
        {
            notes.Add($"{Submitted.Channel!.Value.Title}的申请以{Receipt.Name}为收到申请之日，确认日期不影响期限。");
            return;
        }
        if (ReceivedOn is not null && !Receipt.SubmissionConfirms) throw Impossible(e, $"已于{ReceivedOn:yyyy-MM-dd}确认过");
        if (!Rules.Basis.AppliesOn(e.On)) Rules = rulebook.InForce(e.On);
        ReceivedOn = e.On;
    }

    private void AskCorrection(RequestEvent e)
    {
        RequireOpen(e);
        RequireNotPaused(e);
        if (pauses.Find(pause => pause.Kind == PauseKind.Correction && !pause.IsVoid) is { } earlier)
            throw Impossible(e, $"补正应一次性告知，{earlier.AskedOn:yyyy-MM-dd}已经告知过（{Rules.Correction.Basis.Text}）");
        var rule = Rules.Correction;
        var last = rule.NoticeWorkdays is { } days ? calendar.FindWorkday(ReceivedOn!.Value, days) : e.On;
        var isLate = FirstSent(PauseKind.Correction, e) > last;
        if (isLate && !rule.LateNoticeRestarts.Value)
            notes.Add($"补正告知应在收到申请之日起{rule.NoticeWorkdays}个工作日内（{ChineseDate.Of(last!.Value)}前）发出，现为{ChineseDate.Of(e.On)}，" +
                $"收到补正后答复期限不重新计算（{rule.LateNoticeRestarts.Basis.Text}）。");
        var deadline = Deadline(e, rule.DefaultWorkdays.Value);
        AddPause(new Pause(PauseKind.Correction, e.On, deadline, !isLate || rule.LateNoticeRestarts.Value, rule.Basis), e);
    }

    private void NoticeFee(RequestEvent e)
    {
        RequireOpen(e);
        RequireNotPaused(e);
        if (Rules.Fee is not { } rule || !rule.Basis.AppliesOn(e.On)) throw Impossible(e, "这一天没有信息处理费的规定");
        if (pauses.Exists(pause => pause.Kind == PauseKind.Fee && !pause.IsVoid)) throw Impossible(e, "一件申请只收费一次，已经送达过收费通知");
        var due = ClockWalk.DueOf(this, calendar);
        var isLate = FirstSent(PauseKind.Fee, e) > due;
        if (isLate && !rule.LateNoticeRestarts.Value)
            notes.Add($"收费通知应在答复期限内（{ChineseDate.Of(due!.Value)}前）送达，现为{ChineseDate.Of(e.On)}，缴费后答复期限不重新计算（{rule.LateNoticeRestarts.Basis.Text}）。");
        var deadline = Deadline(e, rule.PayWorkdays, isLegal: true);
        AddPause(new Pause(PauseKind.Fee, e.On, deadline, !isLate || rule.LateNoticeRestarts.Value, rule.Basis), e);
    }

    private void AddPause(Pause pause, RequestEvent notice) =>
        pauses.Add(pause with { IsUnderway = notice.IsUnderway, ReturnedOn = notice.ReturnedOn, IsBack = notice.ReturnedOn == notice.On });

    /// <summary>The office acted when it posted the notice for the first time, although that came back.</summary>
    private DateOnly FirstSent(PauseKind kind, RequestEvent notice) =>
        pauses.Find(pause => pause.Kind == kind && pause.IsVoid)?.AskedOn ?? notice.On;

    /// <summary>The applicant corrected or paid. Done late it is taken as excused: the case goes on.</summary>
    private void Answer(PauseKind kind, RequestEvent e)
    {
        RequireReceived(e);
        RequireUnended(e);
        // Who did it although the notice came back knew of it all the same.
        var asked = Pending ?? pauses.FindLast(back => back.Kind == kind && back.IsVoid);
        if (asked is not { } pause || pause.Kind != kind) throw Impossible(e, $"没有等待{kind.Act}的通知");
        if (pause.HasLapsedOn(e.On)) Revive(pause);
        pause.AnsweredOn = e.On;
        if (pause.Restarts && !Rules.Extension.SurvivesRestart.Value) ExtraWorkdays = 0;
    }

    /// <summary>What was drafted meanwhile was the letter that the application lapsed.</summary>
    private void Revive(Pause pause)
    {
        notes.Add($"申请人{pause.Kind.Act}晚于期限（{ChineseDate.Of(pause.Deadline!.Value)}），按有正当理由继续办理。");
        stage = null;
    }

    private void AskReasons(RequestEvent e)
    {
        RequireOpen(e);
        if (Rules.Delay is null) throw Impossible(e, $"{Rules.Name}没有要求说明理由的规定");
        if (reasonsAskedOn is not null) throw Impossible(e, $"{reasonsAskedOn:yyyy-MM-dd}已经要求说明理由");
        reasonsAskedOn = e.On;
    }

    private void GiveReasons(RequestEvent e)
    {
        RequireOpen(e);
        if (reasonsAskedOn is null) throw Impossible(e, "没有要求申请人说明理由");
    }

    private void Consult(Consulted kind, RequestEvent e)
    {
        RequireOpen(e);
        if (!Rules.Consultations.TryGetValue(kind, out var rule)) throw Impossible(e, $"{Rules.Name}没有这种征求意见的规定");
        if (consultations.Exists(open => open.Kind == kind && open.Party == e.Party && open.IsOpenOn(e.On)))
            throw Impossible(e, "同一方的意见还在征求中，征求多方意见的应分别写明名称（party）");
        if (e.DeliveredOn < e.On) throw Impossible(e, $"征求意见书的送达日{e.DeliveredOn:yyyy-MM-dd}早于发出日");
        var expires = rule.AnswerWorkdays is { } days ? calendar.FindWorkday(e.DeliveredOn ?? e.On, days) : null;
        var last = e.ReturnedOn is { } back && !(expires < back) ? back : expires;
        consultations.Add(new Consultation(kind, e.Party, e.On, last) { IsUnderway = e.IsUnderway, ReturnedOn = e.ReturnedOn });
    }

    private void TakeOpinion(Consulted kind, RequestEvent e)
    {
        var unanswered = consultations.FindAll(asked => asked.Kind == kind && asked.AnsweredOn is null);
        // Who was silent and asked again answers what was asked last.
        var asked = unanswered.FindLast(asked => asked.Party == e.Party && asked.IsOpenOn(e.On))
            ?? unanswered.Find(asked => asked.Party == e.Party && asked.ReturnedOn is null)
            ?? unanswered.FindLast(asked => asked.Party == e.Party)
            ?? (unanswered.Count == 1 && e.Party.Length == 0 ? unanswered[0] : null)
            ?? throw Impossible(e, "没有对应的征求意见记录");
        asked.AnsweredOn = e.On;
    }

    private void Extend(RequestEvent e)
    {
        RequireOpen(e);
        RequireNotPaused(e);
        var rule = Rules.Extension;
        if (extension is not null) throw Impossible(e, $"答复期限只能延长一次，{extension.On:yyyy-MM-dd}已经延长");
        if (e.Workdays is not { } days) throw Impossible(e, "没有写明延长的工作日数（working_days）");
        if (days < 1 || days > rule.MostWorkdays) throw Impossible(e, $"延长应为1至{rule.MostWorkdays}个工作日，现为{days}个（{rule.Basis.Text}）");
        if (e.On > ClockWalk.DueOf(this, calendar)) throw Impossible(e, $"答复期限已于{ClockWalk.DueOf(this, calendar):yyyy-MM-dd}届满，延期应在届满前告知");
        extension = e;
        ExtraWorkdays = days;
    }

    private void Delay(RequestEvent e)
    {
        RequireOpen(e);
        RequireNotPaused(e);
        if (Rules.Delay is not { } basis) throw Impossible(e, $"{Rules.Name}没有延迟答复的规定");
        if (delay is not null) throw Impossible(e, $"{delay.On:yyyy-MM-dd}已经告知延迟答复");
        if (e.Until is not { } until || until < e.On) throw Impossible(e, $"没有写明告知日以后的答复日期（until，{basis.Text}）");
        if (e.On > ClockWalk.DueOf(this, calendar)) throw Impossible(e, $"答复期限已于{ClockWalk.DueOf(this, calendar):yyyy-MM-dd}届满，延迟答复应在届满前告知");
        if (reasonsAskedOn is null) notes.Add($"没有先要求申请人说明理由就告知延迟答复，请核对（{basis.Text}）。");
        delay = e;
    }

    /// <summary>A lapsed application has its letter drafted, checked and signed too. What comes after the reply was made good, and stays to be seen.</summary>
    private void Advance(RequestEvent e, RequestState to, RequestState? after)
    {
        if (End?.Kind == RequestEventKind.Replied)
        {
            notes.Add($"{ChineseDate.Of(e.On)}“{e.Kind.Title}”晚于发出答复（{ChineseDate.Of(End.On)}），属于事后补办。");
            return;
        }
        RequireReceived(e);
        RequireUnended(e);
        if (after is { } needed && !(stage >= needed)) throw Impossible(e, $"申请还没有到“{needed.Title}”");
        stage = to;
    }

    private void Reply(RequestEvent e)
    {
        if (Pending is { } pause && !pause.HasLapsedOn(e.On))
        {
            pauses.Remove(pause);
            if (pause.Restarts) notes.Add($"{ChineseDate.Of(e.On)}答复时{pause.Kind.Act}期限未满，按没有发出{pause.Kind.Act}通知计算答复期限。");
        }
        Close(e, RequestState.Replied);
    }

    private void Close(RequestEvent e, RequestState state)
    {
        if (e.Kind != RequestEventKind.Withdrawn) RequireReceived(e);
        RequireUnended(e);
        End = e;
        outcome = state;
    }

    private void Serve(RequestEvent e)
    {
        if (End?.Kind != RequestEventKind.Replied) throw Impossible(e, "此前没有发出答复的记录");
        if (outcome != RequestState.Replied) throw Impossible(e, "已经登记送达");
        outcome = RequestState.Served;
    }

    private void Archive(RequestEvent e)
    {
        if (End is null && Pending?.HasLapsedOn(e.On) != true) throw Impossible(e, "还没有办结");
        if (outcome == RequestState.Archived) throw Impossible(e, "已经归档");
        outcome = RequestState.Archived;
    }

    /// <summary>The applicant's last day: the one that the notice names, or as many working days after it came as the rules say.</summary>
    /// <param name="isLegal">The law fixes those working days, so that no notice makes them fewer.</param>
    /// <returns>Null while the notice is underway, or the days off that decide it are not published.</returns>
    private DateOnly? Deadline(RequestEvent notice, int workdays, bool isLegal = false)
    {
        if (notice.Until < notice.On) throw Impossible(notice, $"期限{notice.Until:yyyy-MM-dd}早于告知日");
        if (notice.DeliveredOn < notice.On) throw Impossible(notice, $"送达日{notice.DeliveredOn:yyyy-MM-dd}早于发出日");
        if (notice.IsUnderway || notice.ReturnedOn is not null) return null;
        var counted = calendar.FindWorkday(notice.DeliveredOn ?? notice.On, workdays);
        if (notice.Until is not { } named) return counted;
        var cameTooLate = notice.DeliveredOn >= named || (isLegal && notice.DeliveredOn is not null && !(named >= counted));
        return cameTooLate ? counted : named;
    }

    private void RequireReceived(RequestEvent e)
    {
        if (ReceivedOn is null)
            throw Impossible(e, $"{Submitted.Channel!.Value.Title}的申请以{Receipt.Name}为收到申请之日，还没有确认日期（confirmed_on）");
    }

    private void RequireUnended(RequestEvent e)
    {
        if (End is not null) throw Impossible(e, $"申请已于{End.On:yyyy-MM-dd}{End.Kind.Title}");
        if (outcome is not null) throw Impossible(e, "已经归档");
    }

    private void RequireOpen(RequestEvent e)
    {
        RequireReceived(e);
        RequireUnended(e);
        if (Pending is { } pause && pause.HasLapsedOn(e.On))
            throw Impossible(e, $"申请人逾期未{pause.Kind.Act}，申请自{pause.Deadline:yyyy-MM-dd}期满视为放弃");
    }

    private void RequireNotPaused(RequestEvent e)
    {
        if (Pending is { Restarts: true } pause) throw Impossible(e, $"正在等待申请人{pause.Kind.Act}，答复期限尚未重新起算");
    }

    private static RefusedException Impossible(RequestEvent e, string because) =>
        new($"{e.Place}{e.On:yyyy-MM-dd}“{e.Kind.Title}”不能成立：{because}；请核对事项和日期。");
}
