using System.Collections.Immutable;
using AdviceBot.Core;
using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using FsCheck;
using FsCheck.Fluent;
using Xunit;

namespace AdviceBot.Tests.Core.Keeping;

public sealed class PathCodeTests
{
    private static readonly Library Words = RealLibrary.Parents;

    [Fact]
    public void Every_way_to_every_leaf_comes_back_whole_from_its_six_words()
    {
        int ways = 0;
        HashSet<string> leaves = [];
        HashSet<string> codes = [];
        foreach (ImmutableArray<Answer> trail in RealLibrary.WaysToLeaves(Words))
        {
            ways++;
            leaves.Add(Words.Follow(trail).Step.Id);
            PathWords made = PathCode.For(Words, trail);
            Assert.Equal(PathFit.EachAnswer, made.Fit);
            Assert.Equal(PathCode.Length, made.Words.Length);
            Assert.True(codes.Add(made.Spoken), $"Two ways have the words {made.Spoken}.");
            AssertSame(trail, Found(made.Spoken));
        }

        Assert.True(ways > 2000, $"only {ways} ways were walked");
        Assert.True(leaves.Count > 90, $"only {leaves.Count} leaves were reached as a first leaf");
    }

    [Fact]
    public void Every_onward_button_of_every_first_leaf_comes_back_too()
    {
        int whole = 0, all = 0;
        foreach (ImmutableArray<Answer> trail in RealLibrary.WaysToLeaves(Words))
        {
            Way leaf = Words.Follow(trail);
            foreach (string choice in leaf.Step.Choices.Select(c => c.Id).Concat(Words.OffRamps.Select(r => r.Id)))
            {
                ImmutableArray<Answer> longer = trail.Add(new Answer(leaf.Step.Id, choice));
                PathWords made = PathCode.For(Words, longer);
                all++;
                whole += made.Fit == PathFit.EachAnswer ? 1 : 0;
                AssertSamePlace(longer, made);
            }
        }

        Assert.True(whole > 0.99 * all, $"only {whole} of {all} were held whole");
    }

    [Fact]
    public void Every_step_there_is_fits_six_words()
    {
        foreach (Step step in Words.Guides.SelectMany(g => g.Steps))
        {
            ImmutableArray<Answer> trail = RealLibrary.WayTo(Words, step.Id);
            AssertSame(trail, Found(PathCode.For(Words, trail).Spoken));
        }
    }

