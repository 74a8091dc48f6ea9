namespace AdviceBot.Host;

/// <summary>A setting with which the service must not start. The message names the setting and what it must be.</summary>
public sealed class SettingException : Exception
{
    /// <summary>With the sentence shown at the start.</summary>
    public SettingException(string message)
        : base(message)
    {
    }
}
