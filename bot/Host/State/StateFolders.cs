namespace AdviceBot.Host.State;

/// <summary>The folders this service writes to.</summary>
/// <param name="State">Of chats between turns, sealed.</param>
/// <param name="Keys">Of the keys that open them. Not in the folder of what they open: whoever copies that has nothing they can read.</param>
/// <param name="Cache">Of what the program can make again.</param>
public sealed record StateFolders(string State, string Keys, string Cache)
{
    /// <summary>Those that the settings name.</summary>
    /// <param name="root">The application's folder, from which a name that isn't absolute goes on.</param>
    public static StateFolders Of(StateSettings settings, string root)
    {
        ArgumentNullException.ThrowIfNull(settings);
        string state = Path.GetFullPath(settings.Path, root);
        return new StateFolders(
            state,
            settings.KeysPath is { Length: > 0 } keys ? Path.GetFullPath(keys, root) : Path.TrimEndingDirectorySeparator(state) + "-keys",
            settings.CachePath is { Length: > 0 } cache ? Path.GetFullPath(cache, root) : state);
    }
}
