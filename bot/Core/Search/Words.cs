using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text;

namespace AdviceBot.Core.Search;

/// <summary>A word as the search reads it, and as it was typed.</summary>
internal sealed record Word(string Text, string Typed);

/// <summary>Cuts anything a person typed into plain words in small letters.</summary>
/// <remarks>Never fails: broken letters, other scripts and emoji are read as far as they go. What stands after 8,000 letters is not read.</remarks>
internal static class Words
{
    private const int Furthest = 8000;
    private const int UsualLength = 256;

    private static readonly FrozenSet<string> Codes =
        new[] { "s47", "s20", "s17", "s31", "f4a", "wt18", "wt23", "wt2018", "wt2023", "1to1", "sum1", "any1", "no1", "every1", "b4", "gr8", "l8r", "m8", "2moro", "2day", "2nite", "4got" }
            .ToFrozenSet(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, string> TextSpeak = Pairs("""
        u=you ur=your r=are y=why n=and b4=before sum1=someone any1=anyone every1=everyone no1=nobody m8=mate gr8=great l8r=later 2moro=tomorrow
        2day=today 2nite=tonight 4got=forgot plz=please pls=please pleez=please thx=thanks ta=thanks tho=though thru=through cos=because
        coz=because cuz=because bcoz=because bcos=because bc=because becos=because becoz=because wiv=with wif=with wivout=without wot=what
        wat=what wots=whats wats=whats wen=when wer=where wher=where wich=which wud=would wld=would cud=could cld=could shud=should shld=should
        shudnt=shouldnt cudnt=couldnt dnt=dont dint=didnt didint=didnt cnt=cant carnt=cant wnt=want wana=wanna gunna=gonna kno=know knw=know
        neva=never eva=ever ova=over dis=this dat=that dem=them dey=they thay=they ppl=people peeps=people bby=baby babby=baby
        fone=phone msg=message txt=text tmrw=tomorrow tomoz=tomorrow tomo=tomorrow nite=night abt=about appt=appointment apt=appointment
        appts=appointments mtg=meeting mtgs=meetings conf=conference confs=conferences wk=week wks=weeks wkly=weekly mth=month mths=months
        mnth=month mnths=months yr=year yrs=years hr=hour hrs=hours min=minute mins=minutes cuppa=tea skool=school skwl=school sch=school hosp=hospital
        doc=doctor docs=doctors dr=doctor sol=solicitor sols=solicitors hav=have hve=have av=have giv=give gud=good luv=love sed=said sez=says
        tel=tell dads=dads mums=mums mam=mum mom=mum moms=mums mummy=mum daddy=dad hun=love omg= lol= lmao= wtf= ffs= tbh= idk=dont_know dunno=dont_know
        ive=ive im=im ain=isnt aint=isnt innit= init= gotta=have_to hafta=have_to lemme=let_me gimme=give_me tooken=taken tooked=took docters=doctors
        cum=come cumin=coming cuming=coming comin=coming goin=going doin=doing tellin=telling sayin=saying gettin=getting havin=having askin=asking
        movin=moving leavin=leaving takin=taking makin=making livin=living seein=seeing fightin=fighting hittin=hitting workin=working
        rite=right rites=rights alot=a_lot aswell=as_well infact=in_fact eachother=each_other iam=im wasent=wasnt thier=their
        socialworker=social_worker socialworkers=social_workers socialservices=social_services coregroup=core_group childprotection=child_protection
        kidz=kids sista=sister bruv=brother bro=brother nanna=nan babys=babys
        """);

    private static readonly (string Sign, string Word)[] Emoji =
    [
        ("😡", "angry"), ("🤬", "angry"), ("😠", "angry"), ("😢", "upset"), ("😭", "upset"), ("😞", "upset"), ("😔", "upset"), ("💔", "upset"),
        ("😨", "worried"), ("😰", "worried"), ("😱", "scared"), ("😟", "worried"), ("👶", "baby"), ("🍼", "baby"), ("🤰", "pregnant"),
        ("🏠", "house"), ("🏡", "house"), ("🚚", "moving"), ("📞", "phone"), ("☎", "phone"), ("📱", "phone"), ("✉", "letter"), ("📧", "email"),
        ("🏫", "school"), ("🚓", "police"), ("👮", "police"), ("🍺", "drinking"), ("🍷", "drinking"), ("💊", "drugs"), ("👧", "girl"), ("👦", "boy"),
    ];

    /// <summary>Whether a word is text-speak.</summary>
    public static bool IsTextSpeak(string word) => TextSpeak.ContainsKey(word);

    /// <summary>The words of a text, each beside what was typed.</summary>
    /// <param name="plain">Whether text-speak, stretched words and emoji are put into plain words.</param>
    public static ImmutableArray<Word> Read(string text, bool plain)
    {
        ImmutableArray<Word>.Builder words = ImmutableArray.CreateBuilder<Word>();
        Cut(text, plain, typed => Add(words, typed.ToString(), plain));
        return words.ToImmutable();
    }

    /// <summary>The same of one word as <see cref="Cut"/> gives it.</summary>
    public static ImmutableArray<Word> Read(ReadOnlySpan<char> typed, bool plain)
    {
        ImmutableArray<Word>.Builder words = ImmutableArray.CreateBuilder<Word>();
        Add(words, typed.ToString(), plain);
        return words.ToImmutable();
    }

    /// <summary>Gives one after the other the words of a text as they were typed, in small letters.</summary>
    /// <param name="plain">Whether emoji are words too.</param>
    public static void Cut(string text, bool plain, Action<ReadOnlySpan<char>> take)
    {
        string cut = text.Length > Furthest ? text[..Furthest] : text;
        if (plain && !Ascii.IsValid(cut))
        {
            foreach ((string sign, string meaning) in Emoji)
            {
                cut = cut.Contains(sign, StringComparison.Ordinal) ? cut.Replace(sign, $" {meaning} ", StringComparison.Ordinal) : cut;
            }
        }

        Span<char> word = cut.Length <= UsualLength ? stackalloc char[UsualLength] : new char[cut.Length];
        int length = 0;
        for (int i = 0; i < cut.Length; i++)
        {
            char c = Plain(cut[i]);
            if (char.IsLetterOrDigit(c))
            {
                word[length++] = char.ToLowerInvariant(c);
            }
            else if (c == '\'' || (c == '.' && JoinsLetters(cut, i, length)))
            {
                // don't, s.47, d.v.
            }
            else if (length > 0)
            {
                take(word[..length]);
                length = 0;
            }
        }

        if (length > 0)
        {
            take(word[..length]);
        }
    }

    private static bool JoinsLetters(string text, int dot, int before) =>
        before is 1 or 2 && (before == 1 || dot >= 2 && text[dot - 2] == '.')
        && dot + 1 < text.Length && char.IsAsciiLetterOrDigit(text[dot + 1])
        && (dot + 2 >= text.Length || !char.IsAsciiLetter(text[dot + 2]) || char.IsAsciiDigit(text[dot + 1]));

    private static void Add(ImmutableArray<Word>.Builder words, string typed, bool plain)
    {
        if (!plain)
        {
            words.Add(new(typed, typed));
            return;
        }

        if (!Codes.Contains(typed))
        {
            int border = Border(typed);
            if (border > 0)
            {
                Add(words, typed[..border], plain);
                Add(words, typed[border..], plain);
                return;
            }
        }

        string calm = Unstretched(typed);
        if (!TextSpeak.TryGetValue(calm, out string? meant))
        {
            words.Add(new(calm, typed));
            return;
        }

        foreach (string part in meant.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            words.Add(new(part, typed));
        }
    }

    /// <summary>Where letters begin after digits ("10weeks") or digits after letters; 0 for nowhere. Endings of ordinals stay.</summary>
    private static int Border(string word)
    {
        for (int i = 1; i < word.Length; i++)
        {
            if (char.IsAsciiDigit(word[i]) != char.IsAsciiDigit(word[i - 1]))
            {
                return word[i..] is "st" or "nd" or "rd" or "th" or "pm" or "am" or "k" or "s" ? 0 : i;
            }
        }

        return 0;
    }

    /// <summary>"sooooo" becomes "soo"; repair makes one of the rest.</summary>
    private static string Unstretched(string word)
    {
        StringBuilder? calm = null;
        int run = 1;
        for (int i = 1; i < word.Length; i++)
        {
            run = word[i] == word[i - 1] && !char.IsAsciiDigit(word[i]) ? run + 1 : 1;
            if (run > 2 && calm is null)
            {
                calm = new(word, 0, i, word.Length);
            }
            else if (run <= 2)
            {
                calm?.Append(word[i]);
            }
        }

        return calm?.ToString() ?? word;
    }

    private static char Plain(char c) => c switch
    {
        '\u2018' or '\u2019' or '\u201B' or '\u02BC' or '\u00B4' or '`' => '\'',
        '\u2026' => '.',
        '\r' => '\n',
        'à' or 'á' or 'â' or 'ã' or 'ä' or 'å' or 'ą' or 'À' or 'Á' or 'Â' or 'Ä' => 'a',
        'è' or 'é' or 'ê' or 'ë' or 'ę' or 'È' or 'É' or 'Ê' => 'e',
        'ì' or 'í' or 'î' or 'ï' or 'Í' => 'i',
        'ò' or 'ó' or 'ô' or 'õ' or 'ö' or 'ø' or 'Ó' or 'Ö' => 'o',
        'ù' or 'ú' or 'û' or 'ü' or 'Ú' or 'Ü' => 'u',
        'ç' or 'ć' or 'č' => 'c',
        'ñ' or 'ń' => 'n',
        'ł' or 'Ł' => 'l',
        'ś' or 'š' => 's',
        'ż' or 'ź' or 'ž' => 'z',
        'ý' or 'ÿ' => 'y',
        >= '\uFF01' and <= '\uFF5E' => (char)(c - 0xFEE0),
        _ => c,
    };

    private static FrozenDictionary<string, string> Pairs(string text) =>
        text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)
            .Select(p => p.Split('='))
            .ToFrozenDictionary(p => p[0], p => p[1].Replace('_', ' '), StringComparer.Ordinal);
}
