using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AdviceBot.Core.Understanding;

/// <summary>Where a pattern was found: from its first word up to, not including, the word after its last.</summary>
/// <param name="Pattern">The pattern's place in the list the matcher was made with.</param>
public readonly record struct PatternMatch(int Pattern, int Start, int End);

/// <summary>Finds every pattern in a message, reading each word once.</summary>
/// <remarks>
/// All patterns are followed together. For each place in a pattern only the latest way there is kept, since it can do all that
/// an earlier one could. So the work for one word is bounded by the number of places, however hostile the message.
/// </remarks>
public sealed class PatternMatcher
{
    private const int MostPadding = 3;

    // No entry reaches further: more words, and padding between them, are not looked for.
    private const int LongestReach = 32;

    private readonly Dictionary<string, int> groups = [];
    private readonly FrozenDictionary<long, int> steps;
    private readonly (int Group, bool AtClauseStart)[][] ends;
    private readonly Place[] places;
    private readonly int[][] firstPlacesThatCount;
    private readonly LaterPlace[][] laterPlaces;
    private readonly bool[] leads;
    private readonly ImmutableArray<bool> onlyOnce;
    private readonly int[] roots;
    private readonly bool[] isPadding;
    private readonly bool[] stopsGaps;
    private readonly bool[] opensClauses;
    private readonly bool[] closesClauses;

    // Room to work in that a reading left behind: it is large, and most messages are short.
    private Marks? spare;

    /// <summary>Learns the patterns.</summary>
    /// <param name="lexicon">The words and groups they speak of.</param>
    /// <param name="onlyOnce">For each pattern, whether one place where it fits is enough to know.</param>
    public PatternMatcher(UrgencyLexicon lexicon, ImmutableArray<UrgencyPattern> patterns, ImmutableArray<bool> onlyOnce)
    {
        this.onlyOnce = onlyOnce;
        var entries = new List<(int Group, Wording Wording)>();
        places = [.. patterns.SelectMany((pattern, number) => PlacesOf(number, pattern, lexicon, entries))];

        string[] special = ["padding", "gap-stoppers", "openers", "closers"];
        Vocabulary = lexicon.MakeVocabulary(
            entries.SelectMany(entry => entry.Wording.Words)
                .Concat(special.SelectMany(name => lexicon.Expand($"<{name}>")).SelectMany(wording => wording.Words)));
        (steps, ends) = MakeTree(entries);
        roots = [.. Enumerable.Range(0, Vocabulary.Count).Select(word => Next(0, word))];
        firstPlacesThatCount = PlacesByGroup(place => places[place].IsFirst && CanEndOrForbidNext(place));
        laterPlaces =
        [
            .. PlacesByGroup(place => !places[place].Forbidden && place > 0 && places[place - 1].Pattern == places[place].Pattern)
                .Select(found => found.Select(place => new LaterPlace(place, places[place].Gap, GroupsBefore(place))).ToArray())
        ];
        leads = [.. PlacesByGroup(place => places[place].IsFirst && !places[place].IsLast).Select(found => found.Length > 0)];
        isPadding = WordsOf(lexicon, special[0]);
        stopsGaps = WordsOf(lexicon, special[1]);
        opensClauses = WordsOf(lexicon, special[2]);
        closesClauses = WordsOf(lexicon, special[3]);
    }

    /// <summary>Every word the patterns know.</summary>
    public Vocabulary Vocabulary { get; }

    /// <summary>For each word of the vocabulary, whether it stands alone in a group.</summary>
    public bool[] WordsOf(UrgencyLexicon lexicon, string group)
    {
        bool[] marked = new bool[Vocabulary.Count];
        foreach (Wording wording in lexicon.Expand($"<{group}>").Where(wording => wording.Words.Length == 1))
        {
            marked[Vocabulary.IdOf(wording.Words[0])] = true;
        }

        marked[Vocabulary.Unknown] = false;
        return marked;
    }

