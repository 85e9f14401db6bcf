using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace Lantai.Requests.Lint;

/// <summary>
/// The patterns of the rules, each made once. None repeats without a bound, so that a long line without a stop costs
/// no more than its length.
/// </summary>
internal static class Pattern
{
    private static readonly ConcurrentDictionary<string, Regex> Made = new(StringComparer.Ordinal);

    public static Regex Of(string pattern) => Made.GetOrAdd(pattern, static text => new Regex(text, RegexOptions.CultureInvariant));
}
