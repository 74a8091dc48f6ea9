using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Channels.DirectLine;

/// <summary>The key that signs Direct Line tokens: made once, kept sealed in the state folder, so that a restart ends nobody's chat.</summary>
public sealed partial class DirectLineKey
{
    private const int Length = 32;

    /// <summary>Reads the key, or makes it.</summary>
    public DirectLineKey(IOptions<BotSettings> settings, IHostEnvironment environment, IDataProtectionProvider protection, ILogger<DirectLineKey> log)
    {
        ArgumentNullException.ThrowIfNull(settings);
        ArgumentNullException.ThrowIfNull(environment);
        IDataProtector protector = protection.CreateProtector("AdviceBot.DirectLine.Key.v1");
        StateSettings state = settings.Value.State;
        if (state.Store == "memory")
        {
            Bytes = RandomNumberGenerator.GetBytes(Length);
            return;
        }

        string file = Path.Combine(Path.GetFullPath(state.Path, environment.ContentRootPath), "directline.key");
        Bytes = Read(file, protector) ?? Make(file, protector, log);
    }

    /// <summary>The key.</summary>
    public byte[] Bytes { get; }

    private static byte[]? Read(string file, IDataProtector protector)
    {
        try
        {
            return File.Exists(file) && protector.Unprotect(File.ReadAllBytes(file)) is { Length: Length } key ? key : null;
        }
        catch (Exception e) when (e is CryptographicException or IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static byte[] Make(string file, IDataProtector protector, ILogger log)
    {
        byte[] key = RandomNumberGenerator.GetBytes(Length);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            string fresh = $"{file}.{Environment.ProcessId}";
            File.WriteAllBytes(fresh, protector.Protect(key));
            File.Move(fresh, file, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            NotKept(log, e.GetType().Name);
        }

        return key;
    }

    [LoggerMessage(LogLevel.Warning, "the key for chat tokens could not be kept ({Kind}); a restart will end the chats of that moment")]
    private static partial void NotKept(ILogger logger, string kind);
}
