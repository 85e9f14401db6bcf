using Deque.AxeCore.Playwright;
using Microsoft.Playwright;
using Xunit;

namespace Lantai.Browser.Tests.Support;

/// <summary>
/// Collects what is wrong with the pages that a browser shows: answers of 400 and above, complaints on the console, a page
/// without its one heading or its title, text wider than the screen, and what axe finds. With LANTAI_SHOTS set to a folder
/// it also keeps a picture of every page.
/// </summary>
internal sealed class Inspection
{
    private readonly IPage page;
    private readonly string mark;
    private readonly List<string> defects = [];

    /// <param name="mark">Ends the pictures' names, such as “320-elder”.</param>
    public Inspection(IPage page, string mark)
    {
        (this.page, this.mark) = (page, mark);
        page.Response += (_, response) => { if (response.Status >= 400) defects.Add($"{response.Url}: {response.Status}"); };
        page.Console += (_, message) => { if (message.Type is "error" or "warning") defects.Add($"{page.Url}: {message.Text}"); };
    }

    public async Task OpenAsync(string name, string address)
    {
        var answer = await page.GotoAsync(address);
        if (answer!.Status != 200) defects.Add($"{address}: {answer.Status}");
        await LookAsync(name);
    }

    /// <summary>Looks at the page as it stands.</summary>
    public async Task LookAsync(string name)
    {
        if (await page.GetByRole(AriaRole.Heading, new() { Level = 1 }).CountAsync() != 1) defects.Add($"{name}: h1");
        if (string.IsNullOrWhiteSpace(await page.TitleAsync())) defects.Add($"{name}: title");
        var wide = await page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
        if (wide > page.ViewportSize!.Width) defects.Add($"{name}: {wide} px wide");
        defects.AddRange((await page.RunAxe()).Violations.Select(found => $"{name}: {found.Id} {string.Join(" | ", found.Nodes.Take(3).Select(node => node.Html))}"));
        if (Environment.GetEnvironmentVariable("LANTAI_SHOTS") is { Length: > 0 } folder)
            await page.ScreenshotAsync(new() { Path = Path.Combine(folder, $"{name.Trim('/').Replace('/', '-')}-{mark}.png"), FullPage = true });
    }

    public void AssertSound() => Assert.True(defects.Count == 0, string.Join('\n', defects));
}
