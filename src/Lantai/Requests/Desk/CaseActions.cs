using Lantai.Requests.Checks;
using Lantai.Requests.Letters;
using Lantai.Ui;

namespace Lantai.Requests.Desk;

/// <summary>What the office can do with a case.</summary>
/// <param name="Next">What the case waits for.</param>
/// <param name="Others">The rest, in the order in which a case usually needs it; addresses below the case's own.</param>
internal sealed record CaseActions(Crumb Next, IReadOnlyList<Crumb> Others)
{
    private static readonly Crumb Record = new("登记办理事项", "record");
    private static readonly Crumb Decide = new("作出处理决定", "decide");
    private static readonly Crumb Write = new("文书", "letters/new");
    private static readonly Crumb Check = new("送审和签发", "check");
    private static readonly Crumb Contest = new("复议和诉讼", "contests");

    public static CaseActions Of(Request request, ClockReading reading, IReadOnlyList<Letter> letters)
    {
        var next = NextOf(request, letters);
        return new CaseActions(next, [.. Possible(request, reading).Where(action => action != next)]);
    }

    private static Crumb NextOf(Request request, IReadOnlyList<Letter> letters) => request switch
    {
        { IsLapsed: true } => NextOfLapsed(request, letters),
        { State: RequestState.Withdrawn or RequestState.Merged } when letters.All(letter => letter.State != LetterState.Issued) => Write,
        { EndedOn: not null } or
        {
            State: RequestState.AwaitingConfirmation or RequestState.AwaitingCorrection or RequestState.AwaitingFee or RequestState.Consulting
        } => Record,
        _ when request.Items.Exists(item => item.Decision is null) => Decide,
        { State: RequestState.Drafted or RequestState.Checked } => Check,
        { State: RequestState.SignedOff } => Write,
        _ => letters.Any(letter => letter.Decides && letter.State == LetterState.Draft) ? Check : Write,
    };

    private static Crumb NextOfLapsed(Request request, IReadOnlyList<Letter> letters)
    {
        if (request.Items.Exists(item => item.Decision != request.State.LapseDecision)) return Decide;
        if (request.Has(RequestEventKind.SignedOff)) return Write;
        return request.Has(RequestEventKind.Drafted) || letters.Any(letter => letter.Decides && letter.State == LetterState.Draft) ? Check : Write;
    }

    private static IEnumerable<Crumb> Possible(Request request, ClockReading reading)
    {
        var isOpen = request.EndedOn is null;
        yield return Record;
        if (isOpen) yield return new Crumb("交办", "route");
        if (!request.IsClosed) yield return Decide;
        yield return Write;
        yield return Check;
        yield return new Crumb("拟提供的材料", "materials");
        if (request.Course.Any(happened => happened.Kind.IsAsking)) yield return new Crumb("答复链接", "consult");
        if (isOpen) yield return new Crumb("信息处理费", "fee");
        if (!isOpen || reading.IsLate) yield return Contest;
        if (request.Course.Any(happened => happened.Kind == RequestEventKind.Replied)) yield return new Crumb("公示答复", "answered");
        yield return new Crumb("相同的申请和转办", "alike");
        yield return new Crumb("更正登记", "amend");
        yield return new Crumb("更正答复机关", "addressee");
        yield return new Crumb("查看身份证明", "identity");
    }
}
