using AdviceBot.Core.Understanding;
using Xunit;

namespace AdviceBot.Tests.Core.Understanding;

/// <summary>The examples of the safety rules, by the rules alone and by all that parents meet.</summary>
public class UrgencySpotterTests
{
    private static readonly UrgencySpotter[] Both = [UrgencyMessages.Spotter, UrgencyMessages.Whole];

    [Theory]
    [InlineData("D1", "he's hitting me right now")]
    [InlineData("D1", "my ex is smashing the door in")]
    [InlineData("D1", "she's got a knife")]
    [InlineData("D1", "my little boy has gone and I can't find him")]
    [InlineData("D1", "he's kicking off and won't let me out")]
    [InlineData("D1", "he's back and he's steaming")]
    [InlineData("D1", "I'm locked in the bathroom")]
    [InlineData("D1", "he's going to kill us")]
    [InlineData("D1", "he's lamping me")]
    [InlineData("D1", "theyve took him and I dont know where")]
    [InlineData("D2", "he's in the next room")]
    [InlineData("D2", "he checks my phone")]
    [InlineData("D2", "cant talk")]
    [InlineData("D2", "hes coming")]
    [InlineData("D2", "got to be quick")]
    [InlineData("D2", "delete this")]
    [InlineData("D2", "one sec he's up")]
    [InlineData("M1", "I've taken all my tablets")]
    [InlineData("M1", "my baby isn't breathing")]
    [InlineData("M1", "I'm pregnant and bleeding badly")]
    [InlineData("M1", "I've necked the lot")]
    [InlineData("M1", "can't wake him")]
    [InlineData("M1", "she's gone floppy")]
    [InlineData("M1", "not felt baby move all day")]
    [InlineData("S1", "I'm going to kill myself tonight")]
    [InlineData("S1", "I've written the note")]
    [InlineData("S1", "going to top myself")]
    [InlineData("S1", "I'm on the bridge")]
    [InlineData("S1", "by the time they come for him I won't be here")]
    [InlineData("S1", "sorry everyone, bye")]
    [InlineData("S2", "I want to die")]
    [InlineData("S2", "I keep cutting myself")]
    [InlineData("S2", "I can't do this any more")]
    [InlineData("S2", "they'd be better off without me")]
    [InlineData("S2", "no point carrying on")]
    [InlineData("S2", "I just want it to stop")]
    [InlineData("S2", "don't want to wake up")]
    [InlineData("S2", "I'm done")]
    [InlineData("S2", "what's the point of me")]
    [InlineData("S2", "end it all")]
    [InlineData("A1", "my partner hits me")]
    [InlineData("A1", "he won't let me see my mum")]
    [InlineData("A1", "I'm scared of him")]
    [InlineData("A1", "walking on eggshells")]
    [InlineData("A1", "he goes through my phone")]
    [InlineData("A1", "he's got a temper on him")]
    [InlineData("A1", "he said nobody would believe me")]
    [InlineData("A1", "got to ask before I spend anything")]
    [InlineData("A1", "he threatens to get the kids taken off me")]
    [InlineData("A2", "I hit my girlfriend")]
    [InlineData("A2", "I lose it with her")]
    [InlineData("A2", "I see red")]
    [InlineData("A2", "I'm scared of what I'll do to her")]
    [InlineData("C1", "my boyfriend hurt my daughter")]
    [InlineData("C1", "he touches her")]
    [InlineData("C1", "she's got marks I can't explain")]
    [InlineData("C1", "she won't go near him")]
    [InlineData("C1", "the kids are in on their own")]
    [InlineData("C1", "he's rough with him")]
    [InlineData("C2", "I shook the baby")]
    [InlineData("C2", "I'm going to hurt him")]
    [InlineData("C2", "I can't stand the crying, I'm going to snap")]
    [InlineData("C2", "I'm losing it with them")]
    [InlineData("C2", "take her before I do something")]
    [InlineData("F1", "they're making me marry him")]
    [InlineData("F1", "they want to cut my daughter")]
    [InlineData("F1", "they've booked flights and took my passport")]
    [InlineData("F1", "brought shame on the family")]
    [InlineData("T1", "I'm going to stab that social worker")]
    [InlineData("T1", "I'll do time for him")]
    [InlineData("T1", "she won't be walking when I've finished")]
    [InlineData("L1", "they're here to take my baby")]
    [InlineData("L1", "they want me to sign section 20 tonight")]
    [InlineData("L1", "police and social at the door")]
    [InlineData("L1", "they said sign or we go to court in the morning")]
    [InlineData("L1", "baby's due tomorrow and they want to take him from the ward")]
    public void The_card_comes(string category, string message)
    {
        Assert.All(Both, spotter => Assert.Equal((category, UrgencyStrength.Hard), Found(spotter, message)));
    }

    [Theory]
    [InlineData("I won't be a problem for much longer")]
    [InlineData("who will look after her when I'm gone")]
    [InlineData("he's being really nice today and it scares me")]
    [InlineData("is there a way to make it look like an accident")]
    [InlineData("how many would it take")]
    public void What_looks_harmless_and_is_not_brings_the_card(string message) =>
        Assert.All(Both, spotter => Assert.Equal(UrgencyStrength.Hard, spotter.Spot(message)?.Strength));

