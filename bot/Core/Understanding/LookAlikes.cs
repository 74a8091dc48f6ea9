using System.Collections.Frozen;
using System.Text;

namespace AdviceBot.Core.Understanding;

/// <summary>Letters that only look different: accents, wide or fancy letters, letters borrowed from other alphabets.</summary>
public static class LookAlikes
{
    private const string Plain = "abcdefghijklmnopqrstuvwxyz";

    private static readonly FrozenDictionary<int, char> Letters = Pairs(
        "àáâãäåāăąǎ", 'a', "çćĉċč", 'c', "ďđ", 'd', "èéêëēĕėęě", 'e', "ĝğġģ", 'g', "ĥħ", 'h', "ìíîïĩīĭįıǐ", 'i', "ĵ", 'j',
        "ķ", 'k', "ĺļľŀł", 'l', "ñńņňŋ", 'n', "òóôõöøōŏőǒ", 'o', "ŕŗř", 'r', "śŝşšș", 's', "ţťŧț", 't', "ùúûüũūŭůűųǔ", 'u',
        "ŵ", 'w', "ýÿŷ", 'y', "źżž", 'z',
        "аӑ", 'a', "вβ", 'b', "сϲ", 'c', "ԁ", 'd', "еёєε", 'e', "ɡ", 'g', "һн", 'h', "іїιі", 'i', "ј", 'j', "кκ", 'k', "ӏ", 'l',
        "мμ", 'm', "пηп", 'n', "оοσ", 'o', "рρ", 'p', "ԛ", 'q', "г", 'r', "ѕ", 's', "тτ", 't', "υ", 'u', "ν", 'v', "ԝω", 'w',
        "хχ", 'x', "уүγ", 'y',
        "ᴀα", 'a', "ʙ", 'b', "ᴄ", 'c', "ᴅ", 'd', "ᴇ", 'e', "ɢ", 'g', "ʜ", 'h', "ɪ", 'i', "ᴊ", 'j', "ᴋ", 'k', "ʟ", 'l', "ᴍ", 'm',
        "ɴ", 'n', "ᴏ", 'o', "ᴘ", 'p', "ʀ", 'r', "ᴛ", 't', "ᴜ", 'u', "ᴠ", 'v', "ᴡ", 'w', "ʏ", 'y', "ᴢ", 'z');

    /// <summary>The plain small letter, digit or mark a sign stands for; the sign itself if it stands only for itself.</summary>
    /// <remarks>Invisible signs and loose accents give U+0000: leave them out.</remarks>
    public static int PlainOf(Rune sign)
    {
        int code = sign.Value;
        if (code < 0x80)
        {
            return code is >= 'A' and <= 'Z' ? code + 32 : code;
        }

        if (IsInvisible(code))
        {
            return 0;
        }

        switch (code)
        {
            case 0x2018 or 0x2019 or 0x201B or 0x02BC or 0x00B4 or 0x2032 or 0xFF07 or 0x055A: return '\'';
            case 0x201C or 0x201D or 0x201E or 0x00AB or 0x00BB or 0xFF02: return '"';
            case 0x00A0 or 0x3000 or (>= 0x2000 and <= 0x200A) or 0x202F or 0x205F: return ' ';
            case >= 0x2010 and <= 0x2015: return '-';
            case 0x2026: return 0x2026;
            case 0xDF or 0x1E9E: return 's';
            case >= 0xFF01 and <= 0xFF5E: return PlainOf(new Rune(code - 0xFEE0));
            case >= 0x24B6 and <= 0x24CF: return Plain[code - 0x24B6];
            case >= 0x24D0 and <= 0x24E9: return Plain[code - 0x24D0];
            case >= 0x1F130 and <= 0x1F149: return Plain[code - 0x1F130];
            case >= 0x1F170 and <= 0x1F189: return Plain[code - 0x1F170];
            case >= 0x1D400 and <= 0x1D6A3: return Plain[(code - 0x1D400) % 26];
            case >= 0x1D7CE and <= 0x1D7FF: return '0' + ((code - 0x1D7CE) % 10);
        }

        int small = Rune.ToLowerInvariant(sign).Value;
        return Letters.TryGetValue(small, out char letter) ? letter : small;
    }

    private static bool IsInvisible(int code) =>
        code is (>= 0x0300 and <= 0x036F) or 0x00AD or 0x034F or 0x061C or 0x180E or (>= 0x200B and <= 0x200F)
            or (>= 0x202A and <= 0x202E) or (>= 0x2060 and <= 0x206F) or (>= 0xFE00 and <= 0xFE0F) or 0xFEFF
            or (>= 0x1F3FB and <= 0x1F3FF) or (>= 0xE0000 and <= 0xE0FFF);

    private static FrozenDictionary<int, char> Pairs(params object[] pairs)
    {
        var letters = new Dictionary<int, char>();
        for (int at = 0; at < pairs.Length; at += 2)
        {
            foreach (char variant in (string)pairs[at])
            {
                letters[variant] = (char)pairs[at + 1];
            }
        }

        return letters.ToFrozenDictionary();
    }
}
