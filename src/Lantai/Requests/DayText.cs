namespace Lantai.Requests;

/// <summary>Days as they stand in sentences and letters.</summary>
internal static class DayText
{
    extension(DateOnly day)
    {
        /// <summary>2026年1月5日: no leading zeros (GB/T 9704).</summary>
        public string InText => $"{day.Year}年{day.Month}月{day.Day}日";
    }
}
