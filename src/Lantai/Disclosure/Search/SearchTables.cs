using System.Text;
using Lantai.Packs;

namespace Lantai.Disclosure;

/// <summary>What is one and the same to a searcher: traditional and simplified characters, a name and its pinyin initials (packs/search).</summary>
internal static class SearchTables
{
    private static readonly Lazy<Dictionary<char, char>> Simple = new(ReadTraditional);
    private static readonly Lazy<(List<(string Word, string Letters)> Words, Dictionary<char, char> Letters)> Pinyin = new(ReadInitials);

    /// <summary>Character for character, so that places in the text stay.</summary>
    public static string Simplified(string text)
    {
        if (!text.AsSpan().ContainsAnyInRange('\u3400', '\u9fff')) return text;
        return string.Create(text.Length, text, static (span, from) =>
        {
            for (var i = 0; i < span.Length; i++) span[i] = Simple.Value.GetValueOrDefault(from[i], from[i]);
        });
    }

    /// <summary>民政局 as mzj; letters and digits stay, other signs fall away.</summary>
    public static string Initials(string name)
    {
        var letters = new StringBuilder();
        for (var i = 0; i < name.Length;)
        {
            var (word, reading) = Pinyin.Value.Words.FirstOrDefault(pair => string.CompareOrdinal(name, i, pair.Word, 0, pair.Word.Length) == 0);
            if (word is not null) letters.Append(reading);
            else if (Pinyin.Value.Letters.TryGetValue(name[i], out var letter)) letters.Append(letter);
            else if (char.IsAsciiLetterOrDigit(name[i])) letters.Append(char.ToLowerInvariant(name[i]));
            i += word?.Length ?? 1;
        }
        return letters.ToString();
    }

    private static string PathOf(string name) => PackFolder.BesideProgram.Find("search", name, ".csv");

    private static Dictionary<char, char> ReadTraditional() =>
        PackTable.Read(PathOf("traditional"), "简体", "繁体").SelectMany(row => row["繁体"].Select(traditional => (traditional, simple: row["简体"][0])))
            .ToDictionary(pair => pair.traditional, pair => pair.simple);

    private static (List<(string, string)>, Dictionary<char, char>) ReadInitials()
    {
        var rows = PackTable.Read(PathOf("initials"), "字词", "首字母");
        var letters = rows.Where(row => row["首字母"].Length == 1).SelectMany(row => row["字词"].Select(character => (character, letter: row["首字母"][0])))
            .ToDictionary(pair => pair.character, pair => pair.letter);
        return ([.. rows.Where(row => row["首字母"].Length > 1).Select(row => (row["字词"], row["首字母"]))], letters);
    }
}
