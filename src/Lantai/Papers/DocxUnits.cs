namespace Lantai.Papers;

/// <summary>Lengths as WordprocessingML counts them.</summary>
internal static class DocxUnits
{
    public const string Main = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";

    /// <summary>A twentieth of a point.</summary>
    public static int Twips(decimal points) => Whole(points * 20);

    public static int TwipsOfMillimetres(decimal millimetres) => Twips(PaperLayout.Points(millimetres));

    /// <summary>Sizes of type are counted in half points.</summary>
    public static int HalfPoints(decimal points) => Whole(points * 2);

    /// <summary>Lines are counted in eighths of a point, 2 to 96.</summary>
    public static int EighthPoints(decimal millimetres) => Math.Clamp(Whole(PaperLayout.Points(millimetres) * 8), 2, 96);

    /// <summary>Drawings are measured in English Metric Units, 12700 to a point.</summary>
    public static int Emus(decimal points) => Whole(points * 12700);

    private static int Whole(decimal number) => (int)decimal.Round(number, MidpointRounding.AwayFromZero);
}
