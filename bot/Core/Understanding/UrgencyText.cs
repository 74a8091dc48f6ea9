using System.Collections.Immutable;
using System.Text;

namespace AdviceBot.Core.Understanding;

/// <summary>One word of a message, as the urgency rules see it.</summary>
/// <param name="Id">Its number in the vocabulary.</param>
/// <param name="NumberId">If it is a number, what kind: any number, a young age or a year, as numbered in the vocabulary.</param>
/// <param name="Sentence">Which sentence it belongs to, counted from 0.</param>
/// <param name="EndsClause">Whether a comma, a new line or the end of a sentence follows.</param>
/// <param name="IsQuoted">Whether it stands between quotation marks.</param>
public readonly record struct UrgencyWord(int Id, int NumberId, int Sentence, bool EndsClause, bool IsQuoted);

/// <summary>A message read word by word, whatever its spelling.</summary>
/// <remarks>
/// Reads the first 32,000 characters. Capitals, accents, look-alike letters, invisible signs, missing apostrophes, repeated
/// letters, missing spaces, digits for letters and letters spaced out make no difference.
/// </remarks>
public static class UrgencyText
{
    /// <summary>How much of a message is read.</summary>
    public const int Longest = 32_000;

    private const int JoinedLettersTried = 4_000;

    // Said over and over, a word counts so many times.
    private const int MostTimesRunning = 3;

    /// <summary>The words of a message.</summary>
    public static UrgencyWord[] Read(string text, Vocabulary vocabulary, ImmutableDictionary<string, string> emoji)
    {
        var reader = new Reader(vocabulary, emoji);
        foreach (Rune sign in text.AsSpan(0, Math.Min(text.Length, Longest)).EnumerateRunes())
        {
            reader.Take(sign);
        }

        return reader.Finish();
    }

    private sealed class Reader(Vocabulary vocabulary, ImmutableDictionary<string, string> emoji)
    {
        private readonly List<UrgencyWord> words = [];
        private readonly StringBuilder spelt = new();
        private char[] word = new char[64];
        private int length;
        private int sentence;
        private bool isQuoted;
        private int dots;
        private int newLines;
        private int joinedTried;
        private int timesRunning;

        public void Take(Rune sign)
        {
            int plain = LookAlikes.PlainOf(sign);
            if (plain == 0)
            {
                return;
            }

            if (IsWordSign(plain))
            {
                EndPause();
                if (length + 1 >= word.Length)
                {
                    Array.Resize(ref word, word.Length * 2);
                }

                word[length++] = (char)plain;
                return;
            }

            EndWord();
            switch (plain)
            {
                case '.': dots++; break;
                case 0x2026: dots += 3; break;
                case '!' or '?' or ';': EndPause(); EndSentence(); break;
                case ',' or ':' or '(' or ')': EndClause(); break;
                case '\n': newLines++; EndClause(); break;
                case '"': EndPause(); EndSpelt(); isQuoted = !isQuoted; break;
                case > 0x7F: TakePicture(sign); break;
            }
        }

        public UrgencyWord[] Finish()
        {
            EndWord();
            EndSpelt();
            return [.. words];
        }

        private bool IsWordSign(int plain) =>
            plain is (>= 'a' and <= 'z') or (>= '0' and <= '9')
            || (plain is '\'' or '*' or '@' or '$' && length > 0);

        // One or two full stops end a sentence, more are a pause; so is a new line, and an empty one ends the sentence.
        private void EndPause()
        {
            if (dots is 1 or 2 || newLines > 1)
            {
                EndSentence();
            }
            else if (dots > 2)
            {
                EndClause();
            }

            dots = 0;
            newLines = 0;
        }

        private void EndWord()
        {
            while (length > 0 && word[length - 1] is '\'' or '*' or '@' or '$')
            {
                length--;
            }

            if (length == 0)
            {
                return;
            }

            ReadOnlySpan<char> typed = word.AsSpan(0, length);
            if (length == 1 && !char.IsAsciiDigit(typed[0]))
            {
                // Letters spaced out may be one word: k i l l.
                spelt.Append(typed[0]);
            }
            else
            {
                EndSpelt();
                Add(typed);
            }

            length = 0;
        }

        private void EndSpelt()
        {
            if (spelt.Length == 0)
            {
                return;
            }

            string letters = spelt.ToString();
            spelt.Clear();
            if (letters.Length >= 4)
            {
                Add(letters);
                return;
            }

            foreach (char letter in letters)
            {
                Add([letter]);
            }
        }

        private void Add(ReadOnlySpan<char> typed)
        {
            bool tryJoined = joinedTried < JoinedLettersTried;
            int number = vocabulary.NumberIn(typed);
            foreach (int id in vocabulary.Read(typed, tryJoined))
            {
                if (id == Vocabulary.Unknown)
                {
                    joinedTried += typed.Length;
                }

                timesRunning = words.Count > 0 && words[^1].Id == id && !words[^1].EndsClause ? timesRunning + 1 : 1;
                if (timesRunning <= MostTimesRunning || id == Vocabulary.Unknown)
                {
                    words.Add(new UrgencyWord(id, number, sentence, false, isQuoted));
                }

                number = Vocabulary.Unknown;
            }
        }

        private void TakePicture(Rune sign)
        {
            EndPause();
            EndSpelt();
            if (emoji.TryGetValue(sign.ToString(), out string? meaning))
            {
                foreach (string part in meaning.Split(' '))
                {
                    Add(part);
                }
            }
        }

        private void EndClause()
        {
            EndSpelt();
            if (words.Count > 0)
            {
                words[^1] = words[^1] with { EndsClause = true };
            }
        }

        private void EndSentence()
        {
            EndClause();
            if (words.Count > 0 && words[^1].Sentence == sentence)
            {
                sentence++;
            }
        }
    }
}
