using Lantai.Papers;

namespace Lantai.Requests.Letters;

/// <summary>
/// 文书编号: one series per code and calendar year, from 1, without gaps. Pure: who calls it holds the lock on what
/// was issued.
/// </summary>
public static class LetterNumbers
{
    /// <summary>The next number of the year in which the letter is signed.</summary>
    public static DocumentNumber Next(string code, DateOnly signedOn, IEnumerable<DocumentNumber> issued) =>
        new(code, signedOn.Year, InSeries(code, signedOn.Year, issued).DefaultIfEmpty().Max() + 1);

    /// <summary>Numbers below the last that no letter bears; a voided letter keeps its number and so makes no gap.</summary>
    public static IReadOnlyList<DocumentNumber> Gaps(string code, int year, IEnumerable<DocumentNumber> issued)
    {
        var used = InSeries(code, year, issued).ToHashSet();
        return [.. Enumerable.Range(1, used.DefaultIfEmpty().Max()).Where(number => !used.Contains(number))
            .Select(number => new DocumentNumber(code, year, number))];
    }

    /// <summary>Numbers that follow one another, as one line: 3号至39号.</summary>
    public static IReadOnlyList<string> Runs(IReadOnlyList<DocumentNumber> numbers) =>
        [.. numbers.Select((number, i) => (number, Run: number.Number - i)).GroupBy(pair => pair.Run, pair => pair.number)
            .Select(run => run.Count() == 1 ? $"{run.First()}" : $"{run.First()}至{run.Last().Number}号")];

    /// <param name="skips">The numbers between the last and this one are known to be used elsewhere.</param>
    /// <exception cref="RefusedException">The number is used, leaves out others, or belongs to another year than the letter.</exception>
    public static void Check(DocumentNumber number, DateOnly signedOn, IEnumerable<DocumentNumber> issued, bool skips)
    {
        if (number.Year != signedOn.Year)
            throw new RefusedException($"发文字号{number}的年份与成文日期{ChineseDate.Of(signedOn)}不一致，请核对。");
        var known = issued.ToList();
        var next = Next(number.Code, signedOn, known);
        if (known.Contains(number)) throw new RefusedException($"发文字号{number}已经使用，下一个号是{next}。");
        if (!skips && number.Number > next.Number)
            throw new RefusedException($"下一个号是{next}，用{number}要空出{number.Number - next.Number}个号；请核对，中间的号确实在别处用了的，注明跳号后再上传。");
    }

    private static IEnumerable<int> InSeries(string code, int year, IEnumerable<DocumentNumber> issued) =>
        issued.Where(number => number.Code == code && number.Year == year).Select(number => number.Number);
}
