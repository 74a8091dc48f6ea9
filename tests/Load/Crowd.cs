using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace AdviceBot.Load;

/// <summary>How a crowd was served.</summary>
public sealed class Reception
{
    private int refused, cards, urgent;

    /// <summary>From the moment a turn was due to its answer, of those that were answered.</summary>
    public ConcurrentBag<double> Milliseconds { get; } = [];

    /// <summary>From the moment a turn was sent: without what the driver, on the same machine, was late by.</summary>
    public ConcurrentBag<double> SinceSent { get; } = [];

    /// <summary>Calls that were refused, as they should be: when to come back, and whom to call.</summary>
    public int Refused => refused;

    /// <summary>Urgent messages answered with a card.</summary>
    public int Cards => cards;

    /// <summary>Urgent messages.</summary>
    public int Urgent => urgent;

    /// <summary>What must not be, by kind.</summary>
    public ConcurrentDictionary<string, int> Faults { get; } = new();

    /// <summary>One more was refused.</summary>
    public void Refuse() => Interlocked.Increment(ref refused);

    /// <summary>One more urgent message was sent.</summary>
    public void Urge() => Interlocked.Increment(ref urgent);

    /// <summary>One more got its card.</summary>
    public void Card() => Interlocked.Increment(ref cards);

    /// <summary>The time that so many of a hundred did not exceed.</summary>
    public double Percentile(double of) => Percentile(Milliseconds, of);

    /// <summary>The same of times since sending.</summary>
    public double PercentileSinceSent(double of) => Percentile(SinceSent, of);

    private static double Percentile(IEnumerable<double> times, double of)
    {
        double[] all = [.. times.Order()];
        return all.Length == 0 ? double.NaN : all[Math.Min(all.Length - 1, (int)(all.Length * of / 100))];
    }
}

/// <summary>Many people at once: so many turns fall due each second, whether the ones before have been answered or not.</summary>
/// <remarks>Half of them write through the connector, half in chat windows. Of a hundred turns 89 press a button, 10 ask in their own words, and one is urgent.</remarks>
public sealed class Crowd(Served bot) : IDisposable
{
    private const string Urgent = "he has a knife and he is outside my door";
    private const string Question = "can my sister come to the meeting with me";

    private static readonly Uri Messages = new("/api/messages", UriKind.Relative);

