using System.Globalization;

namespace Lantai.Papers;

/// <summary>Spreadsheet numbers as a person reads them.</summary>
internal static class SheetNumber
{
    /// <summary>
    /// Excel stores binary fractions and shows fifteen digits: 0.1 lies in the file as 0.10000000000000001. The
    /// conversion to decimal rounds to just those fifteen.
    /// </summary>
    public static string Text(double number) =>
        Math.Abs(number) < 1e28
            ? ((decimal)number).ToString("0.############################", CultureInfo.InvariantCulture)
            : number.ToString("G15", CultureInfo.InvariantCulture);

    /// <summary>A day, with the time only when there is one.</summary>
    public static string Text(DateTime day) =>
        day.ToString(day.TimeOfDay == TimeSpan.Zero ? "yyyy-MM-dd" : "yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A serial day of the sheet's calendar; null when it lies outside any calendar.</summary>
    /// <param name="from1904">The workbook counts from 1904, as old Macs did.</param>
    public static DateTime? Day(double serial, bool from1904)
    {
        var days = from1904 ? serial + 1462 : serial;
        return days is >= 0 and < 2958466 ? DateTime.FromOADate(days) : null;
    }
}
