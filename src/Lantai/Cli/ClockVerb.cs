using System.CommandLine;
using System.Text.Json;
using System.Text.Json.Nodes;
using Lantai.Calendar;
using Lantai.Requests;

namespace Lantai.Cli;

/// <summary><c>lantai clock</c>: the reply period of one application, day by day.</summary>
internal static class ClockVerb
{
    public static Command Create()
    {
        var file = new Argument<string>("FILE") { Description = "办理经过（YAML 或 JSON）：收到申请的渠道和日期，以及补正、征求意见、延期、收费、答复等事项" };
        var json = new Option<bool>("--json") { Description = "输出 JSON" };
        var today = CommandDates.Option("--today", "按哪一天计算；不写则为今天，事项中有更晚的日期时为最晚的一天");
        var command = new Command("clock", "计算政府信息公开申请的答复期限，逐日说明是否计入和依据") { file, json, today };
        var packs = new PackOptions(command);
        command.SetAction(parsed =>
        {
            var events = ClockFile.Read(parsed.GetRequiredValue(file));
            var folder = packs.Folder(parsed);
            var day = parsed.GetValue(today) ?? Latest(TimeProvider.System.Today(), events);
            var reading = Clock.Read(events, RequestRulebook.Read(folder), PackOptions.Calendar(folder), day);
            if (reading.UnpublishedYear is { } year) throw WorkCalendar.Unknown(year);
            var output = parsed.InvocationConfiguration.Output;
            if (parsed.GetValue(json)) JsonOutput.Write(Json(reading), output);
            else WriteText(reading, events, output);
            return reading.IsLate ? ExitCode.Found : ExitCode.Fine;
        });
        return command;
    }

    private static DateOnly Latest(DateOnly today, IReadOnlyList<RequestEvent> events)
    {
        var last = events.Max(e => e.On);
        return last > today ? last : today;
    }

    private static JsonNode Json(ClockReading reading) => JsonSerializer.SerializeToNode(new
    {
        due = reading.DueOn,
        state = reading.State.Word,
        state_title = reading.State.Title,
        late = reading.IsLate,
        days_left = reading.DaysLeft,
        received_on = reading.ReceivedOn,
        rules = reading.Rules.Name,
        plan = reading.Plan.Select(step => new { step = step.Step.Word, name = step.Name, due = step.DueOn }),
        notes = reading.Notes,
        trace = reading.Trace.Select(day => new { date = day.On, counted = day.IsCounted, why = day.Why, clause = day.Clause }),
    })!;

    private static void WriteText(ClockReading reading, IReadOnlyList<RequestEvent> events, TextWriter output)
    {
        foreach (var e in events.OrderBy(e => e.On).ThenBy(e => e.Kind)) output.WriteLine(e.Sentence);
        output.WriteLine();
        foreach (var day in reading.Trace)
            output.WriteLine($"{day.On:yyyy-MM-dd} 周{"日一二三四五六"[(int)day.On.DayOfWeek]}　{(day.IsCounted ? "计入" : "不计")}　{day.Why}　{day.Clause}");
        if (reading.Trace.Count > 0) output.WriteLine();
        foreach (var note in reading.Notes) output.WriteLine($"注意：{note}");
        foreach (var step in reading.Plan) output.WriteLine($"倒排工期　{step.Name}应在{step.DueOn:yyyy-MM-dd}前完成");
        output.WriteLine($"适用规则　{reading.Rules.Name}");
        output.WriteLine($"办理状态　{reading.State.Title}");
        output.WriteLine($"答复期限　{Term(reading)}");
    }

    private static string Term(ClockReading reading) => reading switch
    {
        { DueOn: null } => "尚未起算或暂停计算",
        { IsLate: true, EndedOn: { } ended } => $"{reading.DueOn:yyyy-MM-dd}，{ended:yyyy-MM-dd}办结，超过{-reading.DaysLeft}个工作日",
        { IsLate: true } => $"{reading.DueOn:yyyy-MM-dd}，已超过{-reading.DaysLeft}个工作日",
        { EndedOn: { } ended } => $"{reading.DueOn:yyyy-MM-dd}，{ended:yyyy-MM-dd}办结，没有超期",
        _ => $"{reading.DueOn:yyyy-MM-dd}，还有{reading.DaysLeft}个工作日",
    };
}