    [Theory]
    [InlineData("Y1", "I'm 15 and pregnant")]
    [InlineData("Y1", "I'm in year 10")]
    [InlineData("Y1", "my foster carer is late")]
    [InlineData("X1", "I'm so scared")]
    [InlineData("X1", "I can't stop crying")]
    [InlineData("X1", "my head's in bits")]
    [InlineData("X1", "I'm in pieces")]
    [InlineData("X1", "I'm a terrible mum")]
    [InlineData("X1", "everyone's against me")]
    [InlineData("A1", "my ex used to hit me 5 years ago")]
    [InlineData("X1", "my mum killed herself when I was 12")]
    [InlineData("X1", "I lost a baby last year")]
    [InlineData("X1", "I already rang the Samaritans")]
    [InlineData("T1", "I could strangle my social worker sometimes")]
    public void A_gentle_line_comes(string category, string message)
    {
        Assert.All(Both, spotter => Assert.Equal((category, UrgencyStrength.Soft), Found(spotter, message)));
    }

    [Theory]
    [InlineData("this is killing me")]
    [InlineData("I'm dying of embarrassment")]
    [InlineData("I could murder a cup of tea")]
    [InlineData("the social worker is doing my head in")]
    [InlineData("they're killing me with these meetings")]
    [InlineData("what happens if a child dies")]
    [InlineData("what is significant harm")]
    [InlineData("what counts as neglect")]
    [InlineData("is smacking illegal")]
    [InlineData("she says I hit her but I never")]
    [InlineData("can they take my baby")]
    [InlineData("will they remove my child at birth")]
    [InlineData("shoot me a message")]
    [InlineData("hit me up")]
    [InlineData("I'm bleeding money")]
    [InlineData("do I have to cut contact")]
    [InlineData("cutting down on drink")]
    [InlineData("overdose of paperwork")]
    [InlineData("the dog died")]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("?!?! 12 ... 🙂")]
    public void Nothing_comes(string message) => Assert.All(Both, spotter => Assert.Null(spotter.Spot(message)));

    [Theory]
    [InlineData("the report says my partner is violent and it's a lie")]
    [InlineData("I'm not suicidal, just tired")]
    [InlineData("I would never hurt my kids")]
    [InlineData("999 is what they told me to call")]
    public void At_most_a_gentle_line_comes(string message) =>
        Assert.All(Both, spotter => Assert.NotEqual(UrgencyStrength.Hard, spotter.Spot(message)?.Strength));

    [Theory]
    [InlineData("I WANT TO DIE")]
    [InlineData("iwanttodie")]
    [InlineData("i waaaant to dieeee")]
    [InlineData("i want to d1e")]
    [InlineData("Ι wаnt tо diе")] // Greek and Cyrillic letters
    [InlineData("ｉ ｗａｎｔ ｔｏ ｄｉｅ")]
    [InlineData("𝓲 𝔀𝓪𝓷𝓽 𝓽𝓸 𝓭𝓲𝓮")]
    [InlineData("i w​ant to d‍ie")] // invisible signs inside
    [InlineData("i wánt tö dïe")]
    [InlineData("i wanna die")]
    [InlineData("i just fucking want to die")]
    [InlineData("i think about su*cide")]
    [InlineData("im sucidal")]
    [InlineData("i feel suicdial")]
    [InlineData("gonna k i l l myself")]
    public void However_it_is_spelt_it_is_read(string message) =>
        Assert.Equal("self-harm", UrgencyMessages.Spotter.Spot(message)?.Category.Word);

    [Theory]
    [InlineData("i hit my girlfriend", "A2")]
    [InlineData("my girlfriend hits me", "A1")]
    [InlineData("i hit my daughter", "C2")]
    [InlineData("my girlfriend hits my daughter", "C1")]
    public void It_matters_who_hurts_whom(string message, string category) =>
        Assert.Equal(category, UrgencyMessages.Spotter.Spot(message)?.Category.Code);

    [Theory]
    [InlineData("my ex hits me", UrgencyStrength.Hard)]
    [InlineData("my ex used to hit me years ago", UrgencyStrength.Soft)]
    [InlineData("my ex used to hit me and now he hits me again tonight", UrgencyStrength.Hard)]
    public void It_matters_when(string message, UrgencyStrength strength) =>
        Assert.Equal(strength, UrgencyMessages.Spotter.Spot(message)?.Strength);

    [Fact]
    public void When_two_kinds_fit_the_first_is_shown_and_the_second_is_kept()
    {
        UrgentFinding? finding = UrgencyMessages.Spotter.Spot("I've taken all my tablets. My partner hits me.");
        Assert.Equal("M1", finding?.Category.Code);
        Assert.Equal("A1", finding!.Also?.Code);
    }

    [Fact]
    public void The_end_of_a_very_long_message_is_read_too()
    {
        string message = string.Concat(Enumerable.Repeat("the plan has a lot of words. ", 1050)) + "I want to die";
        Assert.True(message.Length is > 30_000 and < UrgencyText.Longest);
        Assert.Equal("S2", UrgencyMessages.Spotter.Spot(message)?.Category.Code);
    }

    [Fact]
    public void The_same_message_always_gives_the_same_answer()
    {
        const string Message = "he's back and i'm scared, the kids are crying";
        Assert.Equal(UrgencyMessages.Spotter.Spot(Message), UrgencyMessages.Spotter.Spot(Message));
    }

    private static (string? Category, UrgencyStrength? Strength) Found(UrgencySpotter spotter, string message) =>
        spotter.Spot(message) is { } finding ? (finding.Category.Code, finding.Strength) : (null, null);
}
