using System.Text.RegularExpressions;
using Lantai.Verification.Names;

namespace Lantai.Verification.Phrases;

/// <summary>Units named one after another: 民政局、发改委和伊洛街道.</summary>
/// <param name="IsOpen">Ends with 等: more are meant than named.</param>
internal sealed partial record NameList(IReadOnlyList<NameMatch> Names, bool IsOpen)
{
    /// <summary>More names than a sentence can hold are no list of names.</summary>
    private const int MostNames = 200;

    public bool IsTied => Names.Any(name => name.Units.Count > 0);

    public bool IsClear => Names.All(name => name.Unit is not null);

    public static NameList Read(string text, UnitNames units)
    {
        var open = Opening().Match(text);
        var listed = open.Success ? text[..open.Index] : text;
        var pieces = listed.Split('、', StringSplitOptions.RemoveEmptyEntries).Take(MostNames);
        return new NameList([.. pieces.SelectMany(piece => Parts(piece, units))], open.Success && !Exhaustive().IsMatch(open.Value));
    }

    /// <summary>和 joins two names, but stands inside names too (住房和城乡建设局): it parts only where both sides are units.</summary>
    private static IEnumerable<NameMatch> Parts(string piece, UnitNames units)
    {
        var whole = units.Find(piece);
        if (whole.Units.Count > 0) return [whole];
        foreach (Match joint in Joint().Matches(piece))
        {
            var (left, right) = (piece[..joint.Index], piece[(joint.Index + joint.Length)..]);
            if (left.Length < 2 || right.Length < 2) continue;
            if (units.Find(left).Units.Count > 0 || units.Find(right).Units.Count > 0) return [.. Parts(left, units), .. Parts(right, units)];
        }
        return [whole];
    }

    [GeneratedRegex("以及|和|及|与")]
    private static partial Regex Joint();

    [GeneratedRegex(@"等(\d{0,2}|[一二三四五六七八九十]{0,3})(个|家)?(单位|部门|镇|街道|乡镇|县区)*$")]
    private static partial Regex Opening();

    /// <summary>等4个单位 closes the list it counts.</summary>
    [GeneratedRegex(@"等(\d+|[一二三四五六七八九十]+)")]
    private static partial Regex Exhaustive();
}
