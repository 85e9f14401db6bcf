using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Primitives;

namespace Lantai.Ui;

/// <summary>
/// What a list shows, read from its address and written back into one: <c>?q=…&amp;sort=name&amp;dir=desc&amp;page=2&amp;col=a&amp;col=b</c>
/// and the page's own filters. So every view of a list can be sent to a colleague.
/// </summary>
public sealed class TableQuery
{
    private const int MostPages = 1_000_000;
    private readonly string path;
    private readonly Dictionary<string, StringValues> values;

    private TableQuery(string path, Dictionary<string, StringValues> values) => (this.path, this.values) = (path, values);

    /// <summary>The view that the page's address asks for.</summary>
    public static TableQuery Of(NavigationManager navigation) => Of(new Uri(navigation.Uri));

    /// <summary>The view that a request for a file asks for.</summary>
    public static TableQuery Of(HttpRequest request) =>
        new(request.Path, request.Query.ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal));

    /// <summary>The view that an absolute address asks for.</summary>
    public static TableQuery Of(Uri address) =>
        new(address.AbsolutePath, new(QueryHelpers.ParseQuery(address.Query), StringComparer.Ordinal));

    /// <summary>A filter of the page; null when it is not set.</summary>
    public string? this[string key] => values.TryGetValue(key, out var found) && found is [{ Length: > 0 } first, ..] ? first : null;

    /// <summary>The words searched for, trimmed; "" when there are none.</summary>
    public string Search => this["q"]?.Trim() ?? "";

    /// <summary>The key of the column to sort by; null for the list's own order.</summary>
    public string? Sort => this["sort"];

    /// <summary>Whether the order is turned.</summary>
    public bool IsDescending => this["dir"] == "desc";

    /// <summary>The page asked for, from 1. No list has more than a million: the rows before it can be counted.</summary>
    public int Page => int.TryParse(this["page"], out var page) && page > 1 ? Math.Min(page, MostPages) : 1;

    /// <summary>The keys of the chosen columns; empty when the reader chose none.</summary>
    public IReadOnlyList<string> Columns => values.TryGetValue("col", out var keys) ? [.. keys.OfType<string>()] : [];

    /// <summary>The address of the list sorted by the column; a second time turns the order. Begins at page 1.</summary>
    public string SortedBy(string key) => Address(Without("sort", "dir", "page")
        .Append(new("sort", key)).Append(new("dir", Sort == key && !IsDescending ? "desc" : "asc")));

    /// <summary>The address without search words and filters.</summary>
    public string Cleared(IEnumerable<string> filters) => Address(Without(["q", "page", .. filters]));

    /// <summary>The address of another page of the same view.</summary>
    public string OnPage(int page) => Address(Without("page").Append(new("page", page.ToString())));

    /// <summary>Another address with the same filter, order and columns, such as an export's.</summary>
    public string For(string address) => QueryHelpers.AddQueryString(address, Without("page"));

    /// <summary>All but these, for the hidden inputs of a form that sets them.</summary>
    public IEnumerable<KeyValuePair<string, string?>> Without(params string[] keys) =>
        from pair in values
        where !keys.Contains(pair.Key)
        from value in pair.Value
        select new KeyValuePair<string, string?>(pair.Key, value);

    private string Address(IEnumerable<KeyValuePair<string, string?>> query) => QueryHelpers.AddQueryString(path, query);
}
