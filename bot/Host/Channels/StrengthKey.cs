namespace AdviceBot.Host.Channels;

/// <summary>The message that says in plain words how strong a passage is.</summary>
public static class StrengthKey
{
    /// <summary>The key in messages.yaml for a strength of the register.</summary>
    public static string Of(string strength) => strength switch
    {
        "law" => "page-strength-law",
        "statutory guidance" => "page-strength-guidance",
        "usual practice" => "page-strength-practice",
        "service info" => "page-strength-service",
        _ => "page-strength-tip",
    };
}
