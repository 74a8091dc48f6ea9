using System.Collections.Immutable;
using System.Globalization;
using AdviceBot.Core.Content;

namespace AdviceBot.Host.Content;

/// <summary>Reads guides/*.yaml: one file is one situation.</summary>
/// <remarks>Checks the shape only. Whether ways lead somewhere and leaves hold what they should is the business of the content rules.</remarks>
public static class GuideFiles
{
    /// <summary>Every guide of a content folder, in the order of the files' names.</summary>
    public static ImmutableArray<Guide> ReadAll(ContentFiles files, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        ArgumentNullException.ThrowIfNull(files);
        ArgumentNullException.ThrowIfNull(problems);
        List<Guide> guides = [];
        HashSet<string> seen = new(StringComparer.Ordinal) { "start", "guard" };
        foreach ((string file, YamlMap? map, Guide? guide, Problems own) in files.Under("guides").Select(f => Alone(f.Name, f.Text)))
        {
            if (file.Split('/') is not [_, var name] || Path.GetExtension(name) != ".yaml")
            {
                problems.Add(file, 1, "Nobody reads this file. A guide is guides/ID.yaml: give it that name, or take it away.");
                continue;
            }

            problems.AddAll(own);
            if (guide is null)
            {
                continue;
            }

            if (guide.Id != Path.GetFileNameWithoutExtension(file))
            {
                problems.Add(file, map!.LineOf("id"), $"The id \"{guide.Id}\" and the file name should be the same. Rename one.");
            }

            if (!seen.Add(guide.Id))
            {
                problems.Add(file, map!.LineOf("id"), $"The id \"{guide.Id}\" is taken. Give this guide another.");
                continue;
            }

            guides.Add(guide);
        }

        return [.. guides];

        (string, YamlMap?, Guide?, Problems) Alone(string file, string text)
        {
            var own = new Problems();
            YamlMap? map = YamlMap.Read(text, file, own);
            return (file, map, map is null ? null : Read(map, facts, places, own), own);
        }
    }

    /// <summary>guards.yaml: the questions any guide can ask, and the ways out that stand on every screen.</summary>
    public static (ImmutableArray<Step> Guards, ImmutableArray<Choice> OffRamps) ReadGuards(string text, string file, Places places, Problems problems)
    {
        YamlMap? root = YamlMap.Read(text, file, problems)?.Only("guards", "off-ramps");
        if (root is null)
        {
            return ([], []);
        }

        var steps = ImmutableArray.CreateBuilder<Step>();
        foreach ((string id, YamlMap map) in root.Blocks("guards"))
        {
            map.Only("ask", "hint", "choices", "not-sure");
            places.Note($"guard/{id}", new Place(file, root.Map("guards")!.LineOf(id)));
            steps.Add(new Step(
                $"guard/{id}",
                map.Need("ask"),
                map.Text("hint"),
                [],
                Choices(map, "guard", isGuard: true, places, problems),
                map.Text("not-sure"),
                [],
                null));
        }

        var ramps = ImmutableArray.CreateBuilder<Choice>();
        foreach ((string id, YamlMap map) in root.Blocks("off-ramps"))
        {
            map.Only("label", "next", "say");
            places.Note($"off-ramp/{id}", new Place(file, root.Map("off-ramps")!.LineOf(id)));
            ramps.Add(new Choice(id, map.Need("label"), map.Need("next"), map.List("say")));
        }

        return (steps.ToImmutable(), ramps.ToImmutable());
    }

    private static Guide? Read(YamlMap map, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        map.Only("id", "label", "about", "say", "menu", "order", "before", "first", "instead", "steps");
        string id = map.Need("id");
        if (id.Length == 0)
        {
            return null;
        }

        places.Note(id, new Place(map.File, map.Line));
        var instead = ImmutableArray.CreateBuilder<Detour>();
        if (map.Map("instead") is { } detours)
        {
            foreach (string answer in detours.Keys)
            {
                (string guard, string choice) = Answer(answer, detours);
                instead.Add(new Detour(guard, choice, Full(detours.Need(answer), id)));
            }
        }

        var steps = ImmutableArray.CreateBuilder<Step>();
        YamlMap? all = map.Map("steps");
        foreach ((string step, YamlMap block) in map.Blocks("steps"))
        {
            places.Note($"{id}/{step}", new Place(map.File, all!.LineOf(step)));
            steps.Add(ReadStep($"{id}/{step}", id, block, facts, places, problems));
        }

        string menu = map.Text("menu") ?? "";
        if (menu is not ("" or "start" or "more"))
        {
            problems.Add(map.File, map.LineOf("menu"), $"\"menu\" is \"{menu}\", but can be \"start\" or \"more\".{problems.Hint(menu, ["start", "more"])}");
            menu = "";
        }

        return new Guide(
            id,
            map.Need("label"),
            map.Need("about"),
            map.List("say"),
            menu.Length == 0 ? null : menu,
            Order(map, problems),
            map.List("before"),
            Full(map.Need("first"), id),
            instead.ToImmutable(),
            steps.ToImmutable());
    }

