using System.Collections.Concurrent;
using System.Xml.Linq;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace AdviceBot.Host.State;

/// <summary>The keys that seal conversations: in a folder, and in memory while the folder can't be used.</summary>
/// <remarks>
/// A folder that is full, read-only or gone costs nobody their page: new keys wait in memory, and so do the ones last read, until
/// <see cref="Heal"/> finds that they can be kept. Keys that were lost altogether mean that people begin anew, and are told so.
/// </remarks>
public sealed partial class SteadyKeys(DirectoryInfo folder, ILoggerFactory logs) : IXmlRepository
{
    private readonly FileSystemXmlRepository files = new(folder, logs);
    private readonly ConcurrentDictionary<string, XElement> known = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, (XElement Element, string Name)> owed = new(StringComparer.Ordinal);
    private readonly ILogger log = logs.CreateLogger<SteadyKeys>();

    /// <summary>Whether all keys are kept.</summary>
    public bool IsSound => owed.IsEmpty && !isGone;

    private volatile bool isGone;

    /// <inheritdoc/>
    public IReadOnlyCollection<XElement> GetAllElements()
    {
        try
        {
            foreach (XElement element in files.GetAllElements())
            {
                known[Id(element)] = element;
            }
        }
        catch (Exception e) when (IsFault(e))
        {
            Unreadable(log, e.GetType().Name);
        }

        return [.. known.Values];
    }

    /// <inheritdoc/>
    public void StoreElement(XElement element, string friendlyName)
    {
        ArgumentNullException.ThrowIfNull(element);
        known[Id(element)] = element;
        if (!TryStore(element, friendlyName))
        {
            owed[Id(element)] = (element, friendlyName);
        }
    }

    /// <summary>Keeps what could not be kept before, and again what somebody took away.</summary>
    public void Heal()
    {
        try
        {
            isGone = !known.IsEmpty && (!folder.Exists || Lacking());
        }
        catch (Exception e) when (IsFault(e))
        {
            isGone = true;
        }

        if (isGone)
        {
            foreach ((string id, XElement element) in known)
            {
                owed.TryAdd(id, (element, $"key-{id}"));
            }
        }

        foreach ((string id, (XElement element, string name)) in owed)
        {
            if (TryStore(element, name))
            {
                owed.TryRemove(id, out _);
            }
        }

        isGone = isGone && !owed.IsEmpty;
    }

    private bool Lacking()
    {
        folder.Refresh();
        return !folder.Exists || folder.EnumerateFiles("*.xml").Count() < known.Count;
    }

    private bool TryStore(XElement element, string name)
    {
        try
        {
            Directory.CreateDirectory(folder.FullName);
            files.StoreElement(element, name);
            return true;
        }
        catch (Exception e) when (IsFault(e))
        {
            if (!owed.ContainsKey(Id(element)))
            {
                NotKept(log, e.GetType().Name);
            }

            return false;
        }
    }

    private static string Id(XElement element) => (string?)element.Attribute("id") ?? element.ToString(SaveOptions.DisableFormatting);

    private static bool IsFault(Exception e) => e is IOException or UnauthorizedAccessException or System.Xml.XmlException or System.Security.SecurityException;

    [LoggerMessage(LogLevel.Error, "the folder of keys can't be read ({Kind}); the keys in memory stay in use")]
    private static partial void Unreadable(ILogger logger, string kind);

    [LoggerMessage(LogLevel.Error, "a key could not be kept ({Kind}); it is in memory, and a restart now would end conversations")]
    private static partial void NotKept(ILogger logger, string kind);
}
