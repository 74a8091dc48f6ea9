using System.Collections.Frozen;
using System.Collections.Immutable;

namespace AdviceBot.Core.Keeping;

/// <summary>The words a path code is made of: 503 everyday things, easily said and spelt, no two alike on a bad line.</summary>
/// <remarks>
/// They stand in the program and not in content because their order is the code: a word mended here would change what every
/// code read out today means, and no editor should have to know that. 503 is a prime, which is what lets one check word find
/// every changed and every swapped word. Names of people, family, feelings, places of power and anything that could hurt are
/// left out. The tests hold them apart by ear.
/// </remarks>
public static class PathWordList
{
    /// <summary>The words, in the order that gives each its number.</summary>
    public static ImmutableArray<string> All { get; } =
    [
        .. """
        acorn acrobat album almond alpine anchor antelope apple apricot apron aquarium arcade armchair artist aspen
        athlete autumn avocado bakery balcony ballet bamboo banana banjo banner barrel basil beacon beaver beetroot
        belfry bicycle biscuit blanket blossom blueberry bonfire bookshelf bracelet bramble breakfast breeze broccoli
        bubble bucket buffalo bulldozer bungalow bunting burger buttercup cabbage cactus calendar camel candle canvas
        caravan cardigan carnival carpet cartoon cashew catalogue caterpillar cauliflower cavern century ceramic
        champion chandelier charcoal cheesecake chess chimney chipmunk chocolate chorus cinema cinnamon circle clarinet
        climate clockwork clover cobweb coconut coffee collar compass concert copper corduroy cornfield cotton coyote
        cranberry crater crayon cricket crossroad cucumber cupboard cupcake curry cushion custard cyclist daffodil dairy
        dandelion deckchair denim diamond dictionary dinghy dinosaur dolphin domino doorbell dormouse doughnut dragonfly
        driftwood drummer duvet eagle eclipse editor eggshell elephant ember emerald engine escalator evergreen explorer
        fabric fairground farmyard feather ferret festival fiddle fiesta fireplace flagpole flamingo flannel flask
        flipper florist flowerpot football fossil fountain foxglove freckle fridge fruitcake furniture galaxy gallery
        garage garlic gazelle gecko gemstone geranium gingham giraffe glacier glider goalkeeper gondola gooseberry
        grandstand grapefruit grasshopper gravel greenhouse grocer guitar gymnast haddock hairbrush hallway hamster
        handbag harbour harmony harvest hazelnut hedgehog helicopter helmet hexagon highway hillside holiday honey
        hoodie hopscotch horizon horseshoe hovercraft hummingbird iceberg iguana indigo inkwell island jaguar jelly
        jigsaw jogger jukebox jumper jungle jupiter kangaroo kayak kestrel kettle keyhole keyring kingfisher kiwi
        labrador ladder ladybird lagoon lamppost landscape lantern lavender lawnmower leaflet leapfrog lemon lentil
        lettuce library lifeboat lighthouse lilac limestone lizard lobster locomotive lollipop lullaby lunchbox macaroni
        machine magician magnet magpie mahogany mammoth mandarin maracas marble margarine marigold marmalade marshmallow
        marzipan matchbox meadow melody mermaid meteor microphone midnight milkshake mineral mirror mitten mixture
        monsoon moonlight mosaic motorway muffin mulberry museum mushroom napkin narwhal necklace nectarine newspaper
        nightingale notebook nugget nutcracker nutmeg oatmeal oboe ocean octagon octopus onion opera orange orbit
        orchard oregano ostrich otter outfit overcoat oxygen painter palace pancake panda papaya paperclip parachute
        parsley pastry patio pavement pavilion peach peanut pelican penguin peppermint petal piano piccolo picnic pigeon
        pineapple pixel pizza plaster playground pollen popcorn porcupine porridge portrait postcard potato pretzel
        primrose propeller pudding pullover pumpkin purple pyramid quartz quilt radiator rainbow raisin raspberry recipe
        rectangle reindeer rhubarb ribbon river rooftop roundabout rucksack rugby salad sandcastle sapphire sardine
        satchel saturn saucepan sausage saxophone scarecrow scooter scrapbook seagull seahorse seaweed sesame shamrock
        sherbet shipyard shortbread shovel signpost skateboard sketchbook skylark smoothie snorkel snowball sofa
        spacecraft spaghetti sparrow speedboat spinach spotlight springtime sprout squirrel stadium staircase stapler
        starfish statue steamboat stopwatch strawberry submarine sugar suitcase sundial sunflower sunset swallow sweater
        sycamore symphony syrup tablecloth tadpole tambourine tandem tangerine tapestry tarpaulin tartan teacup teapot
        teaspoon telescope tennis terrace textbook theatre thermos thimble thunder timetable tinsel toadstool toothbrush
        topaz tornado tortoise toucan tractor traffic trampoline treasure treetop triangle trombone trophy trumpet
        tugboat tulip tundra turbine turquoise twilight typewriter ukulele umbrella unicorn universe vanilla vegetable
        veranda village vinegar violin volcano volleyball voyage waffle waistcoat wallpaper walrus wardrobe warehouse
        waterfall wellington wheelbarrow whistle windmill wombat woodland workshop yardstick zebra zigzag zodiac
        """.Split((char[])[' ', '\n', '\r'], StringSplitOptions.RemoveEmptyEntries),
    ];

    private static readonly FrozenDictionary<string, int> Numbers =
        All.Select((word, number) => (word, number)).ToFrozenDictionary(x => x.word, x => x.number, StringComparer.Ordinal);

    /// <summary>A word's number; null when it is none of the words.</summary>
    public static int? NumberOf(string word) => Numbers.TryGetValue(word, out int number) ? number : null;

    /// <summary>The words spelt most like one that is not among them, nearest first; at most three, none that is far off.</summary>
    public static ImmutableArray<string> Near(string word)
    {
        ArgumentNullException.ThrowIfNull(word);
        int most = Math.Max(1, word.Length / 3);
        return
        [
            .. All.Select(w => (Word: w, Off: Distance(w, word)))
                .Where(x => x.Off <= most)
                .OrderBy(x => x.Off)
                .ThenBy(x => x.Word, StringComparer.Ordinal)
                .Take(3)
                .Select(x => x.Word),
        ];
    }

    private static int Distance(string a, string b)
    {
        int[] row = [.. Enumerable.Range(0, b.Length + 1)];
        for (int i = 1; i <= a.Length; i++)
        {
            int corner = row[0];
            row[0] = i;
            for (int j = 1; j <= b.Length; j++)
            {
                int change = corner + (a[i - 1] == b[j - 1] ? 0 : 1);
                corner = row[j];
                row[j] = Math.Min(change, 1 + Math.Min(row[j], row[j - 1]));
            }
        }

        return row[b.Length];
    }
}
