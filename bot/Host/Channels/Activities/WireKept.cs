using System.Runtime.CompilerServices;
using System.Text.Json;

namespace AdviceBot.Host.Channels.Activities;

/// <summary>What is sent again and again (words, cards, buttons), kept as it goes over the wire.</summary>
/// <remarks>Kept for as long as somebody holds the very same thing: another edition of the words brings other things, and these go with it.</remarks>
internal static class WireKept
{
    private static readonly ConditionalWeakTable<object, byte[]> Kept = [];

    /// <summary>Keeps it.</summary>
    /// <param name="thing">Something that never changes.</param>
    /// <param name="wire">Its JSON.</param>
    public static void Keep<T>(T thing, Func<T, byte[]> wire)
        where T : class
    {
        if (!Kept.TryGetValue(thing, out _))
        {
            Kept.TryAdd(thing, wire(thing));
        }
    }

    /// <summary>How many bytes were kept of it; null when nothing was.</summary>
    public static int? Length(object thing) => Kept.TryGetValue(thing, out byte[]? wire) ? wire.Length : null;

    /// <summary>Writes what was kept of it; false when nothing was.</summary>
    public static bool TryWrite(Utf8JsonWriter json, object thing)
    {
        if (!Kept.TryGetValue(thing, out byte[]? wire))
        {
            return false;
        }

        json.WriteRawValue(wire, skipInputValidation: true);
        return true;
    }
}
