namespace Lantai.Papers;

/// <summary>成文日期 (GB/T 9704-2012, 7.3.5.5): 2023年4月7日, the year in full, no leading zeros.</summary>
public static class ChineseDate
{
    public static string Of(DateOnly day) => $"{day.Year}年{day.Month}月{day.Day}日";
}