    [Fact]
    public void However_long_a_parent_wanders_the_words_lead_to_the_same_place_with_the_same_advice()
    {
        int nearest = 0;
        Prop.ForAll<int[]>(ArbMap.Default.ArbFor<int[]>(), steps =>
        {
            ImmutableArray<Answer> trail = Wander(Words, steps.Concat(steps).Concat(steps));
            PathWords made = PathCode.For(Words, trail);
            nearest += made.Fit == PathFit.Nearest ? 1 : 0;
            AssertSamePlace(trail, made);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(600).WithEndSize(40).WithReplay(20261122, 1));
        Assert.Equal(0, nearest);
    }

    [Fact]
    public void A_single_misheard_word_is_always_noticed()
    {
        foreach (string[] code in Sample(12))
        {
            for (int place = 0; place < PathCode.Length; place++)
            {
                foreach (string other in PathWordList.All.Where(w => w != code[place]))
                {
                    string[] heard = [.. code];
                    heard[place] = other;
                    Assert.IsType<PathReading.Misheard>(PathCode.Read(Words, string.Join(' ', heard)));
                }
            }
        }
    }

    [Fact]
    public void Two_words_that_changed_places_are_always_noticed()
    {
        int swaps = 0;
        foreach (string[] code in Sample(400))
        {
            for (int i = 0; i < PathCode.Length; i++)
            {
                for (int j = i + 1; j < PathCode.Length; j++)
                {
                    if (code[i] != code[j])
                    {
                        string[] heard = [.. code];
                        (heard[i], heard[j]) = (heard[j], heard[i]);
                        Assert.IsType<PathReading.Misheard>(PathCode.Read(Words, string.Join(' ', heard)));
                        swaps++;
                    }
                }
            }
        }

        Assert.True(swaps > 5000);
    }

    [Fact]
    public void Six_words_picked_at_random_hardly_ever_lead_anywhere()
    {
        int found = 0;
        var pick = new Random(20261122);
        for (int i = 0; i < 200_000; i++)
        {
            string typed = string.Join(' ', Enumerable.Range(0, 6).Select(_ => PathWordList.All[pick.Next(PathWordList.All.Length)]));
            found += PathCode.Read(Words, typed) is PathReading.Found ? 1 : 0;
        }

        Assert.True(found <= 1, $"{found} of 200,000 led somewhere");
    }

    [Fact]
    public void Words_of_an_older_edition_are_refused_and_never_lead_to_a_wrong_place()
    {
        // A button more at the first question of a guide: every way through it is numbered differently.
        LibraryParts old = RealLibrary.Parts;
        int refused = 0, same = 0, wrong = 0;
        foreach (Guide guide in old.Guides)
        {
            Step first = guide.Steps[0];
            Library now = new(old with { Guides = old.Guides.Replace(guide, guide with { Steps = guide.Steps.SetItem(0, first with { Choices = first.Choices.Insert(0, new Choice("new", "New", guide.Steps[^1].Id, [])) }) }) });
            foreach (ImmutableArray<Answer> trail in RealLibrary.WaysToLeaves(Words).Where(t => t.Any(a => a.Step == first.Id)))
            {
                switch (PathCode.Read(now, PathCode.For(Words, trail).Spoken))
                {
                    case PathReading.Found found when found.Trail.SequenceEqual(trail):
                        same++;
                        break;
                    case PathReading.Found:
                        wrong++;
                        break;
                    default:
                        refused++;
                        break;
                }
            }
        }

        Assert.Equal(0, wrong);
        Assert.True(refused > 1000, $"{refused} refused, {same} the same");
    }

    [Fact]
    public void Words_whose_button_now_leads_elsewhere_are_refused()
    {
        LibraryParts old = RealLibrary.Parts;
        Guide guide = old.Guides.First(g => g.Id == "conference");
        Step step = guide.Steps.First(s => s.Id == "conference/how-soon");
        ImmutableArray<Answer> trail = [.. RealLibrary.WayTo(Words, step.Id), new Answer(step.Id, "later")];
        Step changed = step with { Choices = [.. step.Choices.Select(c => c.Id == "later" ? c with { Next = "conference/reading" } : c)] };
        Library now = new(old with { Guides = old.Guides.Replace(guide, guide with { Steps = guide.Steps.Replace(step, changed) }) });
        Assert.IsType<PathReading.OtherEdition>(PathCode.Read(now, PathCode.For(Words, trail).Spoken));
    }

    [Fact]
    public void New_words_elsewhere_and_new_labels_leave_a_code_as_it_was()
    {
        LibraryParts old = RealLibrary.Parts;
        Library now = new(old with { Guides = [.. old.Guides.Select(g => g with { Label = g.Label + " now", Steps = [.. g.Steps.Select(s => s with { Ask = s.Ask is null ? null : "New?" })] })] });
        ImmutableArray<Answer> trail = RealLibrary.WayTo(Words, "conference/prepare");
        Assert.Equal(PathCode.For(Words, trail).Spoken, PathCode.For(now, trail).Spoken);
    }

    [Fact]
    public void An_adviser_sees_the_parents_place_in_the_advisers_words()
    {
        ImmutableArray<Answer> trail = RealLibrary.WayTo(Words, "pre-proceedings/letter");
        var found = Assert.IsType<PathReading.Found>(PathCode.Read(RealLibrary.Advisers, PathCode.For(Words, trail).Spoken));
        AssertSame(trail, found.Trail);
    }

    [Theory]
    [InlineData("")]
    [InlineData("one, two")]
    [InlineData("1. {0}\n2. {1}\n3. {2}\n4. {3}\n5. {4}", 5)]
    public void Fewer_than_six_words_are_counted(string typed, int count = -1)
    {
        string text = string.Format(System.Globalization.CultureInfo.InvariantCulture, typed, [.. Code()]);
        int words = count < 0 ? text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length : count;
        Assert.Equal(words, Assert.IsType<PathReading.WrongCount>(PathCode.Read(Words, text)).Count);
    }

    [Theory]
    [InlineData("{0} {1} {2} {3} {4} {5}")]
    [InlineData("{0}, {1}, {2},\n{3}, {4}, {5}.")]
    [InlineData("1 {0} 2 {1} 3 {2} 4 {3} 5 {4} 6 {5}")]
    public void Commas_numbers_and_capitals_do_not_matter(string layout)
    {
        string typed = string.Format(System.Globalization.CultureInfo.InvariantCulture, layout, [.. Code()]);
        Assert.IsType<PathReading.Found>(PathCode.Read(Words, typed.ToUpperInvariant()));
    }

    [Fact]
    public void A_word_that_is_none_of_ours_is_named_with_the_nearest()
    {
        string[] code = [.. Code()];
        code[2] += "x";
        var unknown = Assert.IsType<PathReading.Unknown>(PathCode.Read(Words, string.Join(' ', code)));
        Assert.Equal(code[2], unknown.Word);
        Assert.Equal(Code()[2], unknown.Near[0]);
    }

    [Fact]
    public void A_question_is_not_taken_for_words_of_a_code()
    {
        Assert.False(PathCode.LooksLike("can my sister come with me"));
        Assert.True(PathCode.LooksLike(string.Join(' ', Code())));
    }

    // Arrays are compared answer by answer: two with the same answers are not "equal" by themselves.
    private static void AssertSame(ImmutableArray<Answer> expected, ImmutableArray<Answer> actual) =>
        Assert.Equal(expected.AsEnumerable(), actual.AsEnumerable());

    private static ImmutableArray<string> Code() => PathCode.For(Words, RealLibrary.WayTo(Words, "conference/prepare")).Words;

    private static ImmutableArray<Answer> Found(string spoken) =>
        Assert.IsType<PathReading.Found>(PathCode.Read(Words, spoken)).Trail;

    private static IEnumerable<string[]> Sample(int count)
    {
        ImmutableArray<Answer>[] ways = [.. RealLibrary.WaysToLeaves(Words)];
        return Enumerable.Range(0, count).Select(i => PathCode.For(Words, ways[i * ways.Length / count]).Words.ToArray());
    }

    // Each number is a button, an open answer or a way out.
    private static ImmutableArray<Answer> Wander(Library library, IEnumerable<int> steps)
    {
        Way way = library.Beginning;
        ImmutableArray<Answer> trail = [];
        foreach (int number in steps.Take(Conversation.LongestTrail))
        {
            string[] choices = [.. way.Step.Choices.Select(c => c.Id), Answers.NotSure, Answers.Skip, Answers.RatherNotSay, .. library.OffRamps.Select(r => r.Id)];
            string choice = choices[(number & int.MaxValue) % choices.Length];
            if (library.After(way, choice) is { } next)
            {
                trail = trail.Add(new Answer(way.Step.Id, choice));
                way = next;
            }
        }

        return trail;
    }

    private static void AssertSamePlace(ImmutableArray<Answer> trail, PathWords made)
    {
        ImmutableArray<Answer> found = Found(made.Spoken);
        Way was = Words.Follow(trail);
        Way now = Words.Follow(found);
        if (made.Fit == PathFit.EachAnswer)
        {
            AssertSame(trail, found);
        }
        else if (made.Fit == PathFit.Place)
        {
            Assert.Equal(was.Step.Id, now.Step.Id);
            Assert.Equal(was.Resume, now.Resume);
            foreach (Variation change in was.Step.Leaf?.When ?? [])
            {
                Assert.Equal(was.Said.GetValueOrDefault(change.Guard), now.Said.GetValueOrDefault(change.Guard));
            }
        }
    }
}
