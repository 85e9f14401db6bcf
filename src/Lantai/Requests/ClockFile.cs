using System.Text.Json;
using Lantai.Files;
using Lantai.Packs;

namespace Lantai.Requests;

/// <summary>
/// Reads an application's events from a YAML or JSON file: <c>received: {channel, on, confirmed_on}</c> and
/// <c>events: [{type, on, …}]</c>. Every mistake is named with file, line and key.
/// </summary>
public static class ClockFile
{
    private const long LargestFile = 1 << 20;

    /// <exception cref="RefusedException">The file cannot be read or is not such a file.</exception>
    public static IReadOnlyList<RequestEvent> Read(string path)
    {
        var name = Path.GetFileName(path);
        try
        {
            if (new FileInfo(path).Length > LargestFile) throw new RefusedException($"{name}超过1MB，不像一件申请的办理经过；请核对文件。");
            return Parse(TextBytes.Decode(File.ReadAllBytes(path), name), name);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw new RefusedException($"不能读取{path}，请核对路径和权限。", cause);
        }
    }

    /// <inheritdoc cref="Read"/>
    public static IReadOnlyList<RequestEvent> Parse(string text, string name)
    {
        if (string.IsNullOrWhiteSpace(text)) throw new RefusedException($"{name}是空的，应写明收到申请的渠道和日期（received）。");
        var isJson = text.TrimStart().StartsWith('{');
        if (isJson) RefuseBrokenJson(text, name);
        // JSON is YAML but for tabs, which JSON allows between its tokens only.
        var file = PackFile.Parse(isJson ? text.Replace('\t', ' ') : text, name);
        var map = file.Root.Map();
        List<RequestEvent> events = [.. Received(map.Required("received"))];
        events.AddRange(map.Optional("events")?.Items().Select(Event) ?? []);
        map.End();
        file.ThrowIfWrong();
        return events;
    }

    private static void RefuseBrokenJson(string text, string name)
    {
        try
        {
            using var _ = JsonDocument.Parse(text, new JsonDocumentOptions { AllowDuplicateProperties = false });
        }
        catch (JsonException wrong)
        {
            var where = wrong.LineNumber is { } line ? $"第{line + 1}行" : "";
            throw new RefusedException($"{name}{where}：不是正确的JSON，请检查括号、引号、逗号和重复的键。", wrong);
        }
    }

    private static IEnumerable<RequestEvent> Received(PackNode node)
    {
        var map = node.Map();
        var channel = map.Required("channel").OneOf([.. Channels.All.Select(channel => (channel.Word, channel))]);
        var received = new RequestEvent(RequestEventKind.Received, map.Required("on").Date()) { Channel = channel, Place = PlaceOf(node) };
        var confirmed = map.Optional("confirmed_on")?.Date();
        map.End();
        return confirmed is { } on ? [received, new RequestEvent(RequestEventKind.Confirmed, on) { Place = PlaceOf(node) }] : [received];
    }

    /// <summary>Reads <c>{type, on, …}</c>; mistakes are noted in the file.</summary>
    internal static RequestEvent Event(PackNode node)
    {
        var map = node.Map();
        var kind = map.Required("type").OneOf([.. RequestEventKinds.All
            .Where(kind => kind is not (RequestEventKind.Received or RequestEventKind.Confirmed)).Select(kind => (kind.Word, kind))]);
        var read = Details(new RequestEvent(kind, map.Required("on").Date()) { Place = PlaceOf(node) }, map);
        map.End();
        return read;
    }

    private static string PlaceOf(PackNode node) => $"{node.Where}{(node.Path.Length > 0 ? $" {node.Path}" : "")}：";

    /// <summary>Reads the keys that the kind of event has; every other key is then unknown.</summary>
    private static RequestEvent Details(RequestEvent read, PackMap map)
    {
        if (read.Kind == RequestEventKind.Extended) return read with { Workdays = map.Required("working_days").Whole() };
        if (read.Kind == RequestEventKind.Delayed) return read with { Until = map.Required("until").Date() };
        if (read.Kind is RequestEventKind.CorrectionAsked or RequestEventKind.FeeNoticed)
            return read with { Until = map.Optional("until")?.Date(), DeliveredOn = map.Optional("delivered_on")?.Date(), ReturnedOn = map.Optional("returned_on")?.Date() };
        if (!read.Kind.IsConsultation) return read;
        var consulted = read with { Party = map.Text("party") ?? "" };
        return read.Kind.IsAsking ? consulted with { DeliveredOn = map.Optional("delivered_on")?.Date(), ReturnedOn = map.Optional("returned_on")?.Date() } : consulted;
    }
}
