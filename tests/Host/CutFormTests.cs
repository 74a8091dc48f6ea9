using System.Net;
using System.Net.Http.Headers;
using System.Text;
using AdviceBot.Tests.Host.Channels;
using Xunit;

namespace AdviceBot.Tests.Host;

/// <summary>A form that breaks off: a phone that loses its line while sending. Nobody did anything wrong, and nothing here failed.</summary>
public sealed class CutFormTests(WebPageApp app) : IClassFixture<WebPageApp>
{
    private const string HalfAPlace = "--cut\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\nabc";

    [Fact]
    public async Task Whole_it_is_read()
    {
        using HttpResponseMessage answer = await app.CreateClient().PostAsync("/", Form("--cut\r\nContent-Disposition: form-data; name=\"do\"\r\n\r\nlook\r\n--cut--\r\n"));
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/help")]
    [InlineData("/safety")]
    [InlineData("/paper")]
    public async Task Cut_anywhere_it_gets_a_calm_page_that_says_to_send_it_again(string address)
    {
        foreach (string cut in Cuts())
        {
            using HttpResponseMessage answer = await app.CreateClient().PostAsync(address, Form(cut));
            Assert.True((int)answer.StatusCode < 500, $"{address} answered {(int)answer.StatusCode} to {cut}");
        }

        using HttpResponseMessage half = await app.CreateClient().PostAsync(address, Form(HalfAPlace));
        Assert.Equal(HttpStatusCode.BadRequest, half.StatusCode);
        Assert.Contains("999", await half.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Whoever_leaves_is_let_out_all_the_same()
    {
        foreach (string cut in Cuts())
        {
            using HttpResponseMessage answer = await app.CreateClient().PostAsync("/leave", Form(cut));
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            Assert.True(answer.Headers.Contains("Clear-Site-Data"));
        }
    }

    [Fact]
    public async Task Sent_to_a_chat_it_is_refused_in_the_protocols_words()
    {
        using var chats = new ChannelApp();
        HttpClient client = chats.CreateClient();
        var chat = await (await client.SendJson(HttpMethod.Post, "/v3/directline/conversations", ChannelApp.Secret)).Json();
        string here = $"/v3/directline/conversations/{chat["conversationId"]}";
        foreach (string address in new[] { $"{here}/upload?userId=x", $"{here}/activities", "/v3/directline/tokens/generate", "/v3/directline/conversations" })
        {
            foreach (string cut in Cuts())
            {
                using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = Form(cut) };
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", address.StartsWith(here, StringComparison.Ordinal) ? (string)chat["token"]! : ChannelApp.Secret);
                using HttpResponseMessage answer = await client.SendAsync(request);
                Assert.True((int)answer.StatusCode < 500, $"{address} answered {(int)answer.StatusCode} to {cut}");
                Assert.True(!address.StartsWith(here, StringComparison.Ordinal) || answer.StatusCode == HttpStatusCode.UnsupportedMediaType);
            }
        }
    }

    // Nothing, half a border, half a name, no words, half a value, half of the last border.
    private static string[] Cuts() =>
    [
        "", "--cu", "--cut\r\nContent-Disposition: form-da", "--cut\r\nContent-Disposition: form-data; name=\"place\"\r\n\r\n", HalfAPlace, "--cut\r\nContent-Disposition: form-data; name=\"words\"\r\n\r\nwhat is a core group\r\n--cut",
    ];

    private static ByteArrayContent Form(string body)
    {
        var form = new ByteArrayContent(Encoding.ASCII.GetBytes(body));
        form.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=cut");
        return form;
    }
}
