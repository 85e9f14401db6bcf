using System.Collections.Concurrent;
using Lantai.Ui;
using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Web;

namespace Lantai.Portal.Layout;

/// <summary>What the shell around a public page shows beyond the page's own address.</summary>
/// <param name="Region">The key of the region that the page is about; null for none.</param>
/// <param name="Current">The address of the navigation's entry under which the page lies; null for none.</param>
/// <param name="Search">Where the search goes; null without one.</param>
internal sealed record ShownShell(string? Region, bool IsHome, string? Current, string? Search, SiteMarks Marks);

/// <summary>The parts of a shell as markup.</summary>
internal sealed record PublicShell(MarkupString Top, MarkupString Nav, MarkupString Foot);

/// <summary>
/// Shells of public pages, rendered once for what they show: nearly every page under one entry of the navigation has the same,
/// and to render it anew each time took a good part of what a page takes.
/// </summary>
internal sealed class PublicShells(IServiceScopeFactory scopes, ILoggerFactory loggers, IEnumerable<NavItem> registered)
{
    /// <summary>More than this are the shells of marks that are no longer: a region's marks are put right now and then.</summary>
    private const int Most = 1_000;

    private readonly ConcurrentDictionary<ShownShell, PublicShell> shells = new();
    private readonly ConcurrentDictionary<string, IReadOnlyList<NavItem>> navigations = new(StringComparer.Ordinal);

    /// <summary>The portal's navigation with the addresses of the region.</summary>
    public IReadOnlyList<NavItem> ItemsOf(string? region) => navigations.GetOrAdd(region ?? "", _ => registered.For(NavPlace.Portal, region));

    /// <summary>The shell that shows this.</summary>
    public ValueTask<PublicShell> GetAsync(ShownShell shown) => shells.TryGetValue(shown, out var known) ? new(known) : new(RenderAsync(shown));

    private async Task<PublicShell> RenderAsync(ShownShell shown)
    {
        await using var scope = scopes.CreateAsyncScope();
        await using var renderer = new HtmlRenderer(scope.ServiceProvider, loggers);
        var home = Shell.HomeOf(shown.Region);
        var shell = new PublicShell(
            await RenderAsync<SiteTop>(renderer, new() { ["Home"] = home, ["Marks"] = shown.Marks, ["Search"] = shown.IsHome ? null : shown.Search }),
            await RenderAsync<SiteNav>(renderer, new() { ["Home"] = home, ["IsHome"] = shown.IsHome, ["Current"] = shown.Current, ["Items"] = ItemsOf(shown.Region) }),
            await RenderAsync<SiteFoot>(renderer, new() { ["Marks"] = shown.Marks }));
        if (shells.Count >= Most) shells.Clear();
        return shells[shown] = shell;
    }

    private static Task<MarkupString> RenderAsync<TPart>(HtmlRenderer renderer, Dictionary<string, object?> parameters) where TPart : IComponent =>
        renderer.Dispatcher.InvokeAsync(async () => new MarkupString((await renderer.RenderComponentAsync<TPart>(ParameterView.FromDictionary(parameters))).ToHtmlString()));
}