    /// <summary>Every place where a pattern fits, in the order they end; once for each word it can end with.</summary>
    /// <param name="hidden">Words no pattern may use, because they mean something else here; null for none.</param>
    public List<PatternMatch> Find(UrgencyWord[] words, bool[]? hidden)
    {
        if (words.Length == 0)
        {
            return [];
        }

        Marks marks = Interlocked.Exchange(ref spare, null) is { } left && left.HasRoomFor(words.Length) ? left : new Marks(this);
        var walk = new Walk(this, words, hidden, marks);
        for (int at = 0; at <= words.Length; at++)
        {
            walk.Step(at);
        }

        marks.Done(words.Length);
        spare = marks;
        walk.Matches.Sort((first, second) => first.End.CompareTo(second.End));
        return walk.Matches;
    }

    /// <summary>Where clauses begin: at the start, after punctuation, after "and" and the like, and after words such as "please".</summary>
    public bool[] ClauseStarts(UrgencyWord[] words)
    {
        bool[] starts = new bool[words.Length];
        for (int at = 0; at < words.Length; at++)
        {
            starts[at] = at == 0 || words[at - 1].EndsClause || opensClauses[words[at - 1].Id]
                || (starts[at - 1] && isPadding[words[at - 1].Id]);
        }

        return starts;
    }

    // Where clauses end: at the end or before punctuation, with words such as "please" and "lol" in between.
    private bool[] ClauseEnds(UrgencyWord[] words)
    {
        bool[] endsHere = new bool[words.Length + 1];
        endsHere[words.Length] = true;
        for (int at = words.Length - 1; at > 0; at--)
        {
            endsHere[at] = words[at - 1].EndsClause
                || (endsHere[at + 1] && (isPadding[words[at].Id] || closesClauses[words[at].Id]));
        }

        return endsHere;
    }

    private IEnumerable<Place> PlacesOf(
        int number,
        UrgencyPattern pattern,
        UrgencyLexicon lexicon,
        List<(int Group, Wording Wording)> entries)
    {
        bool isFirst = true;
        foreach (PatternPart part in pattern.Parts)
        {
            yield return new Place(
                number,
                GroupOf(part.Alternatives, lexicon, entries),
                part.Gap,
                part.Optional,
                part.Forbidden,
                isFirst && !part.Forbidden,
                part == pattern.Parts[^1],
                pattern.AtClauseStart,
                pattern.AtClauseEnd);
            isFirst = isFirst && part.Optional;
        }
    }

    private int GroupOf(ImmutableArray<string> alternatives, UrgencyLexicon lexicon, List<(int Group, Wording Wording)> entries)
    {
        string name = string.Join('|', alternatives.Order(StringComparer.Ordinal));
        if (groups.TryGetValue(name, out int group))
        {
            return group;
        }

        groups[name] = group = groups.Count;
        entries.AddRange(alternatives.SelectMany(alternative => lexicon.Expand(alternative)).Select(wording => (group, wording)));
        return group;
    }

    private (FrozenDictionary<long, int> Steps, (int Group, bool AtClauseStart)[][] Ends) MakeTree(
        List<(int Group, Wording Wording)> entries)
    {
        var tree = new Dictionary<long, int>();
        List<HashSet<(int Group, bool AtClauseStart)>> endings = [[]];
        foreach ((int group, Wording wording) in entries)
        {
            int node = 0;
            foreach (int word in wording.Words.Select(Vocabulary.IdOf))
            {
                if (!tree.TryGetValue(Step(node, word), out int next))
                {
                    tree[Step(node, word)] = next = endings.Count;
                    endings.Add([]);
                }

                node = next;
            }

            endings[node].Add((group, wording.AtClauseStart));
        }

        return (tree.ToFrozenDictionary(), [.. endings.Select(ending => ending.ToArray())]);
    }

    private static long Step(int node, int word) => ((long)node << 32) | (uint)word;