    private static int Order(YamlMap map, Problems problems)
    {
        string order = map.Text("order") ?? "0";
        if (!int.TryParse(order, NumberStyles.None, CultureInfo.InvariantCulture, out int number))
        {
            problems.Add(map.File, map.LineOf("order"), $"\"order\" is \"{order}\", but should be a number such as 1.");
        }

        return number;
    }

    private static Step ReadStep(string id, string guide, YamlMap map, IReadOnlyDictionary<string, Fact> facts, Places places, Problems problems)
    {
        bool isLeaf = map.Has("leaf");
        if (isLeaf)
        {
            map.Only("leaf", "title", "solicitor-now", "show", "do-now", "avoid", "contact", "questions", "take", "dates", "when", "before", "choices", "hint");
        }
        else
        {
            map.Only("ask", "hint", "show", "choices", "not-sure", "before");
        }

        string? notSure = isLeaf ? null : map.Need("not-sure") is { Length: > 0 } next ? Full(next, guide) : null;
        return new Step(
            id,
            isLeaf ? null : map.Need("ask"),
            map.Text("hint"),
            map.List("show"),
            Choices(map, guide, isGuard: false, places, problems, id),
            notSure,
            map.Has("before") ? map.List("before") : null,
            isLeaf ? ReadLeaf(map, facts, problems) : null);
    }

    private static Leaf ReadLeaf(YamlMap map, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        var questions = ImmutableArray.CreateBuilder<QuestionsFor>();
        if (map.Map("questions") is { } whom)
        {
            foreach (string helper in whom.Keys)
            {
                questions.Add(new QuestionsFor(helper, Points(whom, helper, facts, problems)));
            }
        }

        var when = ImmutableArray.CreateBuilder<Variation>();
        if (map.Map("when") is { } variations)
        {
            foreach ((string answer, YamlMap change) in map.Blocks("when"))
            {
                change.Only("show", "hide", "contact");
                (string guard, string choice) = Answer(answer, variations);
                when.Add(new Variation(guard, choice, change.List("show"), change.List("hide"), change.List("contact")));
            }
        }

        return new Leaf(
            map.Need("leaf"),
            map.Need("title"),
            map.Flag("solicitor-now"),
            Points(map, "do-now", facts, problems),
            Points(map, "avoid", facts, problems),
            map.List("contact"),
            questions.ToImmutable(),
            Points(map, "take", facts, problems),
            map.List("dates"),
            when.ToImmutable());
    }

    /// <summary>The points a key lists, each with the facts it rests on.</summary>
    internal static ImmutableArray<Point> Points(YamlMap map, string key, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        var points = ImmutableArray.CreateBuilder<Point>();
        foreach (YamlMap item in map.Maps(key))
        {
            item.Only("say", "facts", "sign-off");
            ImmutableArray<Fact> carried = FactsIn(item, "facts", facts, problems);
            bool waits = item.Flag("sign-off") || carried.Any(f => f.IsExternal);
            if (!waits && carried.IsEmpty)
            {
                problems.Add(map.File, item.Line, "This point rests on no fact. Name its facts, or write \"sign-off: true\" if it is our own practical step.");
            }

            points.Add(new Point(item.Need("say"), carried, waits ? Status.Pending : Status.Published));
        }

        return points.ToImmutable();
    }

    /// <summary>The facts a key names; a problem for each that doesn't exist.</summary>
    internal static ImmutableArray<Fact> FactsIn(YamlMap map, string key, IReadOnlyDictionary<string, Fact> facts, Problems problems)
    {
        var found = ImmutableArray.CreateBuilder<Fact>();
        foreach ((string id, int line) in map.Items(key))
        {
            if (facts.TryGetValue(id, out Fact? fact))
            {
                found.Add(fact);
            }
            else
            {
                problems.Add(map.File, line, $"There is no fact \"{id}\" in facts.yaml.{problems.Hint(id, facts.Keys)}");
            }
        }

        return found.ToImmutable();
    }

    private static ImmutableArray<Choice> Choices(YamlMap map, string guide, bool isGuard, Places places, Problems problems, string? step = null)
    {
        var choices = ImmutableArray.CreateBuilder<Choice>();
        foreach ((string id, YamlMap choice) in map.Blocks("choices"))
        {
            choice.Only("label", "next", "say");
            if (Core.Answers.IsOpen(id))
            {
                problems.Add(map.File, choice.Line, $"Everyone has the choice \"{id}\" already. Give yours another id.");
            }

            string? next = isGuard ? choice.Text("next") : choice.Need("next");
            choices.Add(new Choice(id, choice.Need("label"), string.IsNullOrEmpty(next) ? null : Full(next, guide), choice.List("say")));
            if (step is not null)
            {
                places.Note($"{step}#{id}", new Place(map.File, choice.Line));
            }
        }

        return choices.ToImmutable();
    }

    private static (string Guard, string Choice) Answer(string text, YamlMap map)
    {
        if (text.Split('/') is [{ Length: > 0 } guard, { Length: > 0 } choice])
        {
            return (guard, choice);
        }

        map.Wrong(map.LineOf(text), $"\"{text}\" should be a guard and one of its answers, such as afraid/yes.");
        return (text, "");
    }

    private static string Full(string step, string guide) => step.Contains('/', StringComparison.Ordinal) ? step : $"{guide}/{step}";
}
