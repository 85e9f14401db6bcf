using Lantai.Packs;

namespace Lantai.Papers;

/// <summary>Reads a layout pack: each section cites its clause, every length is a positive number.</summary>
internal sealed class PaperLayoutPack(PackMap pack)
{
    public PaperLayout Read()
    {
        pack.Required("title").Text();
        var (page, title, rule, signature, number) = (Section("page"), Section("title-type"), Section("red-rule"), Section("signature"), Section("page-number"));
        var mark = Section("mark");
        var layout = new PaperLayout
        {
            PageWidth = Length(page, "width"),
            PageHeight = Length(page, "height"),
            Area = Section("type-area", s => new TypeArea(Length(s, "top"), Length(s, "left"), Length(s, "width"), Length(s, "height"))),
            Body = Section("body", s => new BodyType(Length(s, "size"), Length(s, "pitch"), Count(s, "lines"), Count(s, "characters"))),
            Mark = new MarkType(Length(mark, "top"), Length(mark, "size")),
            Masthead = Section("masthead", s => new MarkType(Length(s, "top"), Length(s, "size"))),
            Red = Colour(mark.Required("colour")),
            RedRuleGap = Length(rule, "gap"),
            RedRuleWeight = Length(rule, "weight"),
            TitleSize = Length(title, "size"),
            TitlePitch = Length(title, "pitch"),
            LinesAboveSealed = Count(signature, "lines-sealed"),
            LinesAboveUnsealed = Count(signature, "lines-unsealed"),
            Foot = Section("foot", s => new FootType(Length(s, "size"), Length(s, "pitch"), Length(s, "thick"), Length(s, "thin"))),
            PageNumberSize = Length(number, "size"),
            PageNumberGap = Length(number, "gap"),
            Table = Section("table", s => new TableType(Length(s, "size"), Length(s, "least-size"), Length(s, "row"), Length(s, "least-row"), Length(s, "form-row"))),
            Fonts = Section("fonts", s => new PaperFonts(Faces(s, "song-title"), Faces(s, "fangsong"), Faces(s, "kai"), Faces(s, "hei"), Faces(s, "song"))),
            Words = [.. pack.Required("words").Items().Select(word => word.Text())],
        };
        foreach (var section in new[] { page, title, rule, signature, number, mark, pack }) section.End();
        if (layout.Right < 0 || layout.Bottom < 0) pack.Place.Wrong("版心超出了页面，请核对page和type-area。");
        return layout;
    }

    private PackMap Section(string key)
    {
        var section = pack.Required(key).Map();
        section.Citation();
        return section;
    }

    private T Section<T>(string key, Func<PackMap, T> read)
    {
        var section = Section(key);
        var value = read(section);
        section.End();
        return value;
    }

    private static decimal Length(PackMap section, string key) => section.Required(key).Number(least: 0.1m, most: 1000);

    private static int Count(PackMap section, string key) => section.Required(key).Whole(least: 0, most: 1000);

    private static List<string> Faces(PackMap section, string key)
    {
        var faces = section.Required(key);
        List<string> names = [.. faces.Items().Select(face => face.Text())];
        if (names.Count == 0 && faces.IsThere) faces.Wrong("至少列一种字体。");
        return names;
    }

    private static string Colour(PackNode colour)
    {
        var text = colour.Text();
        if (text.Length == 6 && text.All(char.IsAsciiHexDigit)) return text;
        colour.Wrong($"应为六位十六进制颜色，如FF0000，现为“{text}”。");
        return "000000";
    }
}