    private int Next(int node, int word) => steps.TryGetValue(Step(node, word), out int next) ? next : 0;

    // A first place is followed by asking for its group, unless a pattern can end with it or has a forbidden word next.
    private bool CanEndOrForbidNext(int place)
    {
        while (!places[place].IsLast)
        {
            place++;
            if (!places[place].Optional)
            {
                return places[place].Forbidden;
            }
        }

        return true;
    }

    private int[][] PlacesByGroup(Func<int, bool> chosen)
    {
        ILookup<int, int> byGroup = Enumerable.Range(0, places.Length)
            .Where(chosen)
            .ToLookup(place => places[place].Group);
        return [.. Enumerable.Range(0, groups.Count).Select(group => byGroup[group].ToArray())];
    }

    private (int Group, bool AtClauseStart)[] GroupsBefore(int place)
    {
        var before = new List<(int, bool)>();
        for (int at = place - 1; at >= 0 && places[at].Pattern == places[place].Pattern; at--)
        {
            if (places[at].IsFirst)
            {
                before.Add((places[at].Group, places[at].NeedsClauseStart));
            }

            if (!places[at].Optional)
            {
                break;
            }
        }

        return [.. before];
    }

    /// <summary>One part of one pattern.</summary>
    private readonly record struct Place(
        int Pattern,
        int Group,
        int Gap,
        bool Optional,
        bool Forbidden,
        bool IsFirst,
        bool IsLast,
        bool NeedsClauseStart,
        bool NeedsClauseEnd);

    /// <summary>A part of a pattern that isn't its first.</summary>
    /// <param name="Before">The groups of first parts that lead straight to it: their ends needn't be noted place by place.</param>
    private readonly record struct LaterPlace(int Place, int Gap, (int Group, bool AtClauseStart)[] Before);

    /// <summary>A pattern or group that got as far as a word.</summary>
    /// <param name="What">The place it waits for, or the group.</param>
    /// <param name="Word">Where it began, or for a group found at a word, where it ends.</param>
    private readonly record struct Arrival(int What, int Word);

    /// <summary>What one reading notes about places, groups and patterns; the next reading uses it again.</summary>
    /// <remarks>A word is noted as a number from <see cref="Floor"/> on. What lies below that is from an earlier message and means nowhere, so nothing need be cleared.</remarks>
    private sealed class Marks(PatternMatcher matcher)
    {
        /// <summary>What the first word of this message is noted as.</summary>
        public int Floor { get; private set; } = 1;

        // Places reached, groups ended and words forbidden, at each of the next words.
        public List<Arrival>[] Reached { get; } = NewLists();

        public List<Arrival>[] Ended { get; } = NewLists();

        public List<Arrival>[] Forbidden { get; } = NewLists();

        // For each place and each group, the latest word it was reached at or ended before, and where that began.
        public int[] PlaceAt { get; } = new int[matcher.places.Length];

        public int[] PlaceStart { get; } = new int[matcher.places.Length];

        public int[] GroupAt { get; } = new int[matcher.groups.Count];

        public int[] GroupStart { get; } = new int[matcher.groups.Count];

        public int[] ClauseGroupAt { get; } = new int[matcher.groups.Count];

        public int[] ClauseGroupStart { get; } = new int[matcher.groups.Count];

        public int[] StampedAt { get; } = new int[matcher.groups.Count];

        public int[] LastMatchEnd { get; } = new int[matcher.onlyOnce.Length];

        public List<Arrival> Stamps { get; } = [];

        public bool HasRoomFor(int words) => Floor < int.MaxValue - (2 * words) - 2;

        public void Done(int words) => Floor += words + 1;

        private static List<Arrival>[] NewLists() => [.. Enumerable.Range(0, LongestReach).Select(_ => new List<Arrival>())];
    }

    /// <summary>One reading of one message.</summary>
    private sealed class Walk
    {
        private const int Nowhere = -1;

