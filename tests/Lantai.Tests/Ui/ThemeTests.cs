using System.Globalization;
using System.Text.RegularExpressions;
using Xunit;

namespace Lantai.Tests.Ui;

public sealed partial class ThemeTests
{
    private static readonly string Root = FindRoot();
    private static readonly string Sheets = Path.Combine(Root, "src", "Lantai", "wwwroot", "css");

    public static TheoryData<string, string> TextOnGround()
    {
        string[] texts = ["ink", "ink-soft", "cinnabar", "indigo", "jade", "ochre", "vermilion"];
        string[] grounds = ["paper", "surface", "shade"];
        var pairs = new TheoryData<string, string>();
        foreach (var text in texts)
            foreach (var ground in grounds)
                pairs.Add(text, ground);
        foreach (var hue in new[] { "cinnabar", "indigo", "jade", "ochre", "vermilion" })
        {
            pairs.Add(hue, hue + "-tint");
            pairs.Add("ink", hue + "-tint");
            pairs.Add("on-dark", hue);
        }
        pairs.Add("ink-soft", "cinnabar-tint");
        pairs.Add("on-dark", "cinnabar-deep");
        return pairs;
    }

    [Theory, MemberData(nameof(TextOnGround))]
    public void Text_stands_out_from_its_ground(string text, string ground)
    {
        var contrast = Contrast(Tokens(":root")[text], Tokens(":root")[ground]);
        Assert.True(contrast >= 4.5, $"{text} on {ground}: {contrast:F2}");
    }

    [Theory, MemberData(nameof(TextOnGround))]
    public void Text_stands_out_more_in_elder_mode(string text, string ground)
    {
        var contrast = Contrast(Elder[text], Elder[ground]);
        Assert.True(contrast >= 7, $"{text} on {ground}: {contrast:F2}");
    }

    [Theory, InlineData(1), InlineData(2), InlineData(3), InlineData(4), InlineData(5), InlineData(6), InlineData(7)]
    public void A_figure_can_be_read_on_every_step_of_heat(int step)
    {
        var text = step < 6 ? "ink" : "on-dark";
        Assert.True(Contrast(Tokens(":root")[text], Tokens(":root")[$"heat-{step}"]) >= 4.5);
        Assert.True(Contrast(Elder[text], Elder[$"heat-{step}"]) >= 7);
    }

    [Fact]
    public void Edges_of_inputs_can_be_seen() =>
        Assert.True(Contrast(Tokens(":root")["edge"], Tokens(":root")["surface"]) >= 3);

    [Fact]
    public void Only_the_token_file_names_a_colour_or_a_font()
    {
        var offences =
            from file in Directory.EnumerateFiles(Path.Combine(Root, "src", "Lantai"), "*.*", SearchOption.AllDirectories)
            where file.EndsWith(".css", StringComparison.Ordinal) || file.EndsWith(".razor", StringComparison.Ordinal)
            where Path.GetFileName(file) != "tokens.css" && !file.Contains("/Papers/", StringComparison.Ordinal)
            from line in File.ReadLines(file).Select((text, index) => (Text: text, Number: index + 1))
            where Colour().IsMatch(line.Text) || (file.EndsWith(".razor", StringComparison.Ordinal) && InlineStyle().IsMatch(line.Text))
            select $"{Path.GetRelativePath(Root, file)}:{line.Number}: {line.Text.Trim()}";
        Assert.Empty(offences);
    }

    private static Dictionary<string, string> Elder =>
        Tokens(":root").Concat(Tokens("html.elder")).GroupBy(t => t.Key).ToDictionary(g => g.Key, g => g.Last().Value);

    private static Dictionary<string, string> Tokens(string selector)
    {
        var css = File.ReadAllText(Path.Combine(Sheets, "tokens.css"));
        var start = css.IndexOf(selector + " {", StringComparison.Ordinal);
        var block = css[start..css.IndexOf('}', start)];
        return Token().Matches(block).ToDictionary(m => m.Groups["name"].Value, m => m.Groups["hex"].Value);
    }

    private static double Contrast(string one, string other)
    {
        var (light, dark) = (Math.Max(Luminance(one), Luminance(other)), Math.Min(Luminance(one), Luminance(other)));
        return (light + 0.05) / (dark + 0.05);
    }

    // WCAG 2.2, relative luminance.
    private static double Luminance(string hex)
    {
        double Channel(int at)
        {
            var value = int.Parse(hex.AsSpan(at, 2), NumberStyles.HexNumber, CultureInfo.InvariantCulture) / 255d;
            return value <= 0.04045 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
        }
        return 0.2126 * Channel(0) + 0.7152 * Channel(2) + 0.0722 * Channel(4);
    }

    private static string FindRoot()
    {
        for (var folder = AppContext.BaseDirectory; folder is not null; folder = Path.GetDirectoryName(folder))
            if (File.Exists(Path.Combine(folder, "Lantai.slnx"))) return folder;
        throw new DirectoryNotFoundException("Lantai.slnx");
    }

    [GeneratedRegex(@"--(?<name>[\w-]+):\s*#(?<hex>[0-9A-Fa-f]{6});")]
    private static partial Regex Token();

    [GeneratedRegex(@"(?<![&\w])#[0-9A-Fa-f]{3,8}\b(?!-)|\brgba?\(|\bhsla?\(|:\s*(white|black|red|green|blue|gr[ae]y)\b|font-family:\s*(?!var)\S", RegexOptions.IgnoreCase)]
    private static partial Regex Colour();

    [GeneratedRegex(@"\sstyle=|\son(click|change|submit|load)=""")]
    private static partial Regex InlineStyle();
}
