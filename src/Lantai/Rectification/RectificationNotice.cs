using Lantai.Journal;
using Lantai.Packs;
using Lantai.Papers;

namespace Lantai.Rectification;

/// <summary>The notice (整改通知书) of a ticket: what, why, until when, the list of places, and a form for the answer. Pure.</summary>
public static class RectificationNotice
{
    private const decimal LongestTitleLine = 18;

    /// <summary>More places than this stand in an attachment of their own.</summary>
    private const int MostInText = 3;

    /// <param name="unit">The unit's name as of the day the ticket was opened.</param>
    /// <param name="office">Who signs.</param>
    /// <param name="on">成文日期.</param>
    public static Paper Of(Ticket ticket, string unit, string office, string contact, DateOnly on)
    {
        var places = ticket.Places.Where(place => place.LiftedAt is null).OrderBy(place => place.Id).ToList();
        var isListed = places.Count > MostInText;
        return new Paper(TitleLines.Break("整改通知书", LongestTitleLine, []))
        {
            Addressees = unit,
            Body =
            [
                new Paragraph($"整改单号：{ticket.Code}"),
                new Paragraph($"{Found(ticket)}，你单位存在以下问题：{Sentence(ticket.Title)}{(isListed ? $"共{places.Count}处，具体位置见附件1。" : "")}"),
                .. isListed ? [] : places.Select(place => new Paragraph(Place(ticket, place))),
                new Paragraph($"依据：{Sentence(Citation.OnPaper(ticket.Basis))}"),
                new Paragraph($"整改要求：{Sentence(ticket.Demand)}"),
                new Paragraph($"请于{ChineseDate.Of(ticket.DueOn)}前（含当日）完成整改，并将整改情况反馈我办公室。整改后将进行复查；逾期未整改的，按规定通报并计入考评。"),
                new Paragraph($"联系方式：{contact}"),
            ],
            Attachments = [.. isListed ? [new Attachment("问题清单", [List(places)])] : Array.Empty<Attachment>(), new Attachment("整改情况反馈表", [Reply(ticket, unit)])],
            Signature = new Signature(office, on, Sealed: true),
        };
    }

    private static string Found(Ticket ticket)
    {
        var on = ChineseDate.Of(ticket.OpenedOn);
        return ticket.Origin switch
        {
            TicketOrigin.Patrol when ticket.OpenedBy == Actor.Program.Name => $"经{on}政府网站巡查",
            TicketOrigin.Patrol => $"经{on}政府网站巡查并核实",
            TicketOrigin.Visit => $"经{on}实地检查",
            TicketOrigin.Leader => "根据领导批示",
            TicketOrigin.Bulletin => "根据有关通报",
            TicketOrigin.Other => "经核实",
        };
    }

    /// <summary>Where it is; what it is only where that is not the ticket's own words.</summary>
    private static string Place(Ticket ticket, TicketPlace place)
    {
        var at = place.Spot is { Length: > 0 } spot ? $"，{spot}" : "";
        if (place.Address is null) return Sentence(place.What);
        return Sentence(ticket.Title.StartsWith(place.What.TrimEnd('。'), StringComparison.Ordinal) ? $"位置：{place.Address}{at}" : $"{place.What.TrimEnd('。')}（{place.Address}{at}）");
    }

    private static PaperTable List(List<TicketPlace> places) => new(
        "问题清单",
        [ColumnAlign.Center, ColumnAlign.Left, ColumnAlign.Left, ColumnAlign.Center],
        [["序号", "问题", "页面或地点", "位置"]],
        [.. places.Select((place, i) => (IReadOnlyList<PaperCell>)[$"{i + 1}", place.What, place.Address ?? "", place.Spot])]);

    private static PaperTable Reply(Ticket ticket, string unit) => new(
        "整改情况反馈表",
        [ColumnAlign.Center, ColumnAlign.Left, ColumnAlign.Center, ColumnAlign.Left],
        [],
        [
            ["整改单号", ticket.Code, "整改期限", ChineseDate.Of(ticket.DueOn)],
            ["单位", unit, "完成日期", ""],
            ["问题", new PaperCell(ticket.Title, ColumnSpan: 3)],
            ["整改措施和结果", new PaperCell("\n\n\n", ColumnSpan: 3)],
            ["经办人", "", "负责人（签字）", ""],
        ])
    { IsForm = true, RowHeader = 0 };

    private static string Sentence(string text) => text.EndsWith('。') ? text : text + "。";
}