        private readonly PatternMatcher matcher;
        private readonly UrgencyWord[] words;
        private readonly bool[]? hidden;
        private readonly bool[] clauseStarts;
        private readonly bool[] clauseEnds;
        private readonly int[] wordsBefore;
        private readonly int[] lastStopBefore;

        private readonly int floor;
        private readonly List<Arrival>[] reached;
        private readonly List<Arrival>[] ended;
        private readonly List<Arrival>[] forbidden;
        private readonly int[] placeAt;
        private readonly int[] placeStart;
        private readonly int[] groupAt;
        private readonly int[] groupStart;
        private readonly int[] clauseGroupAt;
        private readonly int[] clauseGroupStart;
        private readonly int[] stampedAt;
        private readonly int[] lastMatchEnd;
        private readonly List<Arrival> stamps;

        public Walk(PatternMatcher matcher, UrgencyWord[] words, bool[]? hidden, Marks marks)
        {
            this.matcher = matcher;
            this.words = words;
            this.hidden = hidden;
            clauseStarts = matcher.ClauseStarts(words);
            clauseEnds = matcher.ClauseEnds(words);
            wordsBefore = new int[words.Length + 1];
            lastStopBefore = new int[words.Length + 1];
            lastStopBefore[0] = Nowhere;
            for (int at = 0; at < words.Length; at++)
            {
                wordsBefore[at + 1] = wordsBefore[at] + (matcher.isPadding[words[at].Id] ? 0 : 1);
                lastStopBefore[at + 1] = matcher.stopsGaps[words[at].Id] ? at : lastStopBefore[at];
            }

            floor = marks.Floor;
            (reached, ended, forbidden, stamps) = (marks.Reached, marks.Ended, marks.Forbidden, marks.Stamps);
            (placeAt, placeStart, groupAt, groupStart) = (marks.PlaceAt, marks.PlaceStart, marks.GroupAt, marks.GroupStart);
            (clauseGroupAt, clauseGroupStart, stampedAt, lastMatchEnd) = (marks.ClauseGroupAt, marks.ClauseGroupStart, marks.StampedAt, marks.LastMatchEnd);
        }

        public List<PatternMatch> Matches { get; } = [];

        /// <summary>Reads the word at a place; one past the last word ends the reading.</summary>
        public void Step(int at)
        {
            stamps.Clear();
            if (at < words.Length && !IsHidden(at))
            {
                Stamp(matcher.roots[words[at].Id], at);
                if (words[at].NumberId != Vocabulary.Unknown)
                {
                    Stamp(matcher.roots[words[at].NumberId], at);
                }
            }

            Arrive(at);
            foreach ((int group, int end) in stamps)
            {
                foreach (ref readonly LaterPlace later in matcher.laterPlaces[group].AsSpan())
                {
                    if (StartIfReached(in later, at) is >= 0 and var start)
                    {
                        Fill(later.Place, end, start, at);
                    }
                }

                foreach (int place in matcher.firstPlacesThatCount[group])
                {
                    if (clauseStarts[at] || !matcher.places[place].NeedsClauseStart)
                    {
                        Fill(place, end, at, at);
                    }
                }

            }

            foreach ((int group, int end) in stamps)
            {
                if (end == at + 1)
                {
                    End(group, end, at);
                }
                else
                {
                    ended[end % LongestReach].Add(new Arrival(group, at));
                }
            }
        }

        private bool IsHidden(int at) => hidden is not null && hidden[at];

