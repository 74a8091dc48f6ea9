using System.Globalization;
using System.Text.Json.Nodes;

namespace AdviceBot.Load;

/// <summary>What was found out about acknowledged turns.</summary>
public sealed class Tally
{
    private readonly Lock gate = new();

    /// <summary>Turns acknowledged.</summary>
    public int Acknowledged { get; private set; }

    /// <summary>Turns whose acknowledgement never came, delivered again after the restart and answered then.</summary>
    public int AnsweredLater { get; private set; }

    /// <summary>Turns whose acknowledgement never came though they had been kept: delivered again, they moved nothing twice.</summary>
    public int KeptUnseen { get; private set; }

    /// <summary>Acknowledged turns delivered again after the restart.</summary>
    public int DeliveredAgain { get; private set; }

    /// <summary>Whatever must not be.</summary>
    public List<string> Faults { get; } = [];

    /// <summary>One of them.</summary>
    public void Count(string what)
    {
        lock (gate)
        {
            switch (what)
            {
                case nameof(Acknowledged): Acknowledged++; break;
                case nameof(AnsweredLater): AnsweredLater++; break;
                case nameof(KeptUnseen): KeptUnseen++; break;
                case nameof(DeliveredAgain): DeliveredAgain++; break;
                default: Faults.Add(what); break;
            }
        }
    }
}

/// <summary>A person who goes forward and back through a guide, and knows at every moment where the bot must think they are.</summary>
/// <remarks>Going back twice for one message, or not at all, leads elsewhere: so a turn lost or taken twice is seen.</remarks>
public sealed class Walker(string name, Line line, Tally tally, int seed)
{
    private readonly Random random = new(seed);
    private readonly Stack<(string Where, JsonNode[] Choices)> way = new();
    private (string Id, JsonObject Message, bool IsBack)? open, last;
    private int number;

    /// <summary>Takes turns until it is told to stop, or one is not acknowledged.</summary>
    public async Task WalkAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested && open is null)
        {
            await StepAsync();
        }
    }

    /// <summary>After the restart: what was not acknowledged is delivered again, and so is the last that was; then all must be as it should.</summary>
    public async Task ResumeAsync(bool isRepeated)
    {
        if (isRepeated && last is { } done)
        {
            tally.Count(nameof(Tally.DeliveredAgain));
            JsonArray? again = await line.SendAsync(done.Id, done.Message);
            if (again is not { Count: 0 })
            {
                tally.Count($"{name}: {done.Id} was acknowledged and answered again after the restart ({(again is null ? "not acknowledged" : again.Count)})");
            }
        }

        if (open is { } waiting)
        {
            JsonArray? answer = await line.SendAsync(waiting.Id, waiting.Message);
            if (answer is null)
            {
                tally.Count($"{name}: {waiting.Id} was not acknowledged after the restart either");
                return;
            }

            if (answer.Count > 0)
            {
                tally.Count(nameof(Tally.AnsweredLater));
                Moved(waiting, answer);
            }
            else
            {
                tally.Count(nameof(Tally.KeptUnseen));
                Moved(waiting, await LookAsync());
            }

            open = null;
        }

        if (way.Count > 0)
        {
            string where = Where(await LookAsync());
            if (where != way.Peek().Where)
            {
                tally.Count($"{name}: it should be at {way.Peek().Where} and is at {where}");
                way.Clear();
            }
        }
    }

    private async Task StepAsync()
    {
        if (way.Count == 0)
        {
            JsonArray? first = await LookAsync();
            if (first is { Count: > 0 })
            {
                way.Push((Where(first), Choices(first)));
            }

            return;
        }

        JsonNode[] choices = way.Peek().Choices;
        bool isBack = choices.Length == 0 || way.Count > 5 || (way.Count > 1 && random.Next(3) == 0);
        var message = new JsonObject
        {
            ["type"] = "message",
            ["text"] = "pressed",
            ["value"] = isBack ? new JsonObject { ["do"] = "back" } : choices[random.Next(Math.Min(3, choices.Length))].DeepClone(),
        };
        var turn = ($"{name}-{number++.ToString(CultureInfo.InvariantCulture)}", message, isBack);
        open = turn;
        JsonArray? answer = await line.SendAsync(turn.Item1, message);
        if (answer is null)
        {
            return;
        }

        tally.Count(nameof(Tally.Acknowledged));
        open = null;
        last = turn;
        Moved(turn, answer);
    }

    private void Moved((string Id, JsonObject Message, bool IsBack) turn, JsonArray? answer)
    {
        string where = Where(answer);
        if (!turn.IsBack)
        {
            way.Push((where, Choices(answer)));
            return;
        }

        way.Pop();
        if (where != way.Peek().Where)
        {
            tally.Count($"{name}: {turn.Id} went back to {where} and not to {way.Peek().Where}");
            way.Clear();
        }
    }

    // Asks where they are, which moves nothing. Until it is answered, since everybody is up again.
    private async Task<JsonArray?> LookAsync()
    {
        var look = new JsonObject { ["type"] = "message", ["text"] = "look", ["value"] = new JsonObject { ["do"] = "look" } };
        return await line.SendAsync($"{name}-look-{number++.ToString(CultureInfo.InvariantCulture)}", look);
    }

    private static JsonNode[] Choices(JsonArray? answer) =>
        [.. Buttons(answer).Select(b => b!["value"]).OfType<JsonObject>().Where(v => v["step"] is not null && v["choice"] is not null)];

    private static string Where(JsonArray? answer) =>
        (string?)Choices(answer).FirstOrDefault()?["step"] ?? (answer is { Count: > 0 } ? ((string?)answer[^1]!["text"] ?? "")[..Math.Min(60, ((string?)answer[^1]!["text"] ?? "").Length)] : "nowhere");

    private static JsonArray Buttons(JsonArray? answer) => answer is { Count: > 0 } ? answer[^1]?["suggestedActions"]?["actions"] as JsonArray ?? [] : [];
}
