using Microsoft.Extensions.Options;

namespace AdviceBot.Host.Language;

/// <summary>Which language service there is, by the settings.</summary>
public static class LanguageServices
{
    /// <summary>Registers it.</summary>
    public static void AddLanguage(this IServiceCollection services) => services.AddSingleton(Make);

    /// <exception cref="SettingException">The settings can't work, or would send what families write over an open line.</exception>
    private static ILanguageService Make(IServiceProvider services)
    {
        LanguageSettings settings = services.GetRequiredService<IOptions<BotSettings>>().Value.Language;
        if (string.IsNullOrEmpty(settings.Endpoint))
        {
            return string.IsNullOrEmpty(settings.Key) ? new NoLanguage()
                : throw new SettingException("AdviceBot:Language:Endpoint is missing. Set it to the address of your Azure AI Language resource, or take out AdviceBot:Language:Key.");
        }

        bool isHere = services.GetService<IHostEnvironment>()?.IsDevelopment() == true;
        if (!Uri.TryCreate(settings.Endpoint, UriKind.Absolute, out Uri? address) || !(address.Scheme == Uri.UriSchemeHttps || (isHere && address is { Scheme: "http", IsLoopback: true })))
        {
            throw new SettingException("AdviceBot:Language:Endpoint must be an https address, such as https://NAME.cognitiveservices.azure.com.");
        }

        return string.IsNullOrEmpty(settings.Key)
            ? throw new SettingException("AdviceBot:Language:Key is missing. Set it to a key of your Azure AI Language resource, or take out AdviceBot:Language:Endpoint.")
            : new AzureLanguage(address, settings.Key, services.GetRequiredService<ILogger<AzureLanguage>>());
    }
}
