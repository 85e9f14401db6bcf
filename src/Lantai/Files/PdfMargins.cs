namespace Lantai.Files;

/// <summary>
/// Text that a page paints outside itself (ISO 32000-1, 14.11.2): beyond its crop box, or off the paper. Places are followed
/// through the operators that move text (9.4.2) and the page (8.4.4); nothing is drawn.
/// </summary>
internal sealed class PdfMargins
{
    public const string Title = "页面以外的文字";

    private const int MostPages = 2_000, DeepestForm = 4;

    private readonly PdfFile file;
    private readonly (double Left, double Bottom, double Right, double Top) box;
    private bool isOutside;

    private PdfMargins(PdfFile file, (double, double, double, double) box) => (this.file, this.box) = (file, box);

    public static bool HasText(PdfFile file) => file.Pages.Take(MostPages).Any(page => IsBeside(file, page));

    private static bool IsBeside(PdfFile file, Dictionary<string, object?> page)
    {
        if (Box(file, page) is not { } box) return false;
        var margins = new PdfMargins(file, box);
        var contents = file.Value(page.GetValueOrDefault("Contents")) is List<object?> parts ? parts : [page.GetValueOrDefault("Contents")];
        var content = contents.SelectMany(part => file.Stream(part).Append((byte)'\n')).ToArray();
        margins.Follow(content, file.Dictionary(file.Inherited(page, "Resources")) ?? [], Move.None, 0);
        return margins.isOutside;
    }

    private static (double, double, double, double)? Box(PdfFile file, Dictionary<string, object?> page)
    {
        if (Numbers(file, file.Inherited(page, "MediaBox")) is not [var a, var b, var c, var d]) return null;
        var media = (Left: Math.Min(a, c), Bottom: Math.Min(b, d), Right: Math.Max(a, c), Top: Math.Max(b, d));
        if (Numbers(file, file.Inherited(page, "CropBox")) is not [var e, var f, var g, var h]) return media;
        return (Math.Max(media.Left, Math.Min(e, g)), Math.Max(media.Bottom, Math.Min(f, h)), Math.Min(media.Right, Math.Max(e, g)),
            Math.Min(media.Top, Math.Max(f, h)));
    }

    private static List<double> Numbers(PdfFile file, object? list) => [.. (file.Value(list) as List<object?> ?? []).Select(file.Value).OfType<double>()];

    private void Follow(byte[] content, Dictionary<string, object?> resources, Move page, int depth)
    {
        var lexer = new PdfLexer(content);
        var (operands, kept, text) = (new List<object?>(), new Stack<Move>(), new TextPlace());
        while (lexer.Next() is { } item && !isOutside)
        {
            if (item is not PdfWord(var word))
            {
                operands.Add(item);
                continue;
            }
            text.Take(word, operands);
            switch (word)
            {
                case "q": kept.Push(page); break;
                case "Q" when kept.Count > 0: page = kept.Pop(); break;
                case "cm" when Move.Of(operands) is { } move: page = move.Then(page); break;
                case "Tj" or "TJ" or "'" or "\"": Show(operands, text.At.Then(page), text.Size); break;
                case "Do" when operands is [PdfName form] && depth < DeepestForm: Enter(form, resources, page, depth); break;
            }
            operands.Clear();
        }
    }

    /// <summary>Where the next text is set and how large (9.3, 9.4.2).</summary>
    private sealed class TextPlace
    {
        private Move line = Move.None;
        private double leading;

        public Move At { get; private set; } = Move.None;

        public double Size { get; private set; }

        public void Take(string word, List<object?> operands)
        {
            switch (word)
            {
                case "BT": At = line = Move.None; break;
                case "Tm" when Move.Of(operands) is { } move: At = line = move; break;
                case "Tf" when operands is [_, double points]: Size = Math.Abs(points); break;
                case "TL" when operands is [double points]: leading = points; break;
                case "Td" when operands is [double x, double y]: Down(x, y); break;
                case "TD" when operands is [double x, double y]:
                    leading = -y;
                    Down(x, y);
                    break;
                case "T*" or "'" or "\"": Down(0, -leading); break;
            }
        }

        private void Down(double x, double y) => At = line = new Move(1, 0, 0, 1, x, y).Then(line);
    }

    private void Enter(PdfName form, Dictionary<string, object?> resources, Move page, int depth)
    {
        var named = file.Dictionary(resources.GetValueOrDefault("XObject"))?.GetValueOrDefault(form.Text);
        if (file.Dictionary(named) is not { } dictionary || dictionary.GetValueOrDefault("Subtype") is not PdfName("Form")) return;
        var own = Move.Of([.. Numbers(file, dictionary.GetValueOrDefault("Matrix")).Cast<object?>()]) ?? Move.None;
        Follow(file.Stream(named), file.Dictionary(dictionary.GetValueOrDefault("Resources")) ?? resources, own.Then(page), depth + 1);
    }

    /// <summary>Where a string begins. To the left and below it may still run into the page, as far as it is long.</summary>
    private void Show(List<object?> operands, Move at, double size)
    {
        var shown = operands.OfType<byte[]>().Concat(operands.OfType<List<object?>>().SelectMany(list => list.OfType<byte[]>()))
            .Sum(text => text.Count(b => b is not (0 or 32)));
        if (shown < 2) return;
        var letter = size * Math.Max(Math.Abs(at.A) + Math.Abs(at.B), Math.Abs(at.C) + Math.Abs(at.D));
        var (across, up) = (shown * letter * Math.Sign(Math.Round(at.A, 3)), shown * letter * Math.Sign(Math.Round(at.B, 3)));
        var (left, right) = (Math.Min(at.X, at.X + across) - letter, Math.Max(at.X, at.X + across) + letter);
        var (bottom, top) = (Math.Min(at.Y, at.Y + up) - letter, Math.Max(at.Y, at.Y + up) + letter);
        isOutside |= left > box.Right || right < box.Left || bottom > box.Top || top < box.Bottom;
    }

    /// <summary>8.3.4: x' = ax + cy + e, y' = bx + dy + f.</summary>
    private readonly record struct Move(double A, double B, double C, double D, double X, double Y)
    {
        public static readonly Move None = new(1, 0, 0, 1, 0, 0);

        public static Move? Of(List<object?> operands) =>
            operands is [double a, double b, double c, double d, double x, double y] ? new(a, b, c, d, x, y) : null;

        public Move Then(Move next) => new(A * next.A + B * next.C, A * next.B + B * next.D, C * next.A + D * next.C, C * next.B + D * next.D,
            X * next.A + Y * next.C + next.X, X * next.B + Y * next.D + next.Y);
    }
}
