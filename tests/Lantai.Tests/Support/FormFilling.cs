using System.Net;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace Lantai.Tests.Support;

/// <summary>A page as it was answered.</summary>
internal sealed record Answer(HttpStatusCode Status, string Body, string? Location)
{
    private IDocument? page;

    public IDocument Page => page ??= new HtmlParser().ParseDocument(Body);

    /// <summary>What the main part of the page says, without runs of blanks.</summary>
    public string Text => string.Join(' ', (Page.QuerySelector("main")?.TextContent ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    /// <summary>The sentences of the error summary.</summary>
    public IReadOnlyList<string> Errors => [.. Page.QuerySelectorAll(".errors li").Select(line => line.TextContent.Trim())];
}

/// <summary>Forms as a browser sends them: with everything that stands in them.</summary>
internal static class FormFilling
{
    extension(Visitor visitor)
    {
        public async Task<Answer> OpenAsync(string path)
        {
            using var response = await visitor.Client.GetAsync(path);
            return await AnswerOf(response);
        }

        /// <summary>Opens the page, changes some inputs of the named form and sends it.</summary>
        public async Task<Answer> SubmitAsync(string path, string form, Dictionary<string, string>? changes = null, params (string Name, string FileName, byte[] Bytes)[] files) =>
            await visitor.SendAsync(path, await visitor.OpenAsync(path), form, changes, files);

        /// <summary>Sends a form of a page that was opened before.</summary>
        public async Task<Answer> SendAsync(string path, Answer opened, string form, Dictionary<string, string>? changes = null, params (string Name, string FileName, byte[] Bytes)[] files)
        {
            var handler = opened.Page.QuerySelector($"input[name=_handler][value='{form}']")
                ?? throw new InvalidOperationException($"{path} ({opened.Status}) has no form “{form}”: {opened.Text}");
            var values = Inputs(handler.Closest("form")!).Where(pair => changes?.ContainsKey(pair.Name) != true)
                .Concat((changes ?? []).Select(change => (change.Key, change.Value)));
            using var content = new MultipartFormDataContent();
            foreach (var (name, value) in values) content.Add(new StringContent(value), name);
            foreach (var (name, fileName, bytes) in files) content.Add(new ByteArrayContent(bytes), name, fileName);
            using var response = await visitor.Client.PostAsync(path, content);
            return await AnswerOf(response);
        }

        /// <summary>Opens the page to which a form led, with the sentence that it left.</summary>
        public Task<Answer> FollowAsync(Answer answer) =>
            visitor.OpenAsync(answer.Location ?? throw new InvalidOperationException($"No way on from {answer.Status}: {answer.Text}"));
    }

    private static IEnumerable<(string Name, string Value)> Inputs(IElement form)
    {
        foreach (var element in form.QuerySelectorAll("input, select, textarea"))
        {
            var value = element switch
            {
                IHtmlInputElement { Type: "checkbox" or "radio", IsChecked: false } or IHtmlInputElement { Type: "file" or "submit" } => null,
                IHtmlInputElement input => input.Value,
                IHtmlSelectElement select => select.Value,
                IHtmlTextAreaElement area => area.Value,
                _ => null,
            };
            if (value is not null && element.GetAttribute("name") is { } name) yield return (name, value);
        }
    }

    private static async Task<Answer> AnswerOf(HttpResponseMessage response)
    {
        var location = response.Headers.Location;
        return new Answer(response.StatusCode, await response.Content.ReadAsStringAsync(),
            location is { IsAbsoluteUri: true } ? location.PathAndQuery : location?.OriginalString);
    }
}
