using System.ComponentModel.DataAnnotations;

namespace AdviceBot.Host.Channels.WebChat;

/// <summary>Microsoft's Web Chat at /webchat.</summary>
public sealed class WebChatSettings
{
    /// <summary>Its program, as the npm package botframework-webchat has it, from the application's folder or absolute. Where it is missing the page says so.</summary>
    [Required]
    public string BundlePath { get; init; } = "webchat/node_modules/botframework-webchat/dist/webchat.js";
}