        // Everything that got as far as this word.
        private void Arrive(int at)
        {
            foreach ((int group, int start) in ended[at % LongestReach])
            {
                End(group, at, start);
            }

            foreach ((int place, int start) in reached[at % LongestReach])
            {
                placeAt[place] = floor + at;
                placeStart[place] = start;
            }

            // The list grows while it is read when one forbidden word follows another.
            List<Arrival> checks = forbidden[at % LongestReach];
            for (int index = 0; index < checks.Count; index++)
            {
                (int place, int start) = checks[index];
                if (at == words.Length || words[at].Sentence != words[start].Sentence || stampedAt[matcher.places[place].Group] != floor + at)
                {
                    Fill(place, at, start, at);
                }
            }

            ended[at % LongestReach].Clear();
            reached[at % LongestReach].Clear();
            checks.Clear();
        }

        private void End(int group, int end, int start)
        {
            if (matcher.leads[group])
            {
                groupAt[group] = floor + end;
                groupStart[group] = start;
                if (clauseStarts[start])
                {
                    clauseGroupAt[group] = floor + end;
                    clauseGroupStart[group] = start;
                }
            }
        }

        // Where the pattern began that waits at a place for this word; nowhere if none does.
        private int StartIfReached(in LaterPlace later, int at)
        {
            if (IsNear(placeAt[later.Place] - floor, at, later.Gap) && words[placeStart[later.Place]].Sentence == words[at].Sentence)
            {
                return placeStart[later.Place];
            }

            foreach ((int group, bool atClauseStart) in later.Before)
            {
                int from = (atClauseStart ? clauseGroupAt[group] : groupAt[group]) - floor;
                if (IsNear(from, at, later.Gap))
                {
                    int start = atClauseStart ? clauseGroupStart[group] : groupStart[group];
                    if (words[start].Sentence == words[at].Sentence)
                    {
                        return start;
                    }
                }
            }

            return Nowhere;
        }

        private bool IsNear(int from, int at, int gap) =>
            from >= 0
            && wordsBefore[at] - wordsBefore[from] <= gap
            && (gap > UrgencyPattern.ShortGap || lastStopBefore[at] < from);

        // A place is filled up to a word: its pattern ends, or waits there for what comes next.
        private void Fill(int place, int end, int start, int now)
        {
            for (int next = place; !matcher.places[next].IsLast;)
            {
                next++;
                if (matcher.places[next].Forbidden)
                {
                    forbidden[end % LongestReach].Add(new Arrival(next, start));
                    return;
                }

                if (end == now)
                {
                    placeAt[next] = floor + now;
                    placeStart[next] = start;
                }
                else
                {
                    reached[end % LongestReach].Add(new Arrival(next, start));
                }

                if (!matcher.places[next].Optional)
                {
                    return;
                }
            }

            Place last = matcher.places[place];
            if ((!last.NeedsClauseEnd || clauseEnds[end]) && lastMatchEnd[last.Pattern] < floor + (matcher.onlyOnce[last.Pattern] ? 0 : end))
            {
                lastMatchEnd[last.Pattern] = floor + end;
                Matches.Add(new PatternMatch(last.Pattern, start, end));
            }
        }

        // Notes every group that has an entry beginning at this word, and where each entry ends.
        private void Stamp(int node, int at)
        {
            int padding = 0;
            for (int next = at + 1; node > 0; next++)
            {
                foreach ((int group, bool atClauseStart) in matcher.ends[node])
                {
                    if (!atClauseStart || clauseStarts[at])
                    {
                        stampedAt[group] = floor + at;
                        stamps.Add(new Arrival(group, next));
                    }
                }

                while (Continues(next, at) && padding < MostPadding && matcher.isPadding[words[next].Id]
                    && matcher.Next(node, words[next].Id) == 0)
                {
                    next++;
                    padding++;
                }

                if (!Continues(next, at))
                {
                    return;
                }

                int following = matcher.Next(node, words[next].Id);
                node = following > 0 || words[next].NumberId == Vocabulary.Unknown
                    ? following
                    : matcher.Next(node, words[next].NumberId);
            }
        }

        private bool Continues(int next, int at) =>
            next < words.Length && next < at + LongestReach - 1 && words[next].Sentence == words[at].Sentence && !IsHidden(next);
    }
}
