namespace AdviceBot.Core.Dates;

/// <summary>The day from which half the spring's holidays are counted.</summary>
public static class Easter
{
    /// <summary>Easter Sunday of a year in the Gregorian calendar.</summary>
    /// <remarks>The anonymous algorithm as Meeus gives it (Astronomical Algorithms, 1991, chapter 8).</remarks>
    public static DateOnly Sunday(int year)
    {
        int a = year % 19;
        int b = year / 100, c = year % 100;
        int d = b / 4, e = b % 4;
        int g = ((8 * b) + 13) / 25;
        int h = ((19 * a) + b - d - g + 15) % 30;
        int i = c / 4, k = c % 4;
        int l = (32 + (2 * e) + (2 * i) - h - k) % 7;
        int m = (a + (11 * h) + (22 * l)) / 451;
        int n = h + l - (7 * m) + 114;
        return new DateOnly(year, n / 31, (n % 31) + 1);
    }
}
