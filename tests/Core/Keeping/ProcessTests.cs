using AdviceBot.Core.Content;
using AdviceBot.Core.Keeping;
using Xunit;

namespace AdviceBot.Tests.Core.Keeping;

public sealed class ProcessTests
{
    private static readonly Process Way = RealLibrary.Parts.Keep.Process;

    [Fact]
    public void Every_leaf_of_every_guide_has_its_place_on_the_way_or_is_said_to_have_none()
    {
        foreach (Step leaf in RealLibrary.Parents.Guides.SelectMany(g => g.Steps).Where(s => s.Leaf is not null))
        {
            Assert.True(Way.Places.ContainsKey(leaf.Id) || Way.Places.ContainsKey(leaf.GuideId), $"{leaf.Id} has no place.");
        }
    }

    [Theory]
    [InlineData("conference/prepare", "conference")]
    [InlineData("conference/review", "review")]
    [InlineData("conference/plan-made", "plan")]
    [InlineData("plan-basics/meetings", "core-group")]
    [InlineData("pre-proceedings/letter", "letter")]
    [InlineData("enquiry/reported", "worry")]
    [InlineData("ending/has-ended", "ending")]
    public void A_familys_step_is_marked(string step, string stage) => Assert.Equal(stage, At(step)!.Here!.Id);

    [Fact]
    public void Where_something_can_come_at_any_point_no_stage_is_marked()
    {
        Whereabouts where = At("pre-birth/asked-to-agree")!;
        Assert.Null(where.Here);
        Assert.Empty(where.Next(RealLibrary.Parents));
    }

    [Theory]
    [InlineData("contact/adviser")]
    [InlineData("enquiry/worried-about-a-child")]
    public void A_place_that_is_no_part_of_the_way_has_no_picture(string step) => Assert.Null(At(step));

    [Fact]
    public void Somebody_who_is_not_sure_about_the_country_gets_no_picture_since_other_nations_have_other_ways()
    {
        Way sure = RealLibrary.Parents.Follow(RealBot.Trail("start/what-is-happening: conference, guard/country: england, guard/who: parent, conference/which-meeting: review"));
        Way unsure = RealLibrary.Parents.Follow(RealBot.Trail("start/what-is-happening: conference, guard/country: not-sure, guard/who: parent, conference/which-meeting: review"));
        Assert.NotNull(Way.At(sure));
        Assert.Equal("conference/review", unsure.Step.Id);
        Assert.Null(Way.At(unsure));
    }

    [Fact]
    public void What_usually_comes_next_rests_on_facts_and_leads_to_a_stage()
    {
        foreach (Stage stage in Way.Stages)
        {
            Assert.NotEmpty(stage.Facts);
            foreach (Onward next in stage.Next)
            {
                Assert.NotEmpty(next.Point.Facts);
                Assert.Contains(Way.Stages, s => s.Id == next.To);
            }
        }
    }

    [Fact]
    public void From_the_first_worry_every_stage_can_be_reached()
    {
        HashSet<string> reached = [Way.Stages[0].Id];
        for (int before = 0; before < reached.Count;)
        {
            before = reached.Count;
            reached.UnionWith(Way.Stages.Where(s => reached.Contains(s.Id)).SelectMany(s => s.Next).Select(n => n.To));
        }

        Assert.Equal(Way.Stages.Length, reached.Count);
    }

    private static Whereabouts? At(string step) => Way.At(RealLibrary.Parents.Follow(RealLibrary.WayTo(RealLibrary.Parents, step)));
}