    private readonly HttpClient client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 4000, PooledConnectionIdleTimeout = TimeSpan.FromMinutes(2) })
    {
        BaseAddress = bot.Address,
        Timeout = TimeSpan.FromSeconds(30),
    };

    private readonly ConcurrentQueue<Person> people = new();
    private int number;

    /// <summary>Brings so many people, half of them in chat windows.</summary>
    public async Task GatherAsync(int count)
    {
        await Parallel.ForAsync(0, count, new ParallelOptions { MaxDegreeOfParallelism = 8 }, async (_, stop) => people.Enqueue(await ComeAsync(stop)));
    }

    /// <summary>Lets so many turns fall due each second for so long, and waits for the last.</summary>
    /// <param name="renewed">Of a hundred turns, how many end with the person going and another coming.</param>
    public async Task<Reception> OfferAsync(int perSecond, TimeSpan time, double renewed = 0)
    {
        var served = new Reception();
        ConcurrentDictionary<Task, bool> under = new();
        var random = new Random(perSecond);
        long began = Stopwatch.GetTimestamp();
        for (long due = 0; ; due++)
        {
            TimeSpan at = TimeSpan.FromSeconds((double)due / perSecond);
            if (at >= time)
            {
                break;
            }

            TimeSpan early = at - Stopwatch.GetElapsedTime(began);
            if (early > TimeSpan.FromMilliseconds(2))
            {
                await Task.Delay(early);
            }

            if (!people.TryDequeue(out Person? person))
            {
                served.Faults.AddOrUpdate("nobody free to ask", 1, (_, n) => n + 1);
                continue;
            }

            int kind = random.Next(100);
            bool goes = random.NextDouble() * 100 < renewed;
            Task turn = Task.Run(() => TurnAsync(person, kind, () => Stopwatch.GetElapsedTime(began) - at, served, goes));
            under[turn] = true;
            _ = turn.ContinueWith(t => under.TryRemove(t, out _), TaskScheduler.Default);
        }

        await Task.WhenAll(under.Keys);
        return served;
    }

    /// <inheritdoc/>
    public void Dispose() => client.Dispose();

    private async Task<Person> ComeAsync(CancellationToken stop)
    {
        int id = Interlocked.Increment(ref number);
        if (id % 2 == 0)
        {
            return new Person($"crowd{id}", null);
        }

        using var request = new HttpRequestMessage(HttpMethod.Post, "/v3/directline/conversations");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Served.Secret);
        using HttpResponseMessage answer = await client.SendAsync(request, stop);
        JsonObject? begun = answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonObject>(stop) : null;
        return begun is null ? new Person($"crowd{id}", null) : new Person((string)begun["conversationId"]!, (string)begun["token"]!);
    }

    private async Task TurnAsync(Person person, int kind, Func<TimeSpan> late, Reception served, bool goes)
    {
        bool isUrgent = kind == 0;
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, person.Token is null ? Messages : new Uri($"/v3/directline/conversations/{person.Id}/activities", UriKind.Relative));
            request.Content = JsonContent.Create(Message(person, kind));
            request.Headers.Authorization = person.Token is null ? null : new AuthenticationHeaderValue("Bearer", person.Token);
            if (isUrgent)
            {
                served.Urge();
            }

            long sent = Stopwatch.GetTimestamp();
            using HttpResponseMessage answer = await client.SendAsync(request);
            string text = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode)
            {
                served.SinceSent.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                served.Milliseconds.Add(late().TotalMilliseconds);
                person.Turns++;
                if (isUrgent && (person.Token is null ? text.Contains("999", StringComparison.Ordinal) : await HasCardAsync(person, text)))
                {
                    served.Card();
                }
            }
            else if (answer.StatusCode is HttpStatusCode.ServiceUnavailable or HttpStatusCode.TooManyRequests)
            {
                served.Refuse();
                if (isUrgent)
                {
                    Fault(served, "an urgent message was refused");
                }

                if (answer.Headers.RetryAfter is null)
                {
                    Fault(served, "a refusal without Retry-After");
                }

                if (!text.Contains("999", StringComparison.Ordinal))
                {
                    Fault(served, "a refusal without the numbers");
                }
            }
            else
            {
                Fault(served, $"status {(int)answer.StatusCode}");
            }
        }
        catch (Exception e) when (e is HttpRequestException or TaskCanceledException)
        {
            Fault(served, e.GetType().Name);
        }

        people.Enqueue(goes ? await ComeAsync(default) : person);
    }

    // In a chat window the answer to a message is read apart, by the id that the message was given.
    private async Task<bool> HasCardAsync(Person person, string taken)
    {
        string? id = (string?)JsonNode.Parse(taken)?["id"];
        using var request = new HttpRequestMessage(HttpMethod.Get, $"/v3/directline/conversations/{person.Id}/activities");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", person.Token);
        using HttpResponseMessage answer = await client.SendAsync(request);
        return answer.IsSuccessStatusCode && (await answer.Content.ReadFromJsonAsync<JsonObject>())!["activities"]!.AsArray()
            .Any(activity => (string?)activity!["replyToId"] == id && activity.ToJsonString().Contains("999", StringComparison.Ordinal));
    }

    private static void Fault(Reception served, string what) => served.Faults.AddOrUpdate(what, 1, (_, n) => n + 1);

    private JsonObject Message(Person person, int kind)
    {
        var message = new JsonObject { ["type"] = "message", ["text"] = kind == 0 ? Urgent : kind <= 10 ? Question : "pressed" };
        if (kind > 10)
        {
            message["value"] = person.Turns % 2 == 0
                ? new JsonObject { ["step"] = "start/what-is-happening", ["choice"] = "conference" }
                : new JsonObject { ["do"] = "back" };
        }

        if (person.Token is null)
        {
            message["id"] = $"c{Interlocked.Increment(ref number)}";
            message["channelId"] = "test";
            message["deliveryMode"] = "expectReplies";
            message["conversation"] = new JsonObject { ["id"] = person.Id };
        }

        return message;
    }

    private sealed class Person(string id, string? token)
    {
        public string Id => id;

        public string? Token => token;

        public int Turns { get; set; }
    }
}
